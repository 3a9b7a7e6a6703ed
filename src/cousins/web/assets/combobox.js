"use strict";
// Editable comboboxes with a list, as the ARIA practices describe them: the focus stays in the box, and
// aria-activedescendant names the option that the arrow keys have reached.
{
  const status = document.getElementById("status");
  const quick = new Map(); // what was suggested for a text, so that going back asks nobody

  const element = (name, text, kind) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  class Combobox {
    constructor(input) {
      this.input = input;
      this.list = document.getElementById(input.getAttribute("aria-controls"));
      this.id = document.getElementById(`${input.id}-id`);
      this.options = [];
      this.at = -1;
      this.asked = 0;
      input.addEventListener("input", (event) => this.typed(event));
      input.addEventListener("compositionend", () => this.typed({}));
      input.addEventListener("keydown", (event) => this.pressed(event));
      input.addEventListener("blur", () => this.close());
      this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(option);
      });
    }

    get open() { return !this.list.hidden; }

    typed(event) {
      if (event.isComposing) return;
      this.id.value = ""; // the id was that of another text
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.fill(), Number(this.input.dataset.pause));
    }

    async fill(mark = 0) {
      clearTimeout(this.timer);
      const number = ++this.asked; // answers overtake each other
      const text = this.input.value.trim();
      this.stop?.abort();
      if (text.length < Number(this.input.dataset.least)) return this.close();
      const names = this.input.form.elements.names?.value || "";
      const asked = new URLSearchParams(names ? {text, names} : {text}).toString();
      let found = quick.get(asked);
      if (!found) {
        this.stop = new AbortController();
        try {
          const answer = await fetch(`${this.input.dataset.suggest}?${asked}`, {signal: this.stop.signal});
          if (!answer.ok) return this.close();
          found = await answer.json();
          quick.set(asked, found);
        } catch {
          return undefined; // left, or asked anew
        }
      }
      if (number !== this.asked || document.activeElement !== this.input) return undefined;
      this.show(found);
      if (mark && this.options.length) this.mark(mark > 0 ? 0 : this.options.length - 1);
      return undefined;
    }

    show(found) {
      this.options = found.map((person, place) => {
        const option = element("li", "");
        option.id = `${this.input.id}-option-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        Object.assign(option.dataset, {id: person.id, name: person.name});
        const words = element("span", "");
        words.append(element("bdi", person.name, "name"));
        if (person.years) words.append(" ", element("span", person.years, "years"));
        for (const more of [person.also, person.description]) if (more) words.append(" ", element("bdi", more, "more"));
        option.append(...this.portrait(person), words);
        return option;
      });
      this.list.replaceChildren(...this.options);
      this.at = -1;
      this.input.removeAttribute("aria-activedescendant");
      this.toggle(found.length > 0);
      const count = found.length;
      const words = !count ? status.dataset.none : count === 1 ? status.dataset.one : status.dataset.other;
      status.textContent = words.replace("{count}", count);
    }

    portrait(person) {
      if (!this.input.dataset.portraits || !/^Q\d+$/.test(person.id)) return [];
      const face = new Image(36, 44);
      face.alt = "";
      face.addEventListener("error", () => face.classList.add("none")); // most have no portrait; the place stays
      face.src = this.input.dataset.portraits + person.id;
      return [face];
    }

    toggle(open) {
      this.list.hidden = !open;
      this.input.setAttribute("aria-expanded", String(open));
    }

    close() {
      this.asked += 1; // what is on its way comes too late
      clearTimeout(this.timer);
      this.mark(-1);
      this.toggle(false);
      status.textContent = "";
    }

    mark(place) {
      this.options[this.at]?.setAttribute("aria-selected", "false");
      this.at = place;
      const option = this.options[place];
      if (!option) return this.input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      this.input.setAttribute("aria-activedescendant", option.id);
      return option.scrollIntoView({block: "nearest"});
    }

    choose(option) {
      this.input.value = option.dataset.name;
      this.id.value = option.dataset.id;
      this.close();
    }

    pressed(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const count = this.options.length;
      const moves = {
        ArrowDown: () => {
          if (!this.open) this.fill(event.altKey ? 0 : 1);
          else if (!event.altKey) this.mark((this.at + 1) % count);
        },
        ArrowUp: () => {
          if (!this.open) { if (!event.altKey) this.fill(-1); }
          else if (event.altKey) this.close();
          else this.mark(this.at <= 0 ? count - 1 : this.at - 1);
        },
        Escape: () => {
          if (this.open) return this.close();
          this.input.value = this.id.value = "";
          return this.close(); // to what is on its way, too
        },
      };
      if (moves[event.key]) {
        event.preventDefault();
        moves[event.key]();
      } else if (event.key === "Enter" && this.open && this.at >= 0) {
        event.preventDefault(); // the next one sends the form
        this.choose(this.options[this.at]);
      } else if (event.key === "Enter") {
        this.close();
      } else if (event.key === "Tab" && this.open && this.at >= 0) {
        this.choose(this.options[this.at]);
      } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key) && this.open) {
        this.mark(-1); // back to the text
      }
    }
  }

  for (const input of document.querySelectorAll("input[role=combobox]")) new Combobox(input);

  for (const swap of document.querySelectorAll(".swap")) {
    swap.hidden = false;
    swap.addEventListener("click", () => {
      for (const end of ["", "-id"]) {
        const [a, b] = ["a", "b"].map((which) => document.getElementById(which + end));
        [a.value, b.value] = [b.value, a.value];
      }
    });
  }
}

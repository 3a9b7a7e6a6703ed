"use strict";
// Follows a search by server-sent events: shows both pedigrees growing until they meet, and then goes to the answer.
{
  const page = document.querySelector(".searching");
  const words = JSON.parse(page.dataset.words);
  const [now, waits, figure, anew] = [".now", ".waits", ".growing", ".anew"].map((which) => page.querySelector(which));
  const form = page.querySelector("form");
  const began = Date.now();
  let source, over = false, met = false, shown = 0;

  const number = new Intl.NumberFormat(document.documentElement.lang);
  const say = (key, fields = {}) => {
    const word = Array.isArray(words[key]) ? words[key][fields.count === 1 ? 0 : 1] : words[key];
    return word.replace(/\{(\w+)\}/g, (_, name) => (typeof fields[name] === "number" ? number.format(fields[name]) : fields[name]));
  };
  const tell = (text) => { if (now.textContent !== text) now.textContent = text; };
  const count = (what, value) => { page.querySelector(`[data-count=${what}]`).textContent = number.format(value); };
  const drawn = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const BASE = 322, WIDE = 320, SEEN = 800;
  // A row of dots for a generation; of very many a bar, which is as wide as a row can be.
  const row = (people, middle, y, kind) => {
    const apart = Math.min(30, WIDE / people), left = middle - (apart * (people - 1)) / 2;
    if (apart < 4) return [drawn("rect", {class: kind, x: middle - WIDE / 2, y: y - 4, width: WIDE, height: 8, rx: 4})];
    const r = Math.min(8, apart * 0.42);
    return Array.from({length: people}, (_, place) => drawn("circle", {class: kind, cx: left + apart * place, cy: y, r}));
  };
  const picture = ({pedigrees, met}) => {
    const rows = Math.max(...pedigrees.map((side) => side.length));
    const step = Math.min(44, 300 / (rows + 0.5)), top = BASE - step * (rows + 0.4);
    const middles = pedigrees.length > 1 ? [180, 540] : [360];
    const parts = [];
    pedigrees.forEach((side, which) => {
      const kind = "ab"[which];
      if (met.length) {
        const y = BASE - step * (side.length - 1);
        parts.push(drawn("path", {class: `${kind} new`, d: `M${middles[which]} ${y}Q${middles[which]} ${top} 360 ${top}`}));
      }
      side.forEach((people, up) => {
        parts.push(...row(people, middles[which], BASE - step * up, up >= shown ? `${kind} new` : kind));
      });
    });
    if (met.length) parts.push(...row(met.length, 360, top, "met new"));
    shown = rows;
    figure.querySelector("svg").replaceChildren(...parts);
    figure.hidden = false;
  };

  // Ids in the address give way to names once these are known.
  const entitle = ([a, b]) => {
    const heading = page.querySelector("h1"), named = say("heading", {a, b: b ?? a});
    document.title = document.title.replace(heading.textContent, () => named);
    if (heading.textContent !== named) heading.textContent = named;
  };

  const stop = (text) => {
    over = true;
    source.close();
    tell(text);
    waits.textContent = "";
    form.querySelector(".halt").hidden = true;
    anew.hidden = false;
    anew.focus();
  };

  const follow = {
    queue: ({before, seconds}) => tell(`${before ? say("before", {count: before}) : say("next")} ${say("about", {count: seconds})}`),
    begun: () => tell(say("begun")),
    request: ({requests}) => { count("requests", requests); waits.textContent = ""; },
    wait: ({seconds}) => { if (seconds >= 1) waits.textContent = say("waits", {count: Math.round(seconds)}); },
    generation: (told) => {
      count("people", told.people);
      count("requests", told.requests);
      if (!told.pedigrees.length) return;
      picture(told);
      entitle(told.names.map(({name}) => name));
      told.pedigrees.forEach((side, which) => {
        const [name, known] = figure.querySelectorAll("li")[which]?.children ?? [];
        if (!name) return;
        name.textContent = told.names[which].name;
        known.textContent = say("ancestors", {count: side.slice(1).reduce((sum, people) => sum + people, 0)});
      });
      const names = new Intl.ListFormat(document.documentElement.lang).format(told.met.map(({name}) => name));
      tell(told.met.length ? say("met", {names}) : say("generation", {number: told.generation}));
      met = told.met.length > 0;
    },
    done: ({outcome}) => {
      if (outcome === "stopped") return stop(say("stopped"));
      over = true;
      source.close();
      // Where they have met one wants to see it.
      return setTimeout(() => location.replace(location.pathname + location.search), met ? SEEN : 0);
    },
    stopping: () => stop(say("stopping")),
  };

  const open = () => {
    source = new EventSource(page.dataset.events);
    for (const [kind, seen] of Object.entries(follow)) source.addEventListener(kind, (event) => seen(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      // A browser takes a lost stream up again by itself, but not one that was refused: then it waits without watching.
      if (over) return;
      if (source.readyState === EventSource.CLOSED) location.replace(page.dataset.answer);
      else waits.textContent = say("lost");
    });
    source.addEventListener("open", () => { waits.textContent = ""; });
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // The stream says that it is over.
    fetch(form.action, {method: "POST"}).catch(() => form.submit());
  });
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => { if (event.persisted && !over) open(); });
  setInterval(() => { if (!over) count("seconds", Math.floor((Date.now() - began) / 1000)); }, 1000);
  open();
}

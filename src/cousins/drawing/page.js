"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const svg = document.querySelector("main svg"), main = document.querySelector("main"), aside = document.querySelector("aside");
  const figures = data.people.map((_, place) => document.getElementById("p" + place));
  const lines = [...svg.querySelectorAll("[data-h]")];
  const whole = svg.viewBox.baseVal, size = { width: whole.width, height: whole.height };
  let view = { x: 0, y: 0, width: size.width, height: size.height };
  const folded = new Set();
  svg.removeAttribute("width");
  svg.removeAttribute("height");

  const show = () => svg.setAttribute("viewBox", [view.x, view.y, view.width, view.height].join(" "));
  const scale = () => Math.max(view.width / main.clientWidth, view.height / main.clientHeight);
  const zoom = (factor, x, y) => {
    const least = 120 / size.width, most = 3;
    const width = Math.min(size.width * most, Math.max(size.width * least, view.width * factor));
    const real = width / view.width;
    view = { x: x - (x - view.x) * real, y: y - (y - view.y) * real, width, height: view.height * real };
    show();
  };
  const middle = () => [view.x + view.width / 2, view.y + view.height / 2];
  const fit = () => { view = { x: 0, y: 0, width: size.width, height: size.height }; show(); };
  const readable = (place) => {
    const box = figures[place].getBBox(), width = Math.min(size.width, main.clientWidth), height = width * main.clientHeight / main.clientWidth;
    view = { x: box.x + box.width / 2 - width / 2, y: box.y + box.height / 2 - height / 2, width, height };
    show();
  };
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };

  const fingers = new Map();
  let moved = 0;
  main.addEventListener("pointerdown", (event) => {
    if (aside.contains(event.target)) return;
    fingers.set(event.pointerId, event);
    moved = 0;
  });
  window.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const others = [...fingers.values()].filter((each) => each.pointerId !== event.pointerId);
    moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
    if (others.length) {
      const far = (one) => Math.hypot(one.clientX - others[0].clientX, one.clientY - others[0].clientY) || 1;
      zoom(far(before) / far(event), ...at(event));
    } else {
      view.x -= (event.clientX - before.clientX) * scale();
      view.y -= (event.clientY - before.clientY) * scale();
      show();
    }
    fingers.set(event.pointerId, event);
  });
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, (event) => fingers.delete(event.pointerId));
  main.addEventListener("wheel", (event) => {
    if (aside.contains(event.target)) return;
    event.preventDefault();
    zoom(Math.exp(event.deltaY / 400), ...at(event));
  }, { passive: false });

  const reach = (place, key, found = new Set([place])) => {
    const waiting = [place];
    while (waiting.length) for (const other of data.people[waiting.pop()][key]) if (!found.has(other)) { found.add(other); waiting.push(other); }
    return found;
  };
  const light = (place) => {
    if (place === null) {
      svg.classList.remove("lit");
      return;
    }
    const above = reach(place, "parents"), below = reach(place, "children");
    const kin = new Set([...above, ...below]);
    const partners = data.people[place].partners;
    figures.forEach((figure, other) => figure.classList.toggle("on", kin.has(other) || partners.includes(other)));
    for (const line of lines) {
      const home = data.households[line.dataset.h], child = line.dataset.c;
      const upwards = (who) => above.has(who) && home.partners.some((each) => above.has(each));
      const downwards = (who) => below.has(who) && home.partners.some((each) => below.has(each));
      const on = child === undefined ? home.children.some((each) => upwards(each) || downwards(each)) || home.partners.includes(place) : upwards(+child) || downwards(+child);
      line.classList.toggle("on", on);
    }
    svg.classList.add("lit");
  };

  const refold = () => {
    const hidden = new Set();
    for (const place of folded) {
      const below = reach(place, "children");
      below.delete(place);
      for (const other of [...below]) for (const partner of data.people[other].partners) if (!data.people[partner].parents.length) below.add(partner);
      below.forEach((other) => { if (other !== place && !data.people[place].partners.includes(other)) hidden.add(other); });
    }
    figures.forEach((figure, place) => figure.classList.toggle("gone", hidden.has(place)));
    for (const line of lines) {
      const home = data.households[line.dataset.h], child = line.dataset.c;
      line.classList.toggle("gone", child === undefined ? home.partners.every((each) => hidden.has(each)) : hidden.has(+child));
    }
  };

  const add = (parent, name, text) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    parent.append(element);
    return element;
  };
  const leading = (link, address) => {
    link.href = address;
    link.rel = "noreferrer noopener";
    link.target = "_blank";
  };
  const list = (title, places) => {
    if (!places.length) return;
    add(aside, "h3", title);
    const items = add(aside, "ul");
    for (const place of places) {
      const button = add(add(items, "li"), "button", data.people[place].label);
      button.addEventListener("click", () => choose(place));
    }
  };
  const close = () => { aside.hidden = true; light(null); };
  const details = (place) => {
    const person = data.people[place];
    aside.replaceChildren();
    const button = add(aside, "button", "×");
    button.className = "close";
    button.setAttribute("aria-label", data.words.close);
    button.addEventListener("click", () => { close(); figures[place].focus(); });
    add(aside, "h2", person.name);
    for (const line of person.facts) add(aside, "div", line);
    if (person.link) leading(add(aside, "a", data.words.more), person.link);
    if (person.credit) {
      const image = add(aside, "img");
      image.src = figures[place].querySelector("image").getAttribute("href");
      image.alt = data.words.portrait;
      const credit = add(aside, "small", person.credit_page ? undefined : person.credit);
      if (person.credit_page) leading(add(credit, "a", person.credit), person.credit_page);
    }
    list(data.words.parents, person.parents);
    list(data.words.partners, person.partners);
    list(data.words.children, person.children);
    if (person.children.length) {
      const fold = add(add(aside, "p"), "button", folded.has(place) ? data.words.unfold : data.words.fold);
      fold.addEventListener("click", () => { if (!folded.delete(place)) folded.add(place); refold(); details(place); });
    }
    aside.hidden = false;
  };
  const choose = (place) => { readable(place); details(place); light(place); figures[place].focus({ preventScroll: true }); };

  figures.forEach((figure, place) => {
    figure.addEventListener("pointerenter", () => { if (!fingers.size) light(place); });
    figure.addEventListener("pointerleave", () => light(null));
    figure.addEventListener("focus", () => light(place));
    figure.addEventListener("blur", () => light(null));
    figure.addEventListener("click", () => { if (moved < 8) details(place); });
    figure.addEventListener("keydown", (event) => {
      const person = data.people[place];
      const next = { ArrowUp: person.parents, ArrowDown: person.children, ArrowRight: person.partners, ArrowLeft: person.siblings }[event.key];
      if (event.key === "Enter" || event.key === " ") details(place);
      else if (next && next.length) choose(next[0]);
      else if (!next) return;
      event.preventDefault();
      event.stopPropagation();
    });
  });

  const search = document.getElementById("search"), hint = document.querySelector(".hint");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let matches = [], turn = -1;
  search.addEventListener("input", () => {
    const wanted = plain(search.value.trim());
    matches = wanted ? data.people.flatMap((person, place) => (plain(person.label).includes(wanted) ? [place] : [])) : [];
    turn = -1;
    figures.forEach((figure, place) => figure.classList.toggle("found", matches.includes(place)));
    hint.textContent = wanted ? matches.length + " " + data.words.found : data.words.hint;
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !matches.length) return;
    turn = (turn + 1) % matches.length;
    readable(matches[turn]);
    details(matches[turn]);
    light(matches[turn]);
  });
  const tools = { in: () => zoom(0.7, ...middle()), out: () => zoom(1.4, ...middle()), fit };
  for (const [name, deed] of Object.entries(tools)) document.getElementById(name).addEventListener("click", deed);
  document.addEventListener("keydown", (event) => {
    if (event.target === search && event.key !== "Escape") return;
    const step = 80 * scale();
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) { view.x += moves[event.key][0]; view.y += moves[event.key][1]; show(); }
    else if (event.key === "+" || event.key === "=") tools.in();
    else if (event.key === "-") tools.out();
    else if (event.key === "0") fit();
    else if (event.key === "/") { search.focus(); event.preventDefault(); }
    else if (event.key === "Escape") close();
  });
  if (size.width > 4 * main.clientWidth && data.first !== null) readable(data.first);
})();

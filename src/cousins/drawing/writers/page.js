/* The page: keys, the search, and the pane with details. */
const data = JSON.parse(document.getElementById("data").textContent);
const { people, words } = data;
const [svg, main, pane] = ["main svg", "main", "aside"].map((each) => document.querySelector(each));
const [search, told, help] = ["search", "status", "keys"].map((each) => document.getElementById(each));
const view = makeView(svg, main, pane);
const family = makeFamily(data, svg, view), { boxes, figures } = family;
let hovered = null, focused = null, opened = null, current = data.first;

const say = (text) => { told.textContent = text; };
let waiting = 0;
/** Light up the kin of whom the reader points at, walks on, or reads about, or the lines chosen in the legend. */
const relight = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const place = legend.pointed() ? null : hovered ?? focused ?? (legend.pressed() ? null : opened);
    legend.dim();
    family.light(place);
    if (place === null) legend.light();
  }, 60);
};
const legend = makeLegend(svg, figures, relight);

const add = (parent, name, text) => {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
};
/** Add a name that may be written from right to left, and leaves its neighbours where they are. */
const addName = (parent, name, text) => {
  const element = add(parent, name);
  add(element, "bdi", text);
  return element;
};
const leading = (link, address) => {
  link.href = address;
  link.rel = "noreferrer noopener";
  link.target = "_blank";
};
const list = (title, places, ties) => {
  if (!places.length) return;
  add(pane, "h3", title);
  const items = add(pane, "ul");
  for (const place of places) {
    const button = addName(add(items, "li"), "button", people[place].label.replaceAll("–", "\u2060–\u2060"));
    if (ties[place]) button.append(` (${ties[place]})`);
    button.type = "button";
    button.addEventListener("click", () => { visit(place); details(place).focus({ preventScroll: true }); });
  }
};
const portrait = (person, place) => {
  const image = add(pane, "img");
  image.src = figures[place].querySelector("image").getAttribute("href");
  image.alt = words.portrait;
  const credit = add(pane, "small", person.credit_page ? undefined : person.credit);
  if (person.credit_page) leading(add(credit, "a", person.credit), person.credit_page);
};
/** Show what is known of somebody; returns the heading. */
const details = (place) => {
  const person = people[place], ties = person.ties || {};
  pane.replaceChildren();
  const heading = addName(pane, "h2", person.name), button = add(pane, "button", "×");
  heading.tabIndex = -1;
  button.className = "close";
  button.type = "button";
  button.setAttribute("aria-label", words.close);
  button.addEventListener("click", () => close());
  for (const fact of person.facts) add(pane, "div", fact);
  if (person.item) leading(add(pane, "a", words.more), data.site + person.item);
  if (person.credit) portrait(person, place);
  list(words.parents, person.parents, ties);
  list(words.partners, person.partners, ties);
  list(words.children, person.children, ties);
  for (const [key, unseen] of Object.entries(person.unseen || {})) {
    add(pane, "h3", words.unseen[key]).id = "unseen-" + key;
    const items = add(pane, "ul");
    for (const [label, item] of unseen) {
      const line = add(items, "li");
      if (item) leading(addName(line, "a", label), data.site + item);
      else add(line, "bdi", label);
    }
  }
  const foldings = add(pane, "p");
  for (const key of ["parents", "children"]) {
    if (!family.canFold(place, key)) continue;
    const folding = add(foldings, "button");
    folding.id = "fold-" + key;
    folding.type = "button";
    folding.addEventListener("click", () => fold(place, key));
  }
  pane.hidden = false;
  pane.scrollTop = 0;
  opened = current = place;
  labelFold();
  view.reveal(boxes[place]);
  relight();
  return heading;
};
const close = (isBack = true) => {
  if (opened === null) return;
  pane.hidden = true;
  if (isBack) figures[opened].focus({ preventScroll: true });
  opened = null;
  relight();
};
const labelFold = () => {
  for (const key of ["parents", "children"]) {
    const button = document.getElementById("fold-" + key);
    if (button) button.textContent = (family.isFolded(opened, key) ? words.show : words.hide)[key];
  }
};
const fold = (place, key = "children") => {
  if (!family.canFold(place, key)) return say(data.grid ? words.none[key] : words.fixed);
  const wasFolded = family.isFolded(place, key), count = family.fold(place, key);
  if (count) say(`${words.hidden}: ${count}`);
  else say(wasFolded ? words.shown : words.held);
  labelFold();
};
const foldTo = (count) => {
  if (!data.grid || data.first === null) return;
  const hidden = family.foldTo(count, data.first, current);
  labelFold();
  say(hidden ? `${words.hidden}: ${hidden}` : words.shown);
};
const unfoldAll = () => {
  if (!data.grid || data.first === null) return;
  family.unfoldAll(current);
  labelFold();
  say(words.shown);
};
/** Bring somebody into view who may be folded away. */
const visit = (place) => {
  family.uncover(place);
  labelFold();
  view.visit(boxes[place]);
};

const dead = { ArrowUp: words.none.parents, ArrowDown: words.none.children };
const walk = (place, key) => {
  const next = family.step(place, key);
  if (next === undefined) return say(dead[key] || words.end);
  say("");
  family.uncover(next);
  figures[next].focus({ preventScroll: true });
  if (opened !== null) details(next);
};
figures.forEach((figure, place) => {
  for (const mark of figure.querySelectorAll(".m")) {
    // Three dots are small: mouse and finger take what lies around them, too.
    const around = figure.appendChild(mark.cloneNode()), key = mark.dataset.unseen;
    const names = people[place].unseen[key].map(([label]) => label);
    around.classList.add("around");
    around.append(document.createElementNS(around.namespaceURI, "title"));
    around.firstChild.textContent = `${words.unseen[key]}: ${names.join(", ")}`;
  }
  figure.addEventListener("pointerenter", (event) => {
    if (event.pointerType !== "mouse" || view.held()) return;
    hovered = place;
    relight();
  });
  figure.addEventListener("pointerleave", () => { hovered = null; relight(); });
  figure.addEventListener("focus", () => {
    focused = current = place;
    if (!view.held()) view.reveal(boxes[place]);
    relight();
  });
  figure.addEventListener("blur", () => { focused = null; relight(); });
  figure.addEventListener("click", (event) => {
    if (event.pointerType && !view.tapped()) return;
    const sign = event.target.closest(".n");
    if (sign) return fold(place, sign.classList.contains("parents") ? "parents" : "children");
    const heading = details(place), mark = event.target.closest(".m");
    if (mark) pane.scrollTop = document.getElementById("unseen-" + mark.dataset.unseen).offsetTop - pane.clientTop;
    if (!event.pointerType) heading.focus({ preventScroll: true });
  });
});
main.addEventListener("click", (event) => {
  // The path as it was when pressed: what was pressed may be gone by now.
  const isOnGround = !event.composedPath().some((each) => each === pane || figures.includes(each));
  if (isOnGround && view.tapped()) close(false);
});

/** Letters as the command line compares them: small, without marks; blanks for all that is no letter or digit. */
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]|\p{Lm}/gu, " ")
  .replace(/./gu, (letter) => data.letters[letter] ?? letter);
const keys = people.map((person) => ` ${person.key} `), order = data.rows.flat();
/** Who answers to all words, those first in whose names most of them stand; parts of words where nobody else does. */
const find = (text) => {
  const wanted = plain(text).split(" ").filter(Boolean);
  const having = (mark) => order.filter((place) => wanted.length && wanted.every((word) => keys[place].includes(mark + word)));
  const begun = having(" "), hits = begun.length ? begun : having("");
  const points = new Map(hits.map((place) => {
    const name = ` ${plain(people[place].label)} `;
    return [place, wanted.filter((word) => name.includes(` ${word} `)).length];
  }));
  return hits.sort((one, other) => points.get(other) - points.get(one));
};
let matches = [], turn = -1;
const seek = () => {
  const isAsked = search.value.trim() !== "";
  matches = isAsked ? find(search.value) : [];
  turn = -1;
  const found = new Set(matches);
  figures.forEach((figure, place) => figure.classList.toggle("found", found.has(place)));
  say(!isAsked ? "" : matches.length ? `${matches.length} ${words.found}` : words.nobody);
};
search.addEventListener("input", seek);
const leaveSearch = () => {
  const place = matches[Math.max(turn, 0)] ?? current;
  if (place === null) return search.blur();
  visit(place);
  figures[place].focus({ preventScroll: true });
};
const searchKeys = {
  Enter: () => {
    if (!matches.length) return;
    turn = (turn + 1) % matches.length;
    visit(matches[turn]);
    details(matches[turn]);
    say(`${turn + 1} / ${matches.length}: ${people[matches[turn]].label}`);
  },
  ArrowDown: leaveSearch,
  Escape: () => { leaveSearch(); search.value = ""; seek(); },
};
const up = (place) => fold(place, "parents"), down = (place) => fold(place, "children");
const figureKeys = { f: down, F: down, a: up, A: up, Enter: (place) => details(place).focus({ preventScroll: true }) };
figureKeys[" "] = figureKeys.Enter;
for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]) {
  figureKeys[key] = (place) => walk(place, key);
}
const zoomIn = () => view.zoomTo(1.4, boxes[focused]), zoomOut = () => view.zoomTo(1 / 1.4, boxes[focused]);
const pageKeys = { "+": zoomIn, "=": zoomIn, "-": zoomOut, 0: view.fit, u: unfoldAll, U: unfoldAll, "/": () => search.focus(), "?": () => help.showModal(), Escape: () => close() };
for (let count = 1; count < 10; count++) pageKeys[count] = () => foldTo(count);
const paths = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
const deedOf = (event) => {
  if (help.open) return undefined;
  if (event.target === search) return searchKeys[event.key];
  const figure = event.target.closest(".f"), place = figure && Number(figure.id.slice(1));
  if (figure && !event.shiftKey && figureKeys[event.key]) return () => figureKeys[event.key](place);
  if (paths[event.key] && !pane.contains(event.target)) return () => view.move(...paths[event.key]);
  return pageKeys[event.key];
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const deed = deedOf(event);
  if (!deed) return;
  deed();
  event.preventDefault();
});
const tools = { in: zoomIn, out: zoomOut, fit: view.fit, help: () => help.showModal() };
for (const [name, deed] of Object.entries(tools)) document.getElementById(name).addEventListener("click", deed);
// As a label the title is read aloud all the same, but does not pop up wherever the mouse rests.
const title = svg.querySelector("title");
svg.setAttribute("aria-label", title.textContent);
svg.removeAttribute("aria-labelledby");
title.remove();
help.addEventListener("click", (event) => { if (event.target === help) help.close(); });
// What matters most comes first: both ends of the lines with where they begin, the ends, one person.
const boxesOf = (names) => figures.flatMap((figure, place) => figure.matches(names) ? [boxes[place]] : []);
view.open(data.first === null ? [] : [boxesOf(".e,.r"), boxesOf(".e"), [boxes[data.first]]], boxes);

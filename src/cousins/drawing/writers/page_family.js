/* Who is whose kin: lines that light up, branches that fold, and steps from one person to the next. */
const makeFamily = (data, svg) => {
  const { people, households, rows } = data;
  const NAMESPACE = "http://www.w3.org/2000/svg", MARGIN = 24;
  const figures = people.map((_, place) => document.getElementById("p" + place));
  const boxes = figures.map((figure) => figure.querySelector(":scope > rect, :scope > circle").getBBox());
  const folded = new Set();
  let hidden = new Set(), bright = new Set();

  /** The parts of the drawing that belong to each household. */
  const drawings = households.map(() => ({ bars: [], others: [], children: [] }));
  for (const part of svg.querySelectorAll("[data-h]")) {
    const { h, c, bar } = part.dataset, drawing = drawings[h];
    const parts = part.matches(".k") ? [part, part.nextElementSibling] : [part];
    if (c !== undefined) drawing.children.push(...parts.map((each) => [each, Number(c)]));
    else (bar === undefined ? drawing.others : drawing.bars).push(...parts);
  }

  const reach = (place, key) => {
    const found = new Set([place]), waiting = [place];
    while (waiting.length) {
      for (const other of people[waiting.pop()][key]) {
        if (found.has(other)) continue;
        found.add(other);
        waiting.push(other);
      }
    }
    return found;
  };

  /** Set off somebody's ancestors, descendants and partners, and the lines between them; nobody's for null. */
  const light = (place) => {
    svg.classList.toggle("lit", place !== null);
    const now = place === null ? new Set() : kinOf(place);
    for (const each of bright) if (!now.has(each)) each.classList.remove("on");
    for (const each of now) if (!bright.has(each)) each.classList.add("on");
    bright = now;
  };
  const kinOf = (place) => {
    const above = reach(place, "parents"), below = reach(place, "children");
    const on = new Set([...above, ...below, ...people[place].partners].map((other) => figures[other]));
    households.forEach(({ partners, children }, number) => {
      const isAbove = partners.some((each) => above.has(each)), isBelow = partners.some((each) => below.has(each));
      const leads = (child) => (isAbove && above.has(child)) || (isBelow && below.has(child));
      const { bars, others, children: lines } = drawings[number];
      if (partners.includes(place) || children.some(leads)) [...bars, ...others].forEach((each) => on.add(each));
      for (const [line, child] of lines) if (leads(child)) on.add(line);
    });
    return on;
  };

  /** Whom folding somebody's branch hides: descendants, and those who are in the picture as their partners only. */
  const below = (place) => {
    const found = reach(place, "children"), kept = [place, ...people[place].partners];
    kept.forEach((each) => found.delete(each));
    for (const other of found) {
      for (const partner of people[other].partners) {
        const { parents, partners, children } = people[partner];
        const isGone = !parents.length && [...partners, ...children].every((each) => found.has(each));
        if (isGone && !kept.includes(partner)) found.add(partner);
      }
    }
    return found;
  };
  const badge = (place, count) => {
    figures[place].querySelector(":scope > .n")?.remove();
    if (!count) return;
    const group = document.createElementNS(NAMESPACE, "g"), text = document.createElementNS(NAMESPACE, "text");
    const rect = document.createElementNS(NAMESPACE, "rect"), { x, y, height } = boxes[place];
    group.setAttribute("class", "n");
    text.textContent = "+" + count;
    const width = 8 + 7 * text.textContent.length;
    const numbers = { x: x - 5, y: y + height - 9, width, height: 17, rx: 8.5 };
    for (const [name, value] of Object.entries(numbers)) rect.setAttribute(name, value);
    text.setAttribute("x", x - 5 + width / 2);
    text.setAttribute("y", y + height + 3.5);
    group.append(rect, text);
    figures[place].append(group);
  };
  const refold = () => {
    const branches = [...folded].map(below);
    hidden = new Set(branches.flatMap((branch) => [...branch]));
    figures.forEach((figure, place) => figure.classList.toggle("gone", hidden.has(place)));
    const isShown = (place) => !hidden.has(place);
    households.forEach(({ partners, children }, number) => {
      const { bars, others, children: lines } = drawings[number];
      const leads = partners.some(isShown) && children.some(isShown);
      const joins = partners.length > 1 && partners.every(isShown);
      for (const bar of bars) bar.classList.toggle("gone", !joins && !leads);
      for (const other of others) other.classList.toggle("gone", !leads && (!joins || bars.length > 0));
      for (const [line, child] of lines) line.classList.toggle("gone", !leads || !isShown(child));
    });
  };
  /** Fold somebody's branch, or unfold it; returns how many people that hides, or 0. */
  const fold = (place, isFolded = !folded.has(place)) => {
    if (!people[place].children.length) return 0;
    folded[isFolded ? "add" : "delete"](place);
    refold();
    const count = isFolded ? below(place).size : 0;
    badge(place, count);
    figures[place].setAttribute("aria-expanded", String(!isFolded));
    return count;
  };
  /** Unfold all branches that hide somebody. */
  const uncover = (place) => {
    for (const other of [...folded]) if (below(other).has(place)) fold(other, false);
  };
  /** The part of the picture that folding leaves; null where nothing is folded. */
  const extent = () => {
    if (!hidden.size) return null;
    const shown = boxes.filter((_, place) => !hidden.has(place));
    const [left, top] = ["x", "y"].map((from) => Math.min(...shown.map((box) => box[from])) - MARGIN);
    const right = Math.max(...shown.map((box) => box.x + box.width)) + MARGIN;
    const bottom = Math.max(...shown.map((box) => box.y + box.height)) + MARGIN;
    return { x: left, y: top, width: right - left, height: bottom - top };
  };

  const spots = [];
  rows.forEach((row, number) => row.forEach((place, index) => { spots[place] = { row, number, index }; }));
  const WAYS = {
    ArrowUp: { key: "parents", back: "ArrowDown", isBeyond: (one, other) => other < one, last: new Map() },
    ArrowDown: { key: "children", back: "ArrowUp", isBeyond: (one, other) => other > one, last: new Map() },
  };
  let steps = [];
  /** Parents above, or children below, and partners who stand in another row that way. */
  const ring = (place, { key, isBeyond }) => {
    const beyond = people[place].partners.filter((other) => isBeyond(spots[place].number, spots[other].number));
    return [...new Set([...people[place][key], ...beyond])];
  };
  /** Up and down go back where one came from, or else where one last went; there and back again goes to the next. */
  const climb = (place, name) => {
    const way = WAYS[name], others = ring(place, way), last = steps.at(-1), before = steps.at(-2);
    const came = last && last.to === place && last.name === way.back ? last.from : null;
    if (!others.includes(came)) return others.includes(way.last.get(place)) ? way.last.get(place) : others[0];
    const isReturn = before && before.name === name && before.from === place && before.to === came;
    return isReturn ? others[(others.indexOf(came) + 1) % others.length] : came;
  };
  const beside = (place, name) => {
    const { row, index } = spots[place], shown = (other) => !hidden.has(other);
    if (name === "ArrowLeft") return row.slice(0, index).findLast(shown);
    if (name === "ArrowRight") return row.slice(index + 1).find(shown);
    return name === "Home" ? row.find(shown) : row.findLast(shown);
  };
  /** Whom a key leads to from somebody; undefined where there is nobody. */
  const step = (place, name) => {
    const way = WAYS[name], to = way ? climb(place, name) : beside(place, name);
    if (to === undefined) return undefined;
    if (way) {
      way.last.set(place, to);
      WAYS[way.back].last.set(to, place);
    }
    steps = [...steps.slice(-1), { from: place, to, name }];
    return to;
  };

  people.forEach((person, place) => { if (person.children.length) figures[place].setAttribute("aria-expanded", "true"); });
  return { boxes, extent, figures, fold, light, step, uncover, isFolded: (place) => folded.has(place) };
};

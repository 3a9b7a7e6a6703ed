/* Who is whose kin: lines that light up, branches that fold, and steps from one person to the next. */
const makeFamily = (data, svg, { bound, follow }) => {
  const { people, households, rows } = data;
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const figures = people.map((_, place) => document.getElementById("p" + place));
  const boxes = figures.map((figure) => (figure.querySelector(":scope > rect, :scope > circle") || figure).getBBox());
  const drawn = [...boxes], folded = { parents: new Set(), children: new Set() };
  let hidden = new Set(), bright = new Set(), stage = null;
  const isShown = (place) => !hidden.has(place);

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
    const now = place === null ? new Set() : linedUp(place);
    for (const each of bright) if (!now.has(each)) each.classList.remove("on");
    for (const each of now) if (!bright.has(each)) each.classList.add("on");
    bright = now;
  };
  const linedUp = (place) => {
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

  /** Whom folding somebody's branch downwards hides: descendants, and those who are there as their partners only. */
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
  const kinOf = (place) => ["parents", "partners", "children"].flatMap((key) => people[place][key]);
  const flooded = (seeds, nextOf) => {
    const found = new Set(seeds);
    for (const place of found) for (const other of nextOf(place)) found.add(other);
    return found;
  };
  /** Whom folding branches upwards hides: all who are reached only by way of the parents of those folded. */
  const above = (places) => {
    const cut = new Set(places), high = new Set(places.flatMap((place) => [...reach(place, "parents")].slice(1)));
    const seeds = places.filter((place) => !high.has(place));
    const kept = flooded(seeds.length ? seeds : places, (place) => {
      const { parents, partners, children } = people[place];
      return [...(cut.has(place) ? [] : parents), ...[...partners, ...children].filter((each) => !high.has(each))];
    });
    return new Set([...flooded(places, kinOf)].filter((place) => !kept.has(place)));
  };
  const shapeOf = (name, attributes, parent) => {
    const shape = parent.appendChild(document.createElementNS(NAMESPACE, name));
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    return shape;
  };
  /** A number at the lower or the upper edge of a box, for those folded away there. */
  const badge = (place, key) => {
    const figure = figures[place], { x, y, height } = drawn[place];
    figure.querySelector(`:scope > .n.${key}`)?.remove();
    const count = folded[key].has(place) ? [...reach(place, key)].filter((each) => hidden.has(each)).length : 0;
    if (!count) return;
    const group = shapeOf("g", { class: "n " + key }, figure), told = "+" + count, width = 8 + 7 * told.length;
    const middle = key === "children" ? y + height : y;
    shapeOf("rect", { x: x - 5, y: middle - 9, width, height: 17, rx: 8.5 }, group);
    shapeOf("text", { x: x - 5 + width / 2, y: middle + 3.5 }, group).textContent = told;
  };
  const partsOf = () => [...figures, ...drawings.flatMap(({ bars, others, children }) =>
    [...bars, ...others, ...children.map(([line]) => line)])];
  const hide = () => {
    const wasGone = partsOf().filter((part) => part.classList.contains("gone"));
    hidden = new Set([...[...folded.children].flatMap((place) => [...below(place)]), ...above([...folded.parents])]);
    figures.forEach((figure, place) => figure.classList.toggle("gone", hidden.has(place)));
    households.forEach(({ partners, children }, number) => {
      const { bars, others, children: lines } = drawings[number];
      const areAll = partners.every(isShown), leads = areAll && children.some(isShown), joins = areAll && partners.length > 1;
      for (const bar of bars) bar.classList.toggle("gone", !joins && !leads);
      for (const other of others) other.classList.toggle("gone", !leads && (!joins || bars.length > 0));
      for (const [line, child] of lines) line.classList.toggle("gone", !leads || !isShown(child));
    });
    for (const [key, places] of Object.entries(folded)) places.forEach((place) => badge(place, key));
    return wasGone.filter((part) => !part.classList.contains("gone"));
  };
  /** Hide and show who is folded away now; somebody stays where they are on the screen, and the rest closes up. */
  const refold = (anchor) => {
    const wasShown = anchor !== null && isShown(anchor), added = hide();
    stage ??= makeStage(data, svg, figures, boxes);
    const isStaying = wasShown && isShown(anchor), other = people.findIndex((_, place) => isShown(place));
    bound(stage.show(isShown, added, isStaying ? anchor : other, isStaying ? follow : () => {}));
  };
  const canFold = (place, key) => data.grid !== null && people[place][key].length > 0;
  const setFold = (place, key, isFolded) => {
    folded[key][isFolded ? "add" : "delete"](place);
    if (!isFolded) badge(place, key);
    if (key === "children") figures[place].setAttribute("aria-expanded", String(!isFolded));
  };
  /** Fold somebody's branch, up or down, or unfold it; returns how many people that hides. */
  const fold = (place, key) => {
    const before = hidden.size, isFolded = !folded[key].has(place);
    if (isFolded && key === "parents" && above([...folded.parents, place]).size === above([...folded.parents]).size) return 0;
    setFold(place, key, isFolded);
    refold(place);
    return isFolded ? Math.max(hidden.size - before, below(place).size * (key === "children")) : 0;
  };
  const unfoldAll = (anchor) => {
    for (const [key, places] of Object.entries(folded)) for (const place of [...places]) setFold(place, key, false);
    refold(anchor);
  };
  /** Leave so many generations below and above somebody, and fold what is further away; returns how many that hides. */
  const foldTo = (count, from, anchor) => {
    for (const [key, places] of Object.entries(folded)) {
      for (const place of [...places]) setFold(place, key, false);
      const row = rows[spots[from].number + (key === "children" ? count : -count)] || [];
      for (const place of row) if (canFold(place, key)) setFold(place, key, true);
    }
    refold(anchor);
    return hidden.size;
  };
  /** Unfold all branches that hide somebody. */
  const uncover = (place) => {
    if (!hidden.has(place)) return;
    for (const other of [...folded.children]) if (below(other).has(place)) setFold(other, "children", false);
    for (const other of [...folded.parents]) if (above([...folded.parents]).has(place)) setFold(other, "parents", false);
    refold(null);
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
    const { row, index } = spots[place];
    if (name === "ArrowLeft") return row.slice(0, index).findLast(isShown);
    if (name === "ArrowRight") return row.slice(index + 1).find(isShown);
    return name === "Home" ? row.find(isShown) : row.findLast(isShown);
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

  people.forEach((_, place) => { if (canFold(place, "children")) figures[place].setAttribute("aria-expanded", "true"); });
  return { boxes, canFold, figures, fold, foldTo, light, step, uncover, unfoldAll, isFolded: (place, key) => folded[key].has(place) };
};

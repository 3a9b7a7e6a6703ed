/* The picture while branches are folded: boxes, lines, bands and what is written below move to where they stand then.

   Everything is reckoned as in a picture with generations as rows; one with columns is turned, and may be mirrored. */
const makeStage = (data, svg, figures, boxes) => {
  const { people, households, grid } = data, { isAcross, isMirrored } = grid;
  const MOST_MOVING = 3000, LASTS = 250, STRAIGHT = 0.5, NEAR = 0.06, ASIDE = 15, MARGIN = 24;
  const sign = isMirrored ? -1 : 1;
  const turned = (box) => !isAcross ? { ...box } : {
    x: box.y, y: isMirrored ? -box.x - box.width : box.x, width: box.height, height: box.width,
  };
  const drawn = boxes.map((box) => ({ x: box.x, y: box.y, width: box.width, height: box.height }));
  const upright = drawn.map(turned), isNamed = (place) => figures[place].querySelector(":scope > rect") !== null;
  const placing = makePlacing(data, upright, isNamed), { chainOf, heads, rowOf, size } = placing;
  const base = placing.place(() => true);
  /** What lies between the edges of rows as they were placed and as they are drawn. */
  const sunk = placing.tops[0] - base.top[0], edges = base.top.map((top, row) => [top + sunk, base.bottom[row] + sunk]);
  const single = heads.findIndex((head, place) => head === place && grid.stacks.every(([, ...stack]) => !stack.includes(place)));
  const start = upright[single].x + upright[single].width / 2 - base.x[single];
  const ground = svg.querySelector(":scope > .g"), page = ground.getBBox();

  const numbers = (text) => text.trim().split(/[\s,]+/).map(Number);
  /** The points of a line, from its path. */
  const pointsOf = (path) => {
    let x = 0, y = 0;
    return [...path.matchAll(/([A-Z])([^A-Z]*)/g)].map(([, letter, rest]) => {
      const values = numbers(rest);
      if (letter === "V") [y] = values;
      else if (letter === "H") [x] = values;
      else [x, y] = values.slice(-2);
      return isAcross ? [y, sign * x] : [x, y];
    });
  };
  const far = (row, y) => Math.max(edges[row][0] - y, y - edges[row][1], 0);
  /** What each point of a line goes with: a node sidewards, and an edge of its row, or the boxes in it, downwards. */
  const anchored = (path, chain) => pointsOf(path).map(([x, y]) => {
    const rows = chain.map((node) => rowOf[node]);
    const at = rows.reduce((best, row, spot) => far(row, y) < far(rows[best], y) ? spot : best, 0), row = rows[at];
    // Between rows a line runs from the node of one row to that of the next.
    const isOutside = far(row, y) > NEAR, near = (node) => Math.abs(x - start - base.x[node]) < ASIDE;
    const other = isOutside && !near(chain[at]) ? chain.find(near) : undefined;
    const side = y <= edges[row][0] + NEAR ? "top" : y >= edges[row][1] - NEAR ? "bottom" : "lift";
    return { x, y, row, side, node: x > start + base.width + NEAR ? -1 : other ?? chain[at] };
  });
  const lines = [...svg.querySelectorAll("path[data-h]")].flatMap((path) => {
    const household = Number(path.dataset.h), end = path.dataset.c ?? path.dataset.p;
    const chain = end === undefined ? [size + household, households[household].partners[0]] : chainOf(household, Number(end));
    const points = anchored(path.getAttribute("d"), chain);
    return (path.matches(".k") ? [path, path.nextElementSibling] : [path]).map((element) => ({ element, points }));
  });
  const homes = [...svg.querySelectorAll(".o,.q")].map((element) => ({ element, node: size + Number(element.dataset.h) }));
  const bands = [...svg.querySelectorAll(":scope > .b")];
  const long = bands.map((band) => band.getBBox()[isAcross ? "height" : "width"]);
  const generations = [...new Set(rowOf.slice(0, size))].toSorted((one, other) => one - other);
  const lowest = Math.max(...drawn.map((box) => box.y + box.height));
  const written = [...svg.querySelectorAll(":scope > text, :scope > g:not(.f):not(.l)")];
  const feet = written.filter((each) => each.getBBox().y > lowest);
  const right = Math.max(0, ...written.map((each) => each.getBBox()).map((box) => box.x + box.width));
  const kept = new Map();
  /** Change an attribute, and keep what it was. */
  const set = (element, name, value) => {
    if (!kept.has(element)) kept.set(element, {});
    kept.get(element)[name] ??= element.getAttribute(name) ?? "";
    element.setAttribute(name, value);
  };
  const restore = () => {
    for (const [element, attributes] of kept) {
      for (const [name, value] of Object.entries(attributes)) {
        if (value) element.setAttribute(name, value);
        else element.removeAttribute(name);
      }
    }
    kept.clear();
  };

  const short = (value) => String(Math.round(value * 10) / 10);
  /** How far something moves on the page, from how far it moves among rows. */
  const onPage = (x, y, state) => isAcross ? [sign * y + (isMirrored ? state.height - base.height : 0), x] : [x, y];
  const shiftOf = (place, state) => {
    const node = heads[place], row = rowOf[place];
    return onPage(state.x[node] - base.x[node], state.top[row] - state.lift[row] - base.top[row], state);
  };
  const pathOf = (points, state) => {
    const moved = points.filter(({ row, node }) => !state.isGone[row] || node < 0).map(({ x, y, row, side, node }) => {
      const edge = side === "bottom" ? state.bottom[row] - base.bottom[row] : state.top[row] - base.top[row];
      const down = side === "lift" ? edge - state.lift[row] : edge;
      return [x + (node < 0 ? state.width - base.width : state.x[node] - base.x[node]), y + down];
    });
    let [fromX, fromY] = moved[0];
    return moved.map(([x, y], at) => {
      const [toX, toY] = onPage(x, y, state).map(short), middle = (fromY + y) / 2;
      const isUpright = Math.abs(x - fromX) < STRAIGHT, isLevel = Math.abs(y - fromY) < STRAIGHT;
      const turns = [onPage(fromX, middle, state), onPage(x, middle, state)].flat().map(short).join(" ");
      [fromX, fromY] = [x, y];
      if (!at) return `M${toX} ${toY}`;
      if (isUpright || isLevel) return isUpright === isAcross ? `H${toX}` : `V${toY}`;
      return `C${turns} ${toX} ${toY}`;
    }).join("");
  };
  const sizeOf = (state) => {
    const [long, high] = [state.width - base.width, state.height - base.height];
    const width = page.width + (isAcross ? high : long), height = page.height + (isAcross ? long : high);
    return { x: page.x, y: page.y, width: Math.max(width, Math.min(right + MARGIN, page.width)), height };
  };
  const drawBands = (state, extent) => generations.forEach((row, at) => {
    const band = bands[at];
    band.classList.toggle("gone", state.isGone[row]);
    const [from, length, full] = isAcross ? ["x", "width", "height"] : ["y", "height", "width"];
    const top = state.top[row] + sunk - 8, height = state.bottom[row] - state.top[row] + 16;
    set(band, from, short(isMirrored ? onPage(0, top + height, state)[0] : top));
    set(band, length, short(height));
    set(band, full, short(long[at] + extent[full] - page[full]));
  });
  const draw = (state, fade = 1) => {
    const extent = sizeOf(state);
    figures.forEach((figure, place) => {
      if (Number.isNaN(state.x[heads[place]])) return;
      set(figure, "transform", `translate(${shiftOf(place, state).map(short).join(" ")})`);
    });
    for (const { element, points } of lines) {
      if (!element.classList.contains("gone")) set(element, "d", pathOf(points, state));
    }
    for (const { element, node } of homes) {
      if (Number.isNaN(state.x[node])) continue;
      const row = rowOf[node], shift = onPage(state.x[node] - base.x[node], state.top[row] - base.top[row], state);
      set(element, "transform", `translate(${shift.map(short).join(" ")})`);
    }
    drawBands(state, extent);
    for (const each of feet) set(each, "transform", `translate(0 ${short(extent.height - page.height)})`);
    for (const name of ["width", "height"]) set(ground, name, short(extent[name]));
    for (const each of fresh) {
      if (fade < 1) each.setAttribute("opacity", fade);
      else each.removeAttribute("opacity");
    }
  };

  let now = base, last = base, fresh = [], frame = 0;
  const mixed = (from, to, part) => {
    const mix = (one, other) => Number.isNaN(one) ? other : one + (other - one) * part;
    const each = (name) => from[name].map((value, at) => mix(value, to[name][at]));
    const state = { x: each("x"), top: each("top"), bottom: each("bottom"), lift: each("lift"), isGone: to.isGone };
    return { ...state, width: mix(from.width, to.width), height: mix(from.height, to.height) };
  };
  const finish = () => {
    now = last;
    draw(now);
    fresh = [];
    if (now === base) restore();
  };
  /** Show only some, and tell at every step how far somebody has moved on the screen; returns the new extent. */
  const show = (isShown, added, anchor, follow) => {
    cancelAnimationFrame(frame);
    for (const each of fresh) each.removeAttribute("opacity");
    const from = now, isWhole = people.every((_, place) => isShown(place));
    last = isWhole ? base : placing.place(isShown);
    fresh = added;
    people.forEach((_, place) => {
      if (!isShown(place)) return;
      const [x, y] = shiftOf(place, last);
      boxes[place] = { ...drawn[place], x: drawn[place].x + x, y: drawn[place].y + y };
    });
    let [x, y] = shiftOf(anchor, from);
    const step = (part) => {
      if (part < 1) draw(now = mixed(from, last, part), part);
      else finish();
      const to = shiftOf(anchor, now);
      follow(to[0] - x, to[1] - y);
      [x, y] = to;
    };
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches || lines.length + people.length > MOST_MOVING;
    const begun = performance.now(), eased = (part) => part < 0.5 ? 2 * part * part : 1 - 2 * (1 - part) ** 2;
    const run = () => {
      const part = isStill ? 1 : Math.min((performance.now() - begun) / LASTS, 1);
      step(eased(part));
      if (part < 1) frame = requestAnimationFrame(run);
    };
    run();
    return isWhole ? null : sizeOf(last);
  };
  return { show, base };
};

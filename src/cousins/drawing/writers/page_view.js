/* What is seen of the picture, and the gestures that change it.

   A view says which point of the picture is in the upper left corner of the window, and how many pixels a unit of
   the picture takes. As long as it changes, the picture is moved as it was drawn; when it has come to rest, it is
   drawn anew: drawing thousands of people takes longer than a frame. */
const makeView = (svg, main, pane) => {
  const LEGIBLE = 9 / 13, LARGEST = 6, LARGEST_WHOLE = 2, EDGE = 48, REST = 150, TAP = 8;
  // Years, in letters of 11 pixels, are what is smallest.
  const READABLE = 1, LARGEST_OPENED = 1.4, NUDGE = 96;
  const AXES = [["x", "width"], ["y", "height"]];
  const whole = { x: 0, y: svg.viewBox.baseVal.y, width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
  const fingers = new Map();
  let bounds = whole, view = { x: 0, y: 0, scale: 1 }, drawn = view, frame = 0, rest = 0;
  let opening = null, shown = null, travelled = 0, last = null, isPrinted = false;

  const between = (low, value, high) => Math.max(low, Math.min(value, high));
  const size = () => ({ width: Math.max(main.clientWidth, 1), height: Math.max(main.clientHeight, 1) });
  /** The part of the window that the pane leaves free; its upper left corner is the window's. */
  const room = () => {
    const { width, height } = size();
    if (pane.hidden) return { width, height };
    const above = Math.max(pane.offsetTop, 1), beside = Math.max(pane.offsetLeft, 1);
    return width * above > beside * height ? { width, height: above } : { width: beside, height };
  };

  const settle = () => {
    clearTimeout(rest);
    if (isPrinted) return;
    drawn = view;
    const { width, height } = size();
    svg.setAttribute("viewBox", [view.x, view.y, width / view.scale, height / view.scale].join(" "));
    svg.style.transform = "";
  };
  const draw = () => {
    frame = 0;
    if (view === drawn || isPrinted) return;
    const ratio = view.scale / drawn.scale;
    if (ratio < 0.4 || ratio > 3) return settle();
    const [x, y] = [(drawn.x - view.x) * view.scale, (drawn.y - view.y) * view.scale];
    svg.style.transform = `translate(${x}px,${y}px) scale(${ratio})`;
    clearTimeout(rest);
    if (!fingers.size) rest = setTimeout(settle, REST);
  };
  /** Look from a point on; the middle of the window stays within the picture, so that nobody gets lost. */
  const look = (x, y, scale) => {
    const before = view;
    view = { x, y, scale };
    for (const [from, length] of AXES) {
      const half = size()[length] / scale / 2, middle = before[from] + size()[length] / before.scale / 2;
      // Where folding has left the middle outside, it stays until it is moved inside.
      const low = Math.min(bounds[from], middle), high = Math.max(bounds[from] + bounds[length], middle);
      view[from] = between(low, view[from] + half, high) - half;
    }
    frame ||= requestAnimationFrame(draw);
  };
  const move = (right, down) => {
    opening = null;
    look(view.x - right / view.scale, view.y - down / view.scale, view.scale);
  };
  const fitting = () => Math.min(room().width / bounds.width, room().height / bounds.height, LARGEST_WHOLE);
  /** Zoom; what is at a point of the window, in pixels, stays there. */
  const zoom = (factor, x = room().width / 2, y = room().height / 2) => {
    opening = null;
    const scale = between(Math.min(fitting(), LEGIBLE) / 2, view.scale * factor, LARGEST);
    look(view.x + x / view.scale - x / scale, view.y + y / view.scale - y / scale, scale);
  };
  /** Zoom into the middle of the window, or into a box if it is seen. */
  const zoomTo = (factor, box) => {
    if (!box || !isSeen(box)) return zoom(factor);
    const [x, y] = AXES.map(([from, length]) => (box[from] + box[length] / 2 - view[from]) * view.scale);
    zoom(factor, x, y);
  };
  /** Bring a box to the middle, but no empty ground beyond the edge of the picture where that can be helped. */
  const aim = (box, scale) => {
    const free = room(), at = {};
    for (const [from, length] of AXES) {
      const seen = free[length] / scale, spare = bounds[length] - seen, middle = box[from] + (box[length] - seen) / 2;
      at[from] = bounds[from] + (spare < 0 ? spare / 2 : between(0, middle - bounds[from], spare));
    }
    look(at.x, at.y, scale);
  };
  const isSeen = (box) => AXES.every(([from, length]) =>
    box[from] + box[length] > view[from] && box[from] < view[from] + room()[length] / view.scale);
  /** Pan as little as brings a box into the free part of the window. */
  const reveal = (box) => {
    shown = box;
    const free = room(), at = {};
    for (const [from, length] of AXES) {
      const edge = Math.min(EDGE, free[length] / 16) / view.scale;
      const low = box[from] - edge, high = box[from] + box[length] + edge - free[length] / view.scale;
      at[from] = high > low ? (low + high) / 2 : between(high, view[from], low);
    }
    if (at.x !== view.x || at.y !== view.y) look(at.x, at.y, view.scale);
  };
  /** Show a box that may be anywhere, large enough to be read. */
  const visit = (box) => {
    opening = null;
    if (view.scale < LEGIBLE) aim(box, 1);
    else if (isSeen(box)) reveal(box);
    else aim(box, view.scale);
  };
  const fit = () => { opening = null; aim(bounds, fitting()); };
  const around = (boxes) => {
    const edges = AXES.map(([from, length]) =>
      [Math.min(...boxes.map((box) => box[from])), Math.max(...boxes.map((box) => box[from] + box[length]))]);
    const [[x, right], [y, bottom]] = edges;
    return { x, y, width: right - x, height: bottom - y };
  };
  /** Move a little, so that the edges of the window cut as few boxes as can be, and none of what is to be seen. */
  const nudge = (kept, boxes) => {
    for (const [from, length] of AXES) {
      const seen = room()[length] / view.scale, low = bounds[from], high = bounds[from] + bounds[length] - seen;
      const [other, across] = AXES.find(([name]) => name !== from);
      const [start, end] = [view[other], view[other] + room()[across] / view.scale];
      const beside = boxes.filter((box) => box[other] < end && box[other] + box[across] > start);
      const cuts = (at) => beside.filter((box) =>
        [at, at + seen].some((edge) => box[from] < edge - 2 && box[from] + box[length] > edge + 2)).length;
      const [first, last] = [Math.max(low, kept[from] + kept[length] - seen), Math.min(high, kept[from])];
      let best = view[from];
      for (let step = 6; step <= NUDGE; step += 6) {
        for (const at of [view[from] - step, view[from] + step]) {
          if (at >= first && at <= last && cuts(at) < cuts(best)) best = at;
        }
      }
      view = { ...view, [from]: best };
    }
  };
  /** Show the whole, or, where letters would be too small to be read, the first group of boxes that fits, and its kin. */
  const open = (groups, boxes) => {
    if (fitting() >= READABLE || !groups.length) fit();
    else {
      const free = room(), filling = Math.max(free.width / bounds.width, free.height / bounds.height);
      const scale = filling > LARGEST_OPENED ? READABLE : Math.max(READABLE, filling), wholes = groups.filter((group) => group.length).map(around);
      const fits = (box) => AXES.every(([from, length]) => (box[length] + EDGE) * scale <= free[length]);
      const box = wholes.find(fits) || wholes.at(-1);
      aim(box, scale);
      nudge(box, boxes);
    }
    opening = { groups, boxes };
    settle();
  };
  const resized = () => {
    if (isPrinted) return;
    const now = size(), before = last || now;
    last = now;
    if (opening) return open(opening.groups, opening.boxes);
    const [right, down] = [before.width - now.width, before.height - now.height];
    look(view.x + right / 2 / view.scale, view.y + down / 2 / view.scale, view.scale);
    if (!pane.hidden && shown) reveal(shown);
    settle();
  };

  const inside = (event) => {
    const corner = main.getBoundingClientRect();
    return [event.clientX - corner.left, event.clientY - corner.top];
  };
  /** Where the first two fingers hold the picture, and how far apart they are. */
  const grip = () => {
    const [one, other = one] = fingers.values();
    const far = Math.hypot(one[0] - other[0], one[1] - other[1]) || 1;
    return { x: (one[0] + other[0]) / 2, y: (one[1] + other[1]) / 2, far };
  };
  const lift = (event) => {
    if (fingers.delete(event.pointerId) && !fingers.size && !frame) frame = requestAnimationFrame(draw);
  };
  main.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pane.contains(event.target)) return;
    if (event.isPrimary) {
      fingers.clear();
      travelled = 0;
    }
    fingers.set(event.pointerId, inside(event));
    if (fingers.size > 1) travelled = Infinity;
  });
  window.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    if (!event.buttons) return lift(event);
    const before = grip(), from = fingers.get(event.pointerId), to = inside(event);
    fingers.set(event.pointerId, to);
    travelled += Math.hypot(to[0] - from[0], to[1] - from[1]);
    const after = grip();
    if (after.far !== before.far) zoom(after.far / before.far, before.x, before.y);
    move(after.x - before.x, after.y - before.y);
  });
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, lift);
  main.addEventListener("wheel", (event) => {
    if (pane.contains(event.target)) return;
    event.preventDefault();
    const pixels = event.deltaY * [1, 30, 400][event.deltaMode];
    zoom(Math.exp(-between(-300, pixels, 300) / (event.ctrlKey ? 100 : 400)), ...inside(event));
  }, { passive: false });
  main.addEventListener("scroll", () => main.scrollTo(0, 0));  // browsers scroll to what has the focus; here `reveal` does
  window.addEventListener("beforeprint", () => {
    isPrinted = true;
    svg.setAttribute("viewBox", [bounds.x, bounds.y, bounds.width, bounds.height].join(" "));
    svg.style.transform = "";
  });
  window.addEventListener("afterprint", () => {
    isPrinted = false;
    settle();
  });

  svg.removeAttribute("width");
  svg.removeAttribute("height");
  new ResizeObserver(resized).observe(main);
  return {
    fit, move, open, reveal, visit, zoomTo,
    /** Whether something is being dragged, and whether the last press stayed where it was. */
    held: () => fingers.size > 0,
    tapped: () => travelled < TAP,
    /** Take a part of the picture for the whole; null is all of it. */
    bound: (box) => { bounds = box || whole; },
    /** Go with what moves in the picture, at once. */
    follow: (right, down) => {
      opening = null;
      view = { ...view, x: view.x + right, y: view.y + down };
      draw();
    },
  };
};

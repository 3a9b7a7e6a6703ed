/* Where those who are shown stand, by the rules of the whole picture (layout/placing.py).

   Rows keep their order. Each in turn stands where the squares of its lines' widths are least, the other rows held fast:
   isotonic regression by pooling adjacent violators. Gaps are constraints, so nothing can overlap. */
const makePlacing = ({ people, households, grid }, boxes, isNamed) => {
  const { rows, rules } = grid, size = people.length, firstBend = size + households.length;
  const PASSES = 6, STILL = 0.01;
  const rowOf = [], spots = [], spans = boxes.map((box) => box.width), heads = people.map((_, place) => place);
  rows.forEach((row, number) => row.forEach((node, spot) => { rowOf[node] = number; spots[node] = spot; }));
  for (const [width, ...places] of grid.stacks) {
    spans[places[0]] = width;
    for (const place of places) { heads[place] = places[0]; rowOf[place] = rowOf[places[0]]; }
  }
  const tops = rows.map(() => Infinity);
  boxes.forEach((box, place) => { tops[rowOf[place]] = Math.min(tops[rowOf[place]], box.y); });
  const spanOf = (node) => node < size ? spans[node] : node < firstBend ? rules.household : rules.bend;

  const bends = new Map(grid.bends.map(([household, figure, first, count]) =>
    [household + " " + figure, Array.from({ length: count }, (_, at) => first + at)]));
  /** The nodes that a line passes, from its upper to its lower end. */
  const chainOf = (household, figure) => {
    if (isInside(household)) return [heads[figure]];
    const passed = bends.get(household + " " + figure) || [];
    const isChild = households[household].children.includes(figure);
    return isChild ? [size + household, ...passed, heads[figure]] : [figure, ...passed, size + household];
  };
  /** Whether a household is that of a childless couple in a stack. */
  const isInside = (number) => {
    const { partners, children } = households[number];
    return !children.length && partners.length > 1 && partners.every((each) => heads[each] === heads[partners[0]]);
  };
  const pairOf = (one, other) => Math.min(one, other) + " " + Math.max(one, other);
  const couples = new Map(), elders = new Map();
  households.forEach(({ partners, children, rivals = [] }, number) => {
    const certain = partners.filter((partner) => !rivals.includes(partner));
    certain.forEach((one, at) => certain.slice(at + 1).forEach((other) => {
      const isBeside = rowOf[one] === rowOf[other] && Math.abs(spots[one] - spots[other]) === 1;
      if (isBeside && !couples.has(pairOf(one, other))) couples.set(pairOf(one, other), number);
    }));
    for (const child of children) if (!elders.has(child)) elders.set(child, number);
  });
  const isJoint = (number) => {
    const { partners } = households[number];
    return partners.length === 2 && couples.get(pairOf(...partners)) === number;
  };
  /** How far right of a partner the middle of a couple side by side lies. */
  const port = (one, other) => (boxes[one].width + rules.coupleGap) / 2 * (spots[one] < spots[other] ? 1 : -1);
  const gapOf = (one, other) => {
    const isCouple = couples.has(pairOf(one, other));
    let room = rules.lineGap;
    if (isCouple) room = rules.coupleGap;
    else if (Math.max(one, other) < size) {
      const areSiblings = elders.has(one) && elders.get(one) === elders.get(other);
      if (isNamed(one) && isNamed(other)) room = areSiblings ? rules.kinGap : rules.otherGap;
      else if (areSiblings) room = rules.dotGap;
    }
    return { least: (spanOf(one) + spanOf(other)) / 2 + room, isFixed: isCouple };
  };

  /** The lines between those shown: chain of nodes, where the lower node would stand, strength of a short line. */
  const linesOf = (isShown) => households.flatMap(({ partners, children }, number) => {
    if (isInside(number)) return [];
    if (!partners.every(isShown) || (partners.length < 2 && !children.some(isShown))) return [];
    const above = partners.map((partner, at) => {
      const offset = isJoint(number) ? port(partner, partners[1 - at]) : 0;
      return { chain: chainOf(number, partner), offset, pull: offset ? rules.partnerPull : rules.apartPull };
    });
    // Of a stack the first stands for all and draws as strongly; who is recorded above its parents draws at nobody.
    const counts = new Map();
    for (const child of children) if (isShown(child)) counts.set(heads[child], (counts.get(heads[child]) ?? 0) + 1);
    const drawing = children.filter((child) => isShown(child) && heads[child] === child && rowOf[child] > rowOf[size + number]);
    return [...above, ...drawing.map((child) =>
      ({ chain: chainOf(number, child), offset: 0, pull: isNamed(child) ? rules.childPull * counts.get(child) : rules.dotPull }))];
  });

  /** The never falling numbers nearest to the wanted ones by weighted squares. */
  const pooled = (wanted, weights) => {
    const pools = [];
    wanted.forEach((mean, at) => {
      let mass = weights[at], count = 1;
      while (pools.length && pools.at(-1).mean > mean) {
        const before = pools.pop();
        mean = (before.mean * before.mass + mean * mass) / (before.mass + mass);
        mass += before.mass;
        count += before.count;
      }
      pools.push({ mean, mass, count });
    });
    return pools.flatMap(({ mean, count }) => Array(count).fill(mean));
  };
  const aimOf = (pulls) => {
    const weight = pulls.reduce((sum, pull) => sum + pull.weight, 0);
    if (!weight) return { weight: STILL, offset: 0, shares: [] };
    return {
      weight,
      offset: pulls.reduce((sum, pull) => sum + pull.offset * pull.weight, 0) / weight,
      shares: pulls.map((pull) => [pull.to, pull.weight / weight]),
    };
  };
  /** Place ordered rows of nodes, as layout/coordinates.py does. */
  const relaxed = (order, gaps, lines) => {
    const x = new Float64Array(grid.nodes).fill(NaN), ups = new Map(), downs = new Map();
    const pull = (pulls, node, to, offset, weight) => {
      if (!pulls.has(node)) pulls.set(node, []);
      pulls.get(node).push({ to, offset, weight });
    };
    for (const { chain, offset, pull: short } of lines) {
      for (let at = 1; at < chain.length; at++) {
        const [upper, lower] = [chain[at - 1], chain[at]];
        const weight = [short, rules.longPull, rules.bendPull][(upper >= firstBend) + (lower >= firstBend)];
        pull(ups, lower, upper, offset, weight);
        pull(downs, upper, lower, -offset, weight);
      }
    }
    const starts = gaps.map((row) => {
      const sums = [0];
      for (const gap of row) sums.push(sums.at(-1) + gap.least);
      return sums;
    });
    order.forEach((row, number) => row.forEach((node, at) => {
      x[node] = starts[number][at] - starts[number].at(-1) / 2;
    }));
    const aims = (...sides) => order.map((row) => row.map((node) => aimOf(sides.flatMap((side) => side.get(node) || []))));
    const stand = (number, row) => {
      const nodes = order[number], wanted = [], weights = [];
      const isBound = (at) => at > 0 && gaps[number][at - 1].isFixed;
      row.forEach(({ weight, offset, shares }, at) => {
        let place = shares.length ? shares.reduce((sum, [to, share]) => sum + share * x[to], offset) : x[nodes[at]];
        place -= starts[number][at];
        if (isBound(at)) {
          const before = weights.pop();
          place = (wanted.pop() * before + place * weight) / (before + weight);
          weight += before;
        }
        wanted.push(place);
        weights.push(weight);
      });
      const places = pooled(wanted, weights);
      let next = -1;
      nodes.forEach((node, at) => {
        if (!isBound(at)) next++;
        x[node] = places[next] + starts[number][at];
      });
    };
    const pass = (all, isDownwards) => {
      const numbers = [...order.keys()];
      for (const number of isDownwards ? numbers : numbers.reverse()) stand(number, all[number]);
    };
    const both = aims(ups, downs);
    pass(aims(ups), true);
    pass(aims(downs), false);
    for (let turn = 0; turn < PASSES; turn++) pass(both, turn % 2 === 0);
    return x;
  };

  /** Between which places a node may move while the others stay. */
  const roomOf = (order, gaps, x) => {
    const at = new Map(order.flatMap((row, number) => row.map((node, spot) => [node, [number, spot]])));
    return (node) => {
      const [number, spot] = at.get(node), row = order[number];
      return [
        spot ? x[row[spot - 1]] + gaps[number][spot - 1].least : -Infinity,
        spot + 1 < row.length ? x[row[spot + 1]] - gaps[number][spot].least : Infinity,
      ];
    };
  };
  const within = (low, value, high) => Math.min(Math.max(value, low), high);
  /** Make the bends of a long line stand in one column, and points of couples below their middle, where there is room. */
  const straighten = (lines, x, room) => {
    const align = (run, low, high) => {
      if (run.length < 2) return;
      const middle = run.reduce((sum, node) => sum + x[node], 0) / run.length;
      for (const node of run) x[node] = within(low, middle, high);
    };
    const done = new Set();
    for (const { chain } of lines) {
      let run = [], low = -Infinity, high = Infinity;
      const inner = chain.filter((node) => node >= firstBend);
      if (done.has(inner[0])) continue;
      done.add(inner[0] ?? -1);
      for (const node of inner) {
        const [lower, upper] = room(node);
        if (run.length && Math.min(high, upper) < Math.max(low, lower)) {
          align(run, low, high);
          [run, low, high] = [[], -Infinity, Infinity];
        }
        run.push(node);
        [low, high] = [Math.max(low, lower), Math.min(high, upper)];
      }
      align(run, low, high);
    }
    for (const number of couples.values()) {
      const node = size + number, [one, other] = households[number].partners.toSorted((a, b) => a - b);
      if (!isJoint(number) || Number.isNaN(x[node])) continue;
      const [low, high] = room(node);
      x[node] = within(low, x[one] + port(one, other), high);
    }
  };
  /** The edges of every row: rows without anybody take no room, others more where lines run far to the side. */
  const heightsOf = (order, lines, x, isShown) => {
    const widest = rows.map(() => 0), low = rows.map(() => Infinity), high = rows.map(() => 0);
    for (const { chain } of lines) {
      for (let at = 1; at < chain.length; at++) {
        const [upper, lower] = [chain[at - 1], chain[at]];
        widest[rowOf[upper]] = Math.max(widest[rowOf[upper]], Math.abs(x[upper] - x[lower]));
      }
    }
    boxes.forEach((box, place) => {
      if (!isShown(place)) return;
      const row = rowOf[place], top = box.y - tops[row];
      [low[row], high[row]] = [Math.min(low[row], top), Math.max(high[row], top + box.height)];
    });
    const deepest = rows.map(() => 0);
    for (const [number, lane] of grid.lanes) {
      const { partners } = households[number], row = Math.max(...partners.map((each) => rowOf[each]));
      if (partners.every(isShown)) deepest[row] = Math.max(deepest[row], lane + rules.lane);
    }
    const isSettled = (row) => row.some((node) => node < firstBend);
    const isGone = rows.map((row, number) => isSettled(row) && !isSettled(order[number]));
    const last = isGone.lastIndexOf(false);
    isGone.forEach((_, row) => { if (row % 2 && row < last && isGone[row]) isGone[row] = isGone[row - 1]; });
    const lift = low.map((each) => Number.isFinite(each) ? each : 0), top = [], bottom = [];
    let y = 0;
    rows.forEach((_, row) => {
      const height = Number.isFinite(low[row]) ? high[row] - low[row] : 0;
      top.push(y);
      bottom.push(y + height);
      if (isGone[row]) return;
      if (row % 2 === 0) {
        const fall = rules.stem + Math.min(rules.mostStem, widest[row] * rules.fallAWidth / 2);
        y += height + Math.max(fall, deepest[row]);
      } else y += Math.min(rules.mostFall, rules.leastFall + widest[row] * rules.fallAWidth);
    });
    return { top, bottom, lift, isGone, height: bottom[Math.max(last, 0)] };
  };

  /** Where everybody stands, seen from the upper left corner of the family. */
  const place = (isShown) => {
    const lines = linesOf(isShown), nodes = new Set(lines.flatMap((line) => line.chain));
    heads.forEach((head, each) => { if (isShown(each)) nodes.add(head); });
    const order = rows.map((row) => row.filter((node) => nodes.has(node)));
    const gaps = order.map((row) => row.slice(1).map((node, at) => gapOf(row[at], node)));
    const x = relaxed(order, gaps, lines), all = order.flat();
    straighten(lines, x, roomOf(order, gaps, x));
    const heights = heightsOf(order, lines, x, isShown);
    const left = Math.min(...all.map((node) => x[node] - spanOf(node) / 2));
    const width = Math.max(...all.map((node) => x[node] + spanOf(node) / 2)) - left;
    return { ...heights, width, x: x.map((each) => each - left) };
  };
  return { place, chainOf, heads, rowOf, tops, size };
};

/* Lays out window.PEOPLE as EntiTree's page does when everything is opened: its own spacings, its boxes of 250 by 90
   pixels with room for a portrait, lines from middle to middle under the boxes. Only elbows are not rounded. */
import { layoutFromMap } from "entitree-flex";

const [WIDTH, HEIGHT] = [250, 90];
const drawn = layoutFromMap(window.ROOT, window.PEOPLE, {
  clone: true,
  secondDegreeSpacing: 40,
  firstDegreeSpacing: 30,
  nextAfterAccessor: "partners",
  nextAfterSpacing: 25,
  nextBeforeAccessor: "siblings",
  nextBeforeSpacing: 25,
  nodeHeight: HEIGHT,
  nodeWidth: WIDTH,
  sourcesAccessor: "parents",
  sourceTargetSpacing: 80,
  targetsAccessor: "children",
});
const frame = document.querySelector("#picture");
frame.style.cssText = `position:relative;width:${drawn.maxRight - drawn.maxLeft}px;height:${drawn.maxBottom - drawn.maxTop}px`;
const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
svg.style.cssText = "position:absolute;width:100%;height:100%";
frame.append(svg);

const place = ({ x, y }) => [x - drawn.maxLeft + WIDTH / 2, y - drawn.maxTop + HEIGHT / 2];
for (const { source, target } of drawn.rels) {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const [[fromX, fromY], [toX, toY]] = [place(source), place(target)];
  path.setAttribute("d", `M${fromX} ${fromY}V${(fromY + toY) / 2}H${toX}V${toY}`);
  path.setAttribute("style", "fill:none;stroke:#ddd;stroke-width:14");
  svg.append(path);
}
for (const node of drawn.nodes) {
  const card = document.createElement("div");
  card.className = "card";
  card.dataset.person = node.person;
  const [x, y] = place(node);
  card.style.cssText = `position:absolute;box-sizing:border-box;left:${x - WIDTH / 2}px;top:${y - HEIGHT / 2}px;width:${WIDTH}px;height:${HEIGHT}px;background:#eee;border:1px solid lightgrey;border-radius:5px;padding:3px 3px 3px 90px;overflow:hidden;font:13px sans-serif`;
  for (const line of node.lines) {
    const text = document.createElement("span");
    text.style.cssText = `display:block;font-size:${card.childElementCount ? 11 : 13}px`;
    text.textContent = line;
    card.append(text);
  }
  frame.append(card);
}

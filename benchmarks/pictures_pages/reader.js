/* Reads the finished picture of a page and leaves what it found in a script element, as JSON. PICTURE says where to look. */
"use strict";
const STEP = 2;
const frame = document.querySelector(PICTURE.frame).getBoundingClientRect();
const texts = [...document.querySelectorAll("svg text, .card span")].filter((text) =>
  /[\p{L}\p{N}]/u.test(text.textContent),
);

function boxOf(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left - frame.left, top - frame.top, width, height];
}

function pixels(text) {
  const scale = text.getScreenCTM ? Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b) : 1;
  return parseFloat(getComputedStyle(text).fontSize) * scale;
}

/* Texts belong to a person's element, or, where a program draws loose boxes, to the box around their beginning. */
function textsOf(element) {
  if (element.tagName !== "rect") return texts.filter((text) => element.contains(text));
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return texts.filter((text) => {
    const place = text.getBoundingClientRect();
    const middle = (place.top + place.bottom) / 2;
    return left - 1 <= place.left && place.left < right && top < middle && middle < bottom;
  });
}

function points(path) {
  const matrix = path.getScreenCTM();
  const length = path.getTotalLength();
  const count = Math.max(1, Math.ceil(length / STEP));
  return Array.from({ length: count + 1 }, (_, each) => {
    const point = path.getPointAtLength((length * each) / count).matrixTransform(matrix);
    return [point.x - frame.left, point.y - frame.top];
  });
}

const inside = new Set();
const people = [...document.querySelectorAll(PICTURE.person)].map((element) => {
  const own = textsOf(element);
  own.forEach((text) => inside.add(text));
  const mark = element.dataset.person ?? element.querySelector(":scope > title")?.textContent ?? null;
  const shape = element.querySelector(":scope > rect, :scope > polygon") ?? element;
  return {
    mark,
    box: boxOf(shape),
    lines: own.map((text) => text.textContent.trim()),
    pixels: own.length ? Math.max(...own.map(pixels)) : null,
  };
});
const found = document.createElement("script");
found.id = "measured";
found.type = "application/json";
found.textContent = JSON.stringify({
  width: frame.width,
  height: frame.height,
  people,
  lines: [...document.querySelectorAll(PICTURE.line)].map(points),
  beside: texts.filter((text) => !inside.has(text)).map((text) => text.textContent.trim()),
}).replaceAll("<", "\\u003c");
document.body.append(found);

/* Draws Topola's chart of window.GEDCOM, as its own demonstration page does, and marks everybody with their id. */
import * as topola from "topola";

topola
  .createChart({
    json: topola.gedcomToJson(window.GEDCOM),
    chartType: topola[window.CHART],
    renderer: topola.DetailedRenderer,
    colors: topola.ChartColors.COLOR_BY_SEX,
    svgSelector: "#picture",
    horizontal: window.HORIZONTAL,
  })
  .render({ startIndi: window.START });
for (const element of document.querySelectorAll("#picture g.indi")) {
  element.dataset.person = element.__data__.indi.id;
}

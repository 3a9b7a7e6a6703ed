/* The legend: its entries set their lines off, while the mouse rests on them or as long as they are pressed. */
const makeLegend = (svg, figures, relight) => {
  const legend = document.getElementById("legend"), buttons = legend ? [...legend.querySelectorAll("button")] : [];
  let pointed = null, pressed = null, bright = [], wasOpen = false;
  const dim = () => {
    bright.forEach((each) => each.classList.remove("on"));
    bright = [];
  };
  /** Set off the lines of the entry that is pointed at, or else pressed, and who stands on them. */
  const light = () => {
    const button = pointed ?? pressed;
    if (!button) return;
    const { lines, people } = button.dataset, paths = lines.split(" ").map((line) => ".l>.s" + line).join();
    bright = [...svg.querySelectorAll(paths), ...people.split(" ").map((place) => figures[place])];
    bright.forEach((each) => each.classList.add("on"));
    svg.classList.add("lit");
  };
  const press = (button) => {
    pressed = pressed === button ? null : button;
    buttons.forEach((each) => each.setAttribute("aria-pressed", String(each === pressed)));
    relight();
  };
  for (const button of buttons) {
    button.addEventListener("click", () => press(button));
    button.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") pointed = button;
      relight();
    });
    button.addEventListener("pointerleave", () => { pointed = null; relight(); });
  }
  if (legend) {
    legend.open = !matchMedia("(max-width:40rem),(max-height:30rem)").matches;
    window.addEventListener("beforeprint", () => { wasOpen = legend.open; legend.open = true; });
    window.addEventListener("afterprint", () => { legend.open = wasOpen; });
  }
  return { dim, light, pointed: () => pointed !== null, pressed: () => pressed !== null };
};

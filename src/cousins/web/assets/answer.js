"use strict";
// What a script adds to an answer: the picture that can be moved and folded, the address to be copied, and the
// coefficients without leaving the page.
{
  for (const figure of document.querySelectorAll("figure[data-frame]")) {
    const frame = document.createElement("iframe");
    frame.title = figure.dataset.title;
    // Its script is the drawing's own and needs nothing of ours.
    frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
    frame.loading = "lazy";
    frame.src = figure.dataset.frame;
    // Within a page a wheel or a finger scrolls the page, until somebody asks for the picture to be moved.
    const explore = document.createElement("button");
    explore.type = "button";
    explore.className = "explore";
    explore.textContent = figure.dataset.explore;
    const still = (yes) => {
      explore.hidden = !yes;
      frame.classList.toggle("still", yes);
    };
    figure.addEventListener("click", () => {
      still(false);
      frame.focus();
    });
    frame.addEventListener("focus", () => still(false));
    figure.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && still(true));
    document.addEventListener("pointerdown", (event) => figure.contains(event.target) || still(true));
    const picture = figure.querySelector("img");
    // As tall as the picture would be, within bounds: who wants more opens the whole window.
    const fit = () => {
      const room = figure.clientWidth / Math.max(1, picture.naturalWidth) * picture.naturalHeight;
      frame.style.height = `${Math.round(Math.min(Math.max(room, 360), innerHeight * 0.85, 900))}px`;
      still(true);
      figure.replaceChildren(frame, explore);
    };
    if (picture.complete && picture.naturalWidth) fit();
    else picture.addEventListener("load", fit, {once: true});
  }

  const share = document.getElementById("share");
  const done = document.getElementById("done");
  if (share) {
    share.hidden = false;
    share.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(new URL(share.dataset.path, location.href).href);
        done.textContent = share.dataset.done;
      } catch {
        history.replaceState(history.state, "", share.dataset.path);
        done.textContent = share.dataset.failed;
      }
    });
  }

  const numbers = document.getElementById("coefficients");
  numbers?.addEventListener("toggle", async () => {
    if (!numbers.open || numbers.dataset.asked) return;
    numbers.dataset.asked = "yes";
    const [, link] = numbers.children;
    const wait = document.createElement("p");
    wait.setAttribute("role", "status");
    wait.textContent = numbers.dataset.wait;
    link.replaceWith(wait);
    try {
      const answer = await fetch(numbers.dataset.source);
      if (!answer.ok) throw new Error(answer.statusText);
      const list = document.createElement("dl");
      list.className = "numbers";
      for (const [name, value, means] of await answer.json()) {
        const row = document.createElement("div");
        const [term, number, meaning] = ["dt", "dd", "dd"].map((kind) => document.createElement(kind));
        const strong = document.createElement("strong");
        [term.textContent, strong.textContent, meaning.textContent] = [name, value, means];
        number.append(strong);
        row.append(term, number, meaning);
        list.append(row);
      }
      wait.replaceWith(list);
    } catch {
      wait.textContent = numbers.dataset.failed;
      wait.after(link);
      delete numbers.dataset.asked;
    }
  });
}

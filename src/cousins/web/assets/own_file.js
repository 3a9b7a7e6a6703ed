"use strict";
// The visitor's own family file: dropped or chosen, sent to this process alone, and forgotten with the visit.
{
  const files = document.currentScript.dataset.files;
  const drop = document.getElementById("own-drop");

  if (drop) {
    const input = document.getElementById("own-input");
    const hide = document.getElementById("own-hide");
    const status = document.getElementById("own-status");
    const words = drop.dataset;
    const most = Number(words.most);
    const say = (text, name) => { status.textContent = text.replace("{name}", name); };
    let busy = false;

    const bring = async (chosen) => {
      if (busy || !chosen.length) return;
      const [file] = chosen;
      if (chosen.length > 1) return say(words.one, "");
      if (most && file.size > most) return say(words.large, file.name);
      busy = true;
      drop.setAttribute("aria-busy", "true");
      say(words.reading, file.name);
      const asked = new URLSearchParams({ name: file.name });
      if (hide.checked && !hide.disabled) asked.set("living", "hide");
      try {
        const answer = await fetch(`${files}?${asked}`, {
          method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" },
        });
        if (answer.ok) return location.reload();
        say((await answer.json()).detail, "");
      } catch {
        say(words.lost, "");
      }
      busy = false;
      input.value = "";
      drop.removeAttribute("aria-busy");
    };

    drop.hidden = false;
    input.addEventListener("change", () => bring(input.files));
    // A file that misses its place must not take the page's, as browsers have it.
    addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.toggle("over", [...event.dataTransfer.types].includes("Files"));
    });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
    addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      bring(event.dataTransfer.files);
    });
  } else {
    // While a page is open it says so; when the last one is left, the family is forgotten soon after.
    const here = () => fetch(`${files}/here`, { method: "POST" }).catch(() => {});
    here();
    setInterval(here, 45_000);
    addEventListener("pageshow", (event) => { if (event.persisted) here(); });
    addEventListener("pagehide", () => navigator.sendBeacon(`${files}/left`));
  }
}

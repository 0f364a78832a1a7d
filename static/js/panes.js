/*
The sizes of the panes: each boundary is a separator that is dragged, or moved with the arrow keys; a double click or Enter gives
the size back to the page. The browser remembers them. This script stands in the head, so that no pane jumps as a page opens.
*/
(() => {
  const root = document.documentElement;
  const KEPT = "pane-sizes";
  const wide = matchMedia("(min-width: 901px)");
  const STEP = 16; // px for an arrow key; with Shift four times as much
  /* Each has the pane that it sizes, the direction in which it grows, the least room for it, and what must be left beside it. */
  const BOUNDARIES = {
    outline: { label: "Width of the outline", pane: ".outline-pane", way: 1, least: 160, most: () => innerWidth * 0.3 },
    side: { label: "Width of the YAML", pane: ".side-pane", way: -1, least: 280, most: () => innerWidth * 0.7 - 340 },
    yaml: { label: "Height of the YAML", pane: "section.yaml", way: 1, isHigh: true, least: 144, most: () => height(".side") - 96 },
  };
  const boxOf = (selector) => document.querySelector(selector).getBoundingClientRect();
  const width = (selector) => boxOf(selector).width;
  const height = (selector) => boxOf(selector).height;
  let sizes = {};

  function remembered() {
    try {
      const found = JSON.parse(localStorage.getItem(KEPT));
      return Object.fromEntries(Object.entries(found ?? {}).filter(([name, size]) => BOUNDARIES[name] && Number.isFinite(size)));
    } catch {
      return {};
    }
  }

  function remember() {
    try {
      localStorage.setItem(KEPT, JSON.stringify(sizes));
    } catch {
      // Without storage the sizes last as long as the page.
    }
  }

  function apply() {
    for (const name of Object.keys(BOUNDARIES)) {
      root.toggleAttribute(`data-${name}-sized`, name in sizes);
      if (name in sizes) root.style.setProperty(`--${name}-size`, `${sizes[name]}px`);
      else root.style.removeProperty(`--${name}-size`);
    }
  }

  const now = ({ pane, isHigh }) => Math.round(isHigh ? height(pane) : width(pane));

  /* Say to those who do not see it where each boundary is, and how far it goes. */
  function tell() {
    for (const separator of document.querySelectorAll("[data-boundary]")) {
      const boundary = BOUNDARIES[separator.dataset.boundary];
      const value = now(boundary);
      separator.setAttribute("aria-valuemin", Math.min(boundary.least, value));
      separator.setAttribute("aria-valuemax", Math.max(Math.round(boundary.most()), value));
      separator.setAttribute("aria-valuenow", value);
    }
  }

  function set(name, size) {
    const { least, most } = BOUNDARIES[name];
    sizes[name] = Math.round(Math.max(least, Math.min(size, most())));
    apply();
    tell();
  }

  function reset(name) {
    delete sizes[name];
    apply();
    tell();
    remember();
  }

  function drag(name, down) {
    const boundary = BOUNDARIES[name];
    const { target } = down;
    const along = (event) => (boundary.isHigh ? event.clientY : event.clientX);
    const before = now(boundary);
    const move = (event) => set(name, before + boundary.way * (along(event) - along(down)));
    target.setPointerCapture(down.pointerId);
    target.addEventListener("pointermove", move);
    target.addEventListener("lostpointercapture", () => {
      target.removeEventListener("pointermove", move);
      remember();
    }, { once: true });
  }

  function press(name, event) {
    const { way, isHigh, least, most } = BOUNDARIES[name];
    const keys = isHigh ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
    const steps = keys.indexOf(event.key) * 2 - 1;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Home") set(name, least);
    else if (event.key === "End") set(name, most());
    else if (event.key === "Enter") reset(name);
    else if (keys.includes(event.key)) set(name, now(BOUNDARIES[name]) + way * steps * STEP * (event.shiftKey ? 4 : 1));
    else return;
    event.preventDefault();
    remember();
  }

  function separatorFor(name) {
    const { label, isHigh } = BOUNDARIES[name];
    const separator = document.createElement("div");
    const attributes = { role: "separator", "aria-label": label, "aria-orientation": isHigh ? "horizontal" : "vertical", "data-boundary": name, title: `${label}: drag, or use the arrow keys; double click resets it` };
    for (const [key, value] of Object.entries(attributes)) separator.setAttribute(key, value);
    separator.className = "boundary";
    separator.tabIndex = 0;
    separator.addEventListener("pointerdown", (event) => { if (!event.button) drag(name, event); });
    separator.addEventListener("keydown", (event) => press(name, event));
    separator.addEventListener("dblclick", () => reset(name));
    return separator;
  }

  sizes = remembered();
  apply();
  addEventListener("DOMContentLoaded", () => {
    const around = document.createElement("section");
    around.className = "boundaries";
    around.setAttribute("aria-label", "Sizes of the panes");
    around.append(separatorFor("outline"), separatorFor("side"));
    document.querySelector(".outline-pane").after(around);
    document.querySelector("section.yaml").append(separatorFor("yaml"));
    tell();
    new ResizeObserver(tell).observe(document.querySelector("section.yaml"));
    wide.addEventListener("change", tell);
  });
  addEventListener("storage", ({ key }) => {
    if (key !== KEPT) return;
    sizes = remembered();
    apply();
    tell();
  });
})();

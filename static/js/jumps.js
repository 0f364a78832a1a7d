/*
Jumping to a field: from a problem, from a line of the YAML, from an address with a #fragment. Whatever hides the field
is opened; the field gets the focus and is highlighted for a moment.
*/
import { headingOfStep, isWithin, part } from "./elements.js";

const BOXES = "input:not([type=hidden]), select, textarea";
const CONTROLS = `${BOXES}, button, summary, a[href]`;

function reveal(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (matchMedia("(max-width: 900px)").matches) {
    for (const pane of document.querySelectorAll(".outline-pane, .side-pane")) if (!pane.contains(element)) pane.open = false;
  }
  const control = element.matches(`${CONTROLS}, [tabindex]`) ? element : element.querySelector(BOXES) ?? element.querySelector(CONTROLS) ?? element;
  if (control === element && control.tabIndex < 0 && !control.hasAttribute("tabindex")) control.tabIndex = -1;
  const box = control.getBoundingClientRect();
  if (box.top < 60 || box.bottom > innerHeight - 60) control.scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
  const shown = element.closest(".field, .rows__row") ?? element;
  if (!shown.parentElement?.closest("#step")) return;
  shown.classList.remove("is-found");
  requestAnimationFrame(() => shown.classList.add("is-found"));
  setTimeout(() => shown.classList.remove("is-found"), 2000);
}

/* The element a fragment names. For a field without its own control (f-spec-containers-0-env-0-foo), that of its nearest parent. */
function fragment(hash) {
  let id = "";
  try {
    id = decodeURIComponent(hash.slice(1));
  } catch {
    return null;
  }
  const isField = id.startsWith("f-");
  for (; id; id = isField ? id.slice(0, Math.max(id.lastIndexOf("-"), 0)) : "") {
    const element = part(id);
    if (element) return element;
  }
  return isField ? part("step") : null;
}

/* The control for a path on this page: its own, else the first beneath it, else the nearest above it. */
function controlFor(path) {
  const places = [...document.querySelectorAll("#step [data-path]")];
  const exact = places.find((place) => place.dataset.path === path);
  if (exact) return exact;
  const beneath = places.find((place) => isWithin(place.dataset.path, path));
  if (beneath) return beneath;
  const above = places.filter((place) => isWithin(path, place.dataset.path) && place.dataset.path.includes("["));
  return above.sort((one, other) => other.dataset.path.length - one.dataset.path.length)[0] ?? null;
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const line = event.target.closest?.("#yaml .l:is([data-path], .l--beside)");
  if (line) {
    if (!getSelection().isCollapsed) return;
    const control = line.dataset.path && controlFor(line.dataset.path);
    const link = line.querySelector(".l__n[href]");
    if (control) {
      event.preventDefault();
      reveal(control);
    } else if (link && !event.target.closest("a")) link.click();
    return;
  }
  const link = event.target.closest?.("a[href*='#']");
  if (!link || link.origin !== location.origin || link.pathname !== location.pathname || link.search !== location.search) return;
  const element = fragment(link.hash);
  if (!element) return;
  event.preventDefault();
  history.replaceState(null, "", link.hash);
  reveal(element);
  if (link.closest("#problems")) document.dispatchEvent(new CustomEvent("led", { detail: element }));
});

document.addEventListener("reveal", ({ detail }) => {
  const element = part(detail);
  if (element) reveal(element);
});

/* Whoever comes from another page of this draft goes on in the step, not at the head of the page again. */
function comesFromHere() {
  const here = /^\/drafts\/[^/]+\//.exec(location.pathname)?.[0];
  const [entry] = performance.getEntriesByType("navigation");
  return entry?.type === "navigate" && Boolean(here) && document.referrer.startsWith(location.origin + here);
}

function arrive() {
  const element = fragment(location.hash);
  if (element) reveal(element);
  if (element && "selects" in (part("step")?.dataset ?? {})) document.activeElement.select?.();
  else if (!location.hash && comesFromHere()) headingOfStep()?.focus({ preventScroll: true });
}

addEventListener("hashchange", arrive);
arrive();

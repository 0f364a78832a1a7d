/*
Where nothing is complained of yet: in a control whose text is being typed, until a pause or until it is left; and in what was
just added, which is a question until it is left. What already stands beside a control follows each keystroke.
*/
import { part } from "./elements.js";

const PAUSE = 700;
const fresh = new Set(); // names of the slots for messages that came with what was added last
let known = new Set(); // the names of all slots before the step was drawn anew
let typing = "";
let timer = 0;

const slots = (root) => [...root.querySelectorAll("[data-says]")];
const loud = () => document.dispatchEvent(new CustomEvent("loud"));

export const isQuiet = (name) => name === typing || fresh.has(name);

function stop() {
  clearTimeout(timer);
  typing = "";
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("#step :is(input, textarea)")) return;
  stop();
  typing = target.name;
  timer = setTimeout(() => { stop(); loud(); }, PAUSE);
});

/* A row or a group is left as a whole, a control by itself. */
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const field = target.closest("#step .field");
  if (!field) return;
  let left = field;
  for (let at = field; at && at.id !== "step"; at = at.parentElement) {
    if (at.matches("li[data-path], .group, details") && !at.contains(relatedTarget)) left = at;
  }
  for (const slot of slots(left)) fresh.delete(slot.dataset.says);
  // The form is drawn anew under the focus: nobody has left it.
  if (!target.isConnected) return;
  stop();
  loud();
});

/* What is new in a group that the focus is not in has been left, though it was never entered. Headings get it from scripts alone. */
document.addEventListener("focusin", ({ target }) => {
  if (target.tabIndex < 0) return;
  const left = fresh.size ? slots(part("step")).filter((slot) => fresh.has(slot.dataset.says) && !slot.closest(".group")?.contains(target)) : [];
  for (const slot of left) fresh.delete(slot.dataset.says);
  if (left.length) loud();
});

/* Whoever asks for a message is shown it. */
document.addEventListener("led", ({ detail: element }) => {
  const place = element.closest(".field, li[data-path]") ?? element;
  for (const slot of [...slots(place), element.closest("[data-says]")]) fresh.delete(slot?.dataset.says);
  stop();
  loud();
});

document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (target.id === "step") known = new Set(slots(target).map(({ dataset }) => dataset.says));
});
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id !== "step") return;
  for (const slot of slots(target)) {
    if (known.has(slot.dataset.says)) continue;
    fresh.add(slot.dataset.says);
    slot.replaceChildren();
    slot.closest(".field")?.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
  }
});

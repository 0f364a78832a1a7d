/*
The help and the note of a field: fetched when its name in the API or its note sign is pressed, or F1 in its control, and shown below it.
Both are links, so that they lead to pages without JavaScript. They are skipped by the Tab key, for there would be two
of them to each control.
*/
import { icon, part } from "./elements.js";

const SIGNS = ".help, .note, .note-link";
const step = () => part("step");
const hostOf = (element) => element.closest(".field")?.querySelector(".field__body") ?? element.closest(".rows__row, .list, .matrix");

function settle() {
  for (const sign of document.querySelectorAll(`#step :is(${SIGNS})`)) sign.tabIndex = -1;
}

function close(box) {
  const { sign, back } = box;
  const hadFocus = box.contains(document.activeElement);
  box.remove();
  sign?.setAttribute("aria-expanded", "false");
  if (hadFocus) (back?.isConnected ? back : sign)?.focus();
}

function closer(box) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet button--icon button--small about__close";
  button.setAttribute("aria-label", "Close");
  button.append(icon("x"));
  button.addEventListener("click", () => close(box));
  return button;
}

async function open(href, label, host, { sign = null, back = null }) {
  const box = document.createElement("section");
  let html = "";
  try {
    const answer = await fetch(href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    html = await answer.text();
  } catch {
    html = "<p>This could not be loaded. Check the connection and try again.</p>";
  }
  if (!host.isConnected) return;
  box.className = "about";
  box.dataset.href = href;
  box.tabIndex = -1;
  box.setAttribute("aria-label", label);
  box.innerHTML = html;
  Object.assign(box, { sign, back });
  box.append(closer(box));
  host.append(box);
  sign?.setAttribute("aria-expanded", "true");
  (box.querySelector("textarea") ?? box).focus({ preventScroll: true });
  box.scrollIntoView({ block: "nearest" });
}

function toggle(href, label, host, from) {
  const shown = [...host.querySelectorAll(":scope > .about")].find((box) => box.dataset.href === href);
  if (shown) close(shown);
  else open(href, label, host, from);
}

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const sign = event.target.closest?.(`#step :is(${SIGNS})`);
  const host = sign && hostOf(sign);
  if (!host) return;
  // The page stays open, so nothing has to be saved first.
  event.preventDefault();
  event.stopImmediatePropagation();
  toggle(sign.getAttribute("href"), sign.getAttribute("aria-label"), host, { sign, back: sign });
}, true);

document.addEventListener("keydown", (event) => {
  const box = event.key === "Escape" && event.target.closest?.("#step .about");
  if (box) {
    event.preventDefault();
    close(box);
    return;
  }
  if (event.key !== "F1" || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  const place = event.target.closest?.("#step [data-path]");
  const host = place && hostOf(event.target);
  if (!host) return;
  event.preventDefault();
  const sign = place.querySelector(":scope > .field__head > .help");
  const href = sign?.getAttribute("href") ?? `${step().dataset.docs}${encodeURIComponent(place.dataset.path)}`;
  toggle(href, sign?.getAttribute("aria-label") ?? `About ${place.dataset.path}`, host, { sign, back: event.target });
});

/* A note's sign is filled while there is a note. */
document.addEventListener("input", ({ target }) => {
  if (target.name?.startsWith("comment:")) target.closest(".about")?.sign?.classList.toggle("note--kept", target.value.trim() !== "");
});

document.addEventListener("htmx:afterSwap", ({ target }) => { if (target.id === "step" || target.querySelector?.("#step")) settle(); });
document.addEventListener("htmx:load", settle);
settle();

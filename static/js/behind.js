/*
A page that is looked at learns within seconds that another one, of this person or of another, has written the draft: it asks,
less often where nothing happens for minutes, and not while it is hidden. Where nothing is unsaved it shows what is new.
*/
import { part, textOfPane } from "./elements.js";
import { isLeaving, isStuck, isUnsaved } from "./saving.js";

const SOON = 1000; // ms; of a page that was left a moment ago the last words may still be on their way
const OFTEN = 5000;
const SELDOM = 60_000;
const READ = 20_000; // for so long the news stays, whatever is typed meanwhile
const PATIENCE = 24; // answers without news until the pauses grow
const { url } = part("behind").dataset;
let quiet = 0; // answers without news since something happened
let timer = 0;
let isOurs = true; // whether who is signed in now is who the page was drawn for

let said = 0; // when the news was said that stands at the foot of the page

const pause = () => Math.min(OFTEN * 1.5 ** Math.max(0, quiet - PATIENCE), SELDOM);

function later(wait = pause()) {
  clearTimeout(timer);
  if (document.visibilityState === "visible" && isOurs) timer = setTimeout(ask, wait);
}

/* Whether this page is at work, or waits for a decision. */
const isBusy = () => document.querySelector("#editor-problem[data-line]") || isUnsaved() || isStuck() || isLeaving();

const drawnFrom = () => Object.fromEntries([...part("revision").querySelectorAll("[name=base], [name=tab_id]")].map(({ name, value }) => [name, value]));

async function ask() {
  const { base, tab_id } = drawnFrom();
  if (isBusy()) {
    later();
    return;
  }
  try {
    const answer = await fetch(`${url}?${new URLSearchParams({ base, tab_id })}`, { credentials: "same-origin", cache: "no-store" });
    quiet += 1;
    // Gone, or no longer ours: the next save says so.
    if (answer.status === 404) return;
    if (answer.status === 200 && !isBusy() && drawnFrom().base === base) catchUp();
  } catch {
    quiet += 1;
  }
  later();
}

/* What the page shows now goes along, so that the answer can say what is new. */
function catchUp() {
  const step = part("step");
  const shown = "cut" in part("yaml").dataset ? {} : { shown: textOfPane() };
  quiet = 0;
  window.htmx.ajax("POST", step.getAttribute("hx-post"), { source: step, target: "#step", swap: "outerHTML", values: { op: "theirs", ...shown } });
}

document.addEventListener("visibilitychange", () => {
  quiet = 0;
  later(0);
});
document.addEventListener("session", ({ detail: { now } }) => {
  isOurs = now === document.body.dataset.who;
  later();
});
document.addEventListener("input", () => {
  if (quiet > PATIENCE) later(OFTEN);
  quiet = 0;
});
later(SOON);

document.addEventListener("htmx:oobAfterSwap", ({ target }) => {
  if (target.id === "last-change" && target.querySelector("[data-news]")) said = Date.now();
});
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const { target, fragment } = detail;
  if (target.id !== "last-change" || fragment.querySelector("p")) return;
  if (target.querySelector("[data-news]") && Date.now() - said < READ) detail.shouldSwap = false;
});

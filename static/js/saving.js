/*
Saving without losses: edits are counted until the server has them. Links and other forms wait for that; a failed save is
shown and retried. What happens as the page is left with unsaved text: leaving.js.
*/
import { isOfStep, part, textOfPane } from "./elements.js";
import { renew } from "./session.js";
import { sayOutOfReach } from "./rescue.js";

const SLOW = 400; // ms
const ours = new WeakSet(); // requests made by the step's form or an element in it
const sent = new Map(); // requests in flight -> how many edits they carry
const ofFields = new WeakSet(); // requests that carry fields, and not the editor's text
const carried = new WeakMap(); // requests -> the texts they carry, by control
let edits = 0;
let saved = 0;
let failures = 0;
let leaving = false;
let refused = false; // another page has changed this draft; the server waits for a decision
let merges = false; // whether the next request says what this page showed, so that both changes can be kept
const merging = new WeakSet(); // requests that say so
let waiting = null; // what to do once everything is saved
let timer = 0;
let slow = 0; // until the page says that it is saving
let isSlow = false;
let owner = document.body.dataset.who; // who was signed in when this page last saved, or was drawn
let asker = owner; // who is signed in now
let isRepeated = false; // whether the last save had the fresh token

const stepForm = () => part("step-form");
const isDirty = () => edits > saved || sent.size > 0;

function show(text, failed) {
  const state = part("saved");
  if (!state) return;
  state.textContent = text;
  state.classList.toggle("saved--failed", failed);
}

/* A keystroke is saved before anybody could read "Saving…": that is said only of what takes longer. */
function saySaving() {
  const isPending = isDirty() && !refused;
  part("saved")?.toggleAttribute("data-pending", isPending);
  if (!isPending) {
    clearTimeout(slow);
    slow = 0;
    isSlow = false;
  } else if (isSlow && !failures) show("Saving…", false);
  else slow ||= setTimeout(() => { isSlow = true; saySaving(); }, SLOW);
}

function edited() {
  edits += 1;
  // What was just typed can be undone, even before the server responds.
  if (part("undo")) part("undo").disabled = false;
  saySaving();
}

function notice(text) {
  const bar = part("connection");
  const said = bar.querySelector("span");
  bar.hidden = !text;
  if (said.textContent !== text) said.textContent = text;
}

function retry() {
  clearTimeout(timer);
  stepForm()?.dispatchEvent(new Event("input", { bubbles: true }));
}

function failed(text, again) {
  failures += 1;
  notice(text);
  show("Not saved", true);
  edits = Math.max(edits, saved + 1);
  clearTimeout(timer);
  if (again) timer = setTimeout(retry, Math.min(30, 2 ** (failures - 1)) * 1000);
}

function succeeded() {
  if (failures) notice("");
  if (failures) sayOutOfReach("");
  failures = 0;
  isRepeated = false;
  owner = asker;
  saySaving();
  if (!isDirty() && waiting) {
    const next = waiting;
    waiting = null;
    next();
  }
}

/* One change of a control that reshapes the form is one request: its input event must not start another. */
document.addEventListener("input", (event) => {
  if (!isOfStep(event.target)) return;
  if (event.target.matches("[data-reshapes]")) event.stopPropagation();
  edited();
}, true);

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-reshapes]")) target.dispatchEvent(new CustomEvent("reshape", { bubbles: true }));
});

document.addEventListener("htmx:beforeRequest", ({ detail, target }) => {
  if (!isOfStep(target)) return;
  ours.add(detail.xhr);
  if (detail.elt.name !== "yaml") ofFields.add(detail.xhr);
  sent.set(detail.xhr, edits);
  carried.set(detail.xhr, texts());
  if (merges) merging.add(detail.xhr);
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!sent.has(detail.xhr)) return;
  const edit = sent.get(detail.xhr);
  sent.delete(detail.xhr);
  if (!detail.successful) return;
  if (asksNeedlessly(detail.xhr)) {
    merges = true;
    edits = Math.max(edits, saved + 1);
    setTimeout(again, 0, detail.elt);
    return;
  }
  merges = false;
  const target = detail.xhr.getResponseHeader("HX-Retarget");
  const isKept = target === "#editor-problem" && detail.xhr.getResponseHeader("Text-Kept");
  refused = target === "#conflict" || (target === "#editor-problem" && !isKept);
  if (refused) {
    edits = Math.max(edits, saved + 1);
    queueMicrotask(() => {
      saySaving();
      show("Not saved", true);
    });
    return;
  }
  saved = Math.max(saved, edit);
  // The response is swapped in before anything that waited for it.
  queueMicrotask(() => {
    succeeded();
    if (isKept) show("Not readable", true);
  });
});

/*
When another page has written meanwhile, the same is posted once more with what this page shows: the server can tell then what
each has changed, and keeps both if these are different fields. Of a long text the pane has a part only.
*/
const asksNeedlessly = (xhr) => xhr.getResponseHeader("HX-Retarget") === "#conflict" && !merging.has(xhr) && !("cut" in part("yaml").dataset);

function again(element) {
  if (element.matches("button")) element.click();
  else if (element.name === "yaml") element.dispatchEvent(new Event("check"));
  else retry();
}

/* What is sent as the page is left can overtake what is on its way: the server keeps what was sent last. */
let serial = 0;
export const nextSerial = () => String(serial += 1);

document.addEventListener("htmx:configRequest", ({ detail: { elt, parameters } }) => {
  if (isOfStep(elt)) parameters.set("serial", nextSerial());
  if (merges && isOfStep(elt) && !parameters.has("shown")) parameters.set("shown", textOfPane());
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (sent.has(detail.xhr) && asksNeedlessly(detail.xhr)) detail.shouldSwap = false;
});

/* Text that is typed while the form is being redrawn is put into the new form. */
let typed = [];

function texts() {
  return new Map([...(stepForm()?.elements ?? [])].filter((control) => control.name && control.type !== "hidden").map((control) => [control.name, control.value]));
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const before = detail.target.id === "step" && carried.get(detail.xhr);
  if (!before) return;
  typed = [...texts()].filter(([name, text]) => before.has(name) && before.get(name) !== text).map(([name, text]) => ({ name, text, before: before.get(name) }));
});
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id !== "step") return;
  for (const { name, text, before } of typed.splice(0)) {
    const control = stepForm()?.elements.namedItem(name);
    if (control?.value !== before) continue;
    const caret = control.selectionStart;
    control.value = text;
    if (control === document.activeElement && typeof caret === "number") control.setSelectionRange(caret, caret);
  }
});

/* A button pressed during a request may be replaced by the response: then its replacement is pressed. */
let pressed = "";

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[hx-post]");
  if (!button || !sent.size) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  pressed = button.value;
}, true);

/* Only now has htmx attached its listeners to the new elements. */
document.addEventListener("htmx:afterSettle", () => {
  if (sent.size || (refused && !pressed)) return;
  if (pressed) {
    const selector = `button[hx-post][value="${CSS.escape(pressed)}"]:enabled`;
    pressed = "";
    const button = document.querySelector(selector);
    button?.focus({ preventScroll: true });
    button?.click();
  } else if (edits > saved) retry();
});

document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
  if (detail.xhr.getResponseHeader("HX-Redirect")) leaving = true;
});

for (const lost of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(lost, ({ detail }) => {
    if (ours.has(detail.xhr)) failed("Not saved: no connection. Retrying…", true);
  });
}

document.addEventListener("htmx:responseError", ({ detail }) => {
  if (!ours.has(detail.xhr)) return;
  const { status } = detail.xhr;
  const sentence = detail.xhr.getResponseHeader("Content-Type")?.startsWith("text/plain") && detail.xhr.responseText;
  if (status >= 500 || status === 429) failed(`Not saved: ${sentence || `the server answered ${status}.`} Retrying…`, true);
  else if (status === 403 || status === 404) outOfReach(status);
  else if (sentence) failed(`Not saved: ${sentence}`, false);
  else failed(`Not saved: the server refused this with ${status}. Copy what you typed, then reload the page.`, false);
});

/*
The server knows no such draft of whoever is signed in now, or the page's token is old. With the fresh token it is tried once
more; after that it waits for somebody to sign in, in another tab, and says how else the text can be kept.
*/
async function outOfReach(status) {
  failed("", false);
  const name = await renew();
  if (name === null) {
    failed("Not saved: no connection. Retrying…", true);
    return;
  }
  asker = name;
  if (!isRepeated && (status === 403 || name === owner || !owner)) {
    isRepeated = true;
    retry();
  } else sayOutOfReach(status === 403 ? "refused" : "gone", name, owner);
}

function tryAgain() {
  if (!failures) return;
  isRepeated = false;
  retry();
}

document.addEventListener("session", ({ detail: { before, now } }) => {
  asker = now;
  if (before !== now || now === owner) tryAgain();
});
document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-save-again]")) tryAgain();
});

addEventListener("online", () => { if (failures) retry(); });

/* Submit the form: the server saves it and redirects to `href`. */
function saveAndGo(href) {
  const form = stepForm();
  const next = form?.querySelector("input[name=next]");
  if (!next) return false;
  next.value = href;
  form.elements.namedItem("serial").value = nextSerial();
  leaving = true;
  HTMLFormElement.prototype.submit.call(form);
  return true;
}

/* Text that cannot become a value exists on this page alone, so it is shown once more before the page is left. */
const hasUnsavable = () => part("saved")?.dataset.unsavable !== undefined;

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!(isDirty() || hasUnsavable()) || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  const href = link.pathname + link.search + link.hash;
  if (failures) {
    event.preventDefault();
    waiting = () => location.assign(href);
    retry();
  } else if (saveAndGo(href)) event.preventDefault();
});

/* Copies and downloads come from the server, so it must have every edit first. */
document.addEventListener("click", (event) => {
  const taken = event.target.closest?.("a[download], [data-copy-url]");
  if (!taken || !isDirty() || refused) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting = () => taken.click();
  if (failures) retry();
}, true);

/* Other forms (version, duplicate) act on the draft as saved, so the server must have every edit first. */
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form === stepForm() || form.id === "rescue" || form.method !== "post" || !stepForm() || !isDirty() || refused) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting = () => form.isConnected && form.requestSubmit(submitter?.isConnected ? submitter : null);
  if (failures) retry();
}, true);

addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  leaving = true;
  setTimeout(() => { leaving = false; }, 2000);
});

/* What was typed before htmx listened (early.js) is an edit, too; one event of each control says so now. */
addEventListener("DOMContentLoaded", () => {
  const controls = new Set(window.typedEarly);
  window.typedEarly = null;
  setTimeout(() => {
    for (const control of controls) {
      if (!isOfStep(control)) continue;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      if (control.matches("[data-reshapes]")) control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
});

/* For the rest of the page: how many edits there were, and whether there is anything that the server does not have. */
export const editsSoFar = () => edits;
export const isLeaving = () => leaving;
export const isUnsaved = () => isDirty() || hasUnsavable();
/* Whether it cannot be sent as it is: it was refused, or is no value, or fields on their way must come before the text. */
export const isStuck = () => failures > 0 || refused || hasUnsavable() || !navigator.onLine;
export const areFieldsSent = () => [...sent.keys()].some((xhr) => ofFields.has(xhr));

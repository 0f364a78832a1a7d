/*
After each response of the server: messages go to their fields, the YAML lines of the current field are marked, scroll
positions and focus are kept, and the change is announced once to screen readers.
*/
import { headingOfStep, icon, isOfStep, isWithin, part } from "./elements.js";
import { isQuiet } from "./quiet.js";

const SIGNS = { error: "error", warning: "warning", advice: "bulb", hint: "bulb" };
const kept = new Map(); // id of a part that is being replaced -> its scroll position, and what in it had the focus
const swapped = new Set(); // ids of the parts that this response replaced
let path = null; // of the current control
let announced = null;
let taskSaid = null; // what was said last of the course's task
let timer = 0;
let lost = null; // where the focus was before this response
let held = null; // the control that is worked on, and where in the window it stood before this response

function messageOf(item) {
  const said = document.createElement("p");
  const text = document.createElement("span");
  said.className = `message message--${item.dataset.kind}`;
  text.append(...[...item.childNodes].map((node) => node.cloneNode(true)));
  said.append(icon(SIGNS[item.dataset.kind] ?? "info"), text);
  return said;
}

const isOfPane = (id) => id === "yaml" || id.startsWith("yaml-");

const kindAndText = (element) => `${element.className} ${element.textContent.replace(/\s+/g, " ").trim()}`;

/* A hint that follows the values, and what a select then calls the choice of nothing. */
function placeHint({ dataset, textContent }) {
  const hint = part(`${dataset.hint}-hint`);
  const unset = (part(`${dataset.hint}-unit`) ?? part(dataset.hint))?.querySelector('option[value=""]');
  if (hint && hint.textContent !== textContent) hint.textContent = textContent;
  if (unset && unset.textContent !== dataset.unset) unset.textContent = dataset.unset;
}

/* What repeats a value elsewhere on the page: the title of the step, the name of the file. */
function placeEcho({ dataset, textContent }) {
  if (dataset.echo === "page") document.title = textContent;
  for (const place of document.querySelectorAll(`[data-follows="${dataset.echo}"]`)) {
    if (place.textContent !== textContent) place.textContent = textContent;
  }
}

/* The title of a row, also where its buttons name it. */
function placeTitle({ dataset, textContent }) {
  const row = part(dataset.row);
  const title = row?.querySelector(":scope > .rows__title");
  const old = title?.textContent;
  if (!title || old === textContent) return;
  title.textContent = textContent;
  for (const named of row.querySelectorAll(":scope > [aria-label], :scope > .rows__tools > [aria-label]")) {
    named.setAttribute("aria-label", named.getAttribute("aria-label").replace(old, () => textContent));
  }
}

const PLACED = { hint: placeHint, echo: placeEcho, row: placeTitle };

function placeMessages() {
  const messages = new Map();
  for (const item of part("messages")?.children ?? []) {
    const kind = Object.keys(PLACED).find((name) => name in item.dataset);
    if (kind) {
      PLACED[kind](item);
      continue;
    }
    const name = item.dataset.for;
    messages.set(name, [...(messages.get(name) ?? []), item]);
  }
  for (const slot of document.querySelectorAll("[data-says]")) {
    const wanted = (messages.get(slot.dataset.says) ?? []).map(messageOf);
    if (!slot.children.length && isQuiet(slot.dataset.says)) continue;
    if (wanted.map(kindAndText).join("\n") !== [...slot.children].map(kindAndText).join("\n")) {
      slot.replaceChildren(...wanted);
      window.htmx?.process(slot);
    }
  }
  for (const control of part("step-form")?.elements ?? []) {
    if (!control.name || control.type === "hidden" || control.type === "submit") continue;
    const wrong = (messages.get(control.name) ?? []).some((item) => item.dataset.kind === "error");
    if (wrong && isQuiet(control.name) && !control.hasAttribute("aria-invalid")) continue;
    if (wrong) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}

/* The lines of the current field are marked, and more quietly those of the step. */
function markLines() {
  const yaml = part("yaml");
  if (!yaml) return;
  const place = document.activeElement.closest("#step [data-path]");
  if (place) path = place.dataset.path;
  const paths = part("step").dataset.paths.split(" ").filter(Boolean);
  let first = null;
  for (const line of yaml.querySelectorAll(".l")) {
    const at = line.dataset.path;
    const marked = path !== null && at !== undefined && isWithin(at, path);
    line.classList.toggle("l--focus", marked);
    line.classList.toggle("l--step", at !== undefined && paths.some((one) => isWithin(at, one)));
    if (marked) first ??= line;
  }
  show(first);
}

/* Scroll the pane so far that a line is in sight. */
function show(line) {
  const yaml = part("yaml");
  if (!line || !yaml.clientHeight) return;
  const top = line.getBoundingClientRect().top - yaml.getBoundingClientRect().top + yaml.scrollTop;
  if (top < yaml.scrollTop || top + line.offsetHeight > yaml.scrollTop + yaml.clientHeight) {
    yaml.scrollTop = Math.max(0, top - yaml.clientHeight / 3);
  }
}

/* What an action changed: its lines come into sight, and its sentence is read to those who do not see it. */
function sayChange() {
  const said = document.querySelector("#last-change [data-line]");
  if (!said) return false;
  const lines = [...document.querySelectorAll("#yaml .l")];
  const number = Number(said.dataset.line) - Number(lines[0]?.querySelector(".l__n").textContent);
  show(lines[Math.min(number, lines.length - 1)]);
  part("live").textContent = said.querySelector("[data-text]").textContent;
  return true;
}

function announce() {
  const now = part("problems")?.dataset.announce ?? null;
  const task = part("task")?.dataset.announce ?? null;
  const news = [...(task === taskSaid ? [] : [task]), ...(now === announced ? [] : [now])].filter(Boolean);
  taskSaid = task;
  if (now !== null && now !== announced) {
    announced = now;
    for (const echo of document.querySelectorAll("[data-verdict]")) echo.textContent = now;
  }
  if (news.length === 0) return;
  clearTimeout(timer);
  timer = setTimeout(() => { part("live").textContent = news.join(" "); }, 1000);
}

/* A selector that finds the focused element again in the part that replaces this one. */
function focused(root) {
  const element = document.activeElement;
  if (!root.contains(element)) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const name of ["href", "formaction", "value", "data-path"]) {
    const value = element.getAttribute(name);
    if (value) return `${element.localName}[${name}=${CSS.escape(value)}]`;
  }
  return null;
}

/* What has the focus in the step, and how far from the top of the window it stands. */
function hold() {
  const element = document.activeElement;
  return element.closest("#step") && { name: element.name, op: element.value, top: element.getBoundingClientRect().top };
}

/* Scroll so far that it stands there again, unless the focus has gone elsewhere. */
function steady({ name, op, top }) {
  const element = document.activeElement;
  if (!element.closest("#step") || element.name !== name || (name === "op" && element.value !== op)) return;
  const moved = element.getBoundingClientRect().top - top;
  const pane = element.closest(".step-pane");
  if (moved) (pane.scrollHeight > pane.clientHeight ? pane : window).scrollBy({ top: moved, behavior: "instant" });
}

function keep({ detail }) {
  held ??= hold();
  lost ??= whence();
  const root = detail.target;
  if (!root?.id) return;
  const [move] = /^(up|down):/.exec(document.activeElement.value ?? "") ?? [];
  kept.set(root.id, { top: root.scrollTop, left: root.scrollLeft, focus: focused(root), move, folds: folds(root) });
  // htmx cleans up each element that it removes, one by one; the thousands of a long manifest are removed at once.
  if (root.id === "yaml") root.replaceChildren();
}

/* The state of the folds, by their ids. */
function folds(root) {
  return new Map([...root.querySelectorAll("details[id]")].map((fold) => [fold.id, fold.open]));
}

function restore(id) {
  const root = part(id);
  const before = kept.get(id);
  if (!root || !before) return;
  for (const [fold, open] of before.folds) if (part(fold)) part(fold).open = open;
  root.scrollTop = before.top;
  root.scrollLeft = before.left;
  if (before.focus && document.activeElement === document.body) root.querySelector(before.focus)?.focus({ preventScroll: true });
}

const fixes = () => [...part("problems").querySelectorAll("button[name=op]")];

/* Where the focus is: at which of the fixes in the list of problems, on which line of an action, at which field. */
function whence() {
  const element = document.activeElement;
  return {
    fix: fixes().indexOf(element),
    isInChange: Boolean(element.closest("#last-change")),
    isInHistory: Boolean(element.closest("#history")),
    path: element.closest("#step [data-path]")?.dataset.path ?? null,
  };
}

/* Where the focus goes when what had it is gone: to its like, to the field that it was about, or to the step. */
function heir() {
  const found = [
    lost.fix >= 0 && (fixes()[lost.fix] ?? fixes().at(-1)),
    (lost.isInChange || lost.fix >= 0) && document.querySelector("#last-change button"),
    lost.isInHistory && document.querySelector("#history button:enabled"),
    lost.path && document.querySelector(`#step [data-path="${CSS.escape(lost.path)}"] :is(input:not([type=hidden]), select, textarea)`),
    headingOfStep(),
  ];
  return found.find(Boolean);
}

/*
Focus the control that the server names, unless the user is typing. If it names none, nothing moves, and only a focus that
would otherwise be lost is passed on. After a row is moved up or down, the same button of that row keeps the focus.
*/
function moveFocus() {
  if (document.activeElement.matches("#step :is(input, textarea, select)")) return;
  const wanted = part("step")?.dataset.focus || "step";
  const move = kept.get("step")?.move;
  const button = move && part(wanted)?.querySelector(`button[value^="${move}"]:enabled, button[value^="up:"]:enabled, button[value^="down:"]:enabled`);
  if (button) {
    button.focus();
    return;
  }
  if (wanted === "step") {
    if (document.activeElement === document.body) heir().focus({ preventScroll: true });
    return;
  }
  document.dispatchEvent(new CustomEvent("reveal", { detail: wanted }));
}

function settle() {
  for (const id of swapped) restore(id);
  if (swapped.has("messages")) placeMessages();
  if (swapped.has("step")) moveFocus();
  if (swapped.has("step") || [...swapped].some(isOfPane)) markLines();
  if (swapped.has("last-change")) sayChange();
  if (held) steady(held);
  held = null;
  lost = null;
  announce();
  swapped.clear();
  kept.clear();
}

function collect({ target }) {
  if (!swapped.size) queueMicrotask(settle);
  swapped.add(target.id ?? "");
}

/* What this page's parts were drawn as: the answer leaves out those that would be the same. The editor wants the whole text. */
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!isOfStep(detail.elt) || document.querySelector(".is-editing")) return;
  detail.headers["Drawn-Parts"] = [...document.querySelectorAll("[data-drawn]")].map(({ dataset }) => dataset.drawn).join(" ");
});

document.addEventListener("loud", placeMessages);
document.addEventListener("htmx:beforeSwap", keep);
document.addEventListener("htmx:oobBeforeSwap", keep);
document.addEventListener("htmx:afterSwap", collect);
document.addEventListener("htmx:oobAfterSwap", collect);
document.addEventListener("focusin", ({ target }) => {
  if (!target.closest("#step")) return;
  path = target.closest("[data-path]")?.dataset.path ?? null;
  markLines();
});

/* A pair's path follows its key as that is typed. */
document.addEventListener("input", ({ target }) => {
  const map = /^(.+)#\d+\.key$/.exec(target.name ?? "");
  const row = map && target.closest("li[data-path]");
  if (!row) return;
  for (const place of [row, ...row.querySelectorAll("[data-path]")]) place.dataset.path = `${map[1]}[${target.value.trim()}]`;
});
announced = part("problems")?.dataset.announce ?? null;
taskSaid = part("task")?.dataset.announce ?? null;
markLines();
if (!sayChange() && part("yaml")) show(document.querySelector("#yaml .l--focus") ?? document.querySelector("#yaml .l--step"));
if (part("messages")?.children.length) placeMessages();

/*
The YAML editor: Ace in place of the pane. Its text is posted in a textarea of the step's form, so that saving, leaving,
undo and two tabs work as for every control. While the form is older than the text it is inert, so that the two never
conflict.
*/
import { complete, explain, nextIndent } from "./editor-help.js";
import { carryOver } from "./changes.js";
import { fetched, isOfStep, part, textAt, textOfPane } from "./elements.js";
import { judge } from "./verdict.js";

const REDRAW_AFTER = 350; // ms without typing, after the text is saved, until the form follows
const parts = part("editor-parts");
const pane = document.querySelector("section.yaml");
let editor = null;
let box = null; // the textarea
let served = ""; // the text that the server has
let asked = ""; // the editor's text when the last request was sent
let isOwn = false; // whether that request was the editor's
let fetches = 0; // how many times the text as it is now is being fetched
let edits = 0; // of the form's fields
let savedEdits = 0;
let carried = 0; // of the edits, by the last request
let isBehind = false; // whether the form shows an older text
let isClosing = false;
let isQuiet = false; // while a text from the server is put in
let goesToProblem = false; // whether the caret goes where the text cannot be read, once that is known
let wantsForm = false; // whether the next answer must bring the form
let point = null; // where the user pressed on the inert form
let timer = 0;

const isOpen = () => pane.classList.contains("is-editing");
const isUnreadable = () => isOpen() && part("editor-problem").dataset.line !== undefined;

async function load() {
  const { ace, mode, tools, search, styles } = parts.dataset;
  const [aceStyle, ourStyle] = styles.split(" ");
  await fetched("link", { rel: "stylesheet", href: aceStyle });
  await Promise.all([fetched("link", { rel: "stylesheet", href: ourStyle }), fetched("script", { src: ace })]);
  window.ace.config.set("useStrictCSP", true);
  window.ace.config.set("loadWorkerFromBlob", false);
  window.ace.config.setModuleUrl("ace/ext/searchbox", search);
  await Promise.all([fetched("script", { src: mode }), fetched("script", { src: tools })]);
}

function build() {
  pane.append(parts.content.cloneNode(true));
  box = pane.querySelector("textarea[name=yaml]");
  window.htmx.process(box);
  editor = window.ace.edit(part("editor"), {
    theme: { cssClass: "ace-podbuilder", isDark: false, cssText: "" },
    enableKeyboardAccessibility: true,
    textInputAriaLabel: "The manifest as YAML. Escape, then Tab, leaves the editor.",
    enableBasicAutocompletion: true,
    enableLiveAutocompletion: true,
    // One request when typing pauses, not one for each letter, whose responses could arrive out of order.
    liveAutocompletionDelay: 120,
    useWorker: false,
    useSoftTabs: true,
    tabSize: 2,
    fontSize: 13,
    showPrintMargin: false,
    scrollPastEnd: 0.2,
    useSvgGutterIcons: false,
  });
  editor.session.setMode("ace/mode/yaml", () => { editor.session.getMode().getNextLineIndent = nextIndent; });
  editor.renderer.setPadding(8);
  editor.completers = [complete(editor, parts.dataset.complete)];
  explain(editor, parts.dataset.about);
  // These would load files that we do not serve, or use keys of the page.
  editor.commands.removeCommands(["showSettingsMenu", "openCommandPalette", "openCommandPallete", "toggleParentFoldWidget"]);
  editor.on("change", changed);
  // What is said below it takes its room: the line that is being typed stays in sight.
  new ResizeObserver(() => {
    editor.resize();
    if (editor.isFocused()) editor.renderer.scrollCursorIntoView();
  }).observe(part("editor"));
}

/* Bring what has become of `base` on the server into the editor: only what differs, so that caret and folds stay. */
function put(text, base = editor.getValue()) {
  const change = carryOver(base, text, editor.getValue());
  if (!change) return;
  const doc = editor.session.doc;
  const Range = window.ace.require("ace/range").Range;
  isQuiet = true;
  editor.session.replace(Range.fromPoints(doc.indexToPosition(change.from), doc.indexToPosition(change.to)), change.added);
  isQuiet = false;
  box.value = editor.getValue();
}

/* The form is inert while the text is newer; the text is posted with it only then. */
function rest() {
  const rests = isOpen() && (isBehind || editor.getValue() !== served);
  if (box) box.disabled = !rests;
  const form = part("step-form");
  if (form) form.inert = rests;
}

function changed() {
  if (isQuiet) return;
  clearTimeout(timer);
  box.value = editor.getValue();
  isBehind = true;
  rest();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function check() {
  clearTimeout(timer);
  wantsForm = true;
  box.value = editor.getValue();
  box.dispatchEvent(new Event("check"));
}

function discard() {
  say("");
  put(served);
  isBehind = true;
  check();
  editor.focus();
}

/* The text without what is in its way, as the server sent it along. */
function clean() {
  put(part("editor-problem").querySelector("[data-editor-cleaned]").content.textContent);
  isBehind = true;
  check();
  editor.focus();
}

function say(text, line) {
  const problem = part("editor-problem");
  delete problem.dataset.line;
  if (line !== undefined) problem.dataset.line = line;
  problem.replaceChildren(text);
  judge(!isUnreadable());
}

/* The list of problems has the server's messages for each line; a line that cannot be parsed comes first. */
function annotate() {
  const found = [...document.querySelectorAll("#problems .problem[data-line]")].map((item) => ({
    row: Math.max(Number(item.dataset.line) - 1, 0),
    column: 0,
    type: item.classList.contains("problem--error") ? "error" : "warning",
    text: item.querySelector(".problem__text p").textContent.replace(/^\s*(error|warning): /, ""),
  }));
  const { line, column } = part("editor-problem").dataset;
  const broken = line !== undefined && {
    row: Math.max(Number(line) - 1, 0), column: Math.max(Number(column) - 1, 0), type: "error",
    text: part("editor-problem").querySelector("span")?.textContent ?? "",
  };
  editor.session.setAnnotations(broken ? [broken, ...found.filter(({ row }) => row !== broken.row)] : found);
  mark(broken);
}

let marker = null;
function mark(broken) {
  if (marker !== null) editor.session.removeMarker(marker);
  const Range = window.ace.require("ace/range").Range;
  marker = broken ? editor.session.addMarker(new Range(broken.row, 0, broken.row, 1), "editor__broken", "fullLine") : null;
}

/* Of a long text the pane has only a part. If it was not the editor that changed it, all of it is fetched. */
async function wholeText() {
  fetches += 1;
  try {
    return await textAt(pane.querySelector("[data-copy-url]").dataset.copyUrl);
  } catch {
    editor.setReadOnly(true);
    say("The text as it is now could not be fetched. Reload the page to edit it.");
    return null;
  } finally {
    fetches -= 1;
  }
}

/* After a response: the pane shows the text that the server has now. */
async function follow(ids) {
  if (!isOpen()) return;
  if (ids.has("yaml")) {
    const isCut = "cut" in part("yaml").dataset;
    const mustFetch = isCut && !isOwn;
    if (mustFetch && editor.getValue() !== asked) changed();
    const text = mustFetch ? await wholeText() : isCut ? asked : textOfPane();
    if (text === null) return;
    put(text, asked);
    asked = text;
    served = text;
    say("");
    // What was typed meanwhile has waited for it.
    if (!isOwn && !fetches && editor.getValue() !== served) changed();
    if (ids.has("step")) isBehind = editor.getValue() !== served;
    else if (isBehind && editor.getValue() === served) timer = setTimeout(check, REDRAW_AFTER);
  }
  if (ids.has("conflict") && !ids.has("step") && document.querySelector("#conflict > *")) {
    const link = Object.assign(document.createElement("a"), { href: "#conflict", textContent: "Choose what to keep" });
    say("");
    part("editor-problem").append("This draft was changed in another tab. ", link);
  }
  rest();
  if (ids.has("step") && point) press();
  annotate();
  judge(!isUnreadable());
  if (goesToProblem && isUnreadable()) goToProblem();
  if (!isClosing) return;
  if (isUnreadable()) {
    isClosing = false;
    goToProblem();
  } else if (editor.getValue() === served && !isBehind) shut();
}

function goToProblem() {
  const { line, column } = part("editor-problem").dataset;
  goesToProblem = false;
  editor.gotoLine(Number(line), Math.max(Number(column) - 1, 0));
  editor.focus();
}

/* A press on the inert form goes to the element at the same point of the new form. */
function press() {
  const element = document.elementFromPoint(point.x, point.y)?.closest("#step :is(input, select, textarea, button, a, summary, label)");
  point = null;
  if (element?.matches("button, a, summary, label")) element.click();
  else element?.focus();
}

/* With the draft's text in it, or with one that could not be read when it was written. */
export async function open(unreadable) {
  const details = pane.closest("details");
  if (details) details.open = true;
  if (isOpen()) {
    editor.focus();
    return;
  }
  if (!window.ace) await load();
  pane.classList.add("is-editing");
  served = textOfPane();
  if (editor) put(served);
  else {
    build();
    isQuiet = true;
    editor.session.setValue(served);
    isQuiet = false;
    box.value = served;
  }
  asked = served;
  isOwn = false;
  rest();
  annotate();
  draw();
  const line = [...part("yaml").querySelectorAll(".l")].findIndex((one) => one.matches(".l--focus"));
  editor.gotoLine(line + 1 || 1, 0, false);
  editor.resize();
  editor.focus();
  if (unreadable === undefined) return;
  goesToProblem = true;
  editor.session.setValue(unreadable);
}

function close() {
  if (editor.getValue() === served && !isBehind) shut();
  else if (isUnreadable() && editor.getValue() === asked) {
    goToProblem();
  } else {
    isClosing = true;
    check();
  }
}

function shut() {
  isClosing = false;
  pane.classList.remove("is-editing");
  rest();
  draw();
  part("edit").focus();
}

function draw() {
  part("edit").hidden = isOpen();
  part("edited").hidden = !isOpen();
}

/*
Fields and text are saved one after the other, each on top of what the other became, so that neither takes the other back:
the text waits for fields that are not saved yet, and for the whole text while that is fetched.
*/
function takeTurns(event) {
  const { elt, parameters } = event.detail;
  if (!isOpen() || !isOfStep(elt)) return;
  // htmx sends what waited before the page has followed the last response.
  if (swapped.size) settle();
  const isText = elt === box;
  const isDirty = edits > savedEdits;
  if ((fetches && !box.disabled) || (isText && isDirty)) {
    event.preventDefault();
    if (isDirty) setTimeout(() => part("step-form").dispatchEvent(new Event("input", { bubbles: true })));
    return;
  }
  if (isDirty) parameters.delete("yaml");
  else if (isText) parameters.set("yaml", box.value);
  isOwn = isText;
  asked = isDirty ? served : editor.getValue();
  carried = edits;
  if (!isText) return;
  if (wantsForm) parameters.set("form", "1");
  wantsForm = false;
}
document.addEventListener("htmx:configRequest", takeTurns);
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && isOfStep(detail.elt) && detail.elt !== box) savedEdits = carried;
});
document.addEventListener("input", ({ target }) => {
  if (isOfStep(target) && target.name && target !== box) edits += 1;
}, true);

const swapped = new Set();
function settle() {
  const ids = new Set(swapped);
  swapped.clear();
  if (ids.size) follow(ids);
}
function collect({ target }) {
  if (!swapped.size) queueMicrotask(settle);
  swapped.add(target.id ?? "");
}
document.addEventListener("htmx:afterSwap", collect);
document.addEventListener("htmx:oobAfterSwap", collect);

document.addEventListener("click", (event) => {
  if (event.target.closest?.("#edited")) close();
  if (event.target.closest?.("[data-editor-discard]")) discard();
  if (event.target.closest?.("[data-editor-clean]")) clean();
  // The server does not have a text that it could not parse, so the text on the screen is copied.
  const copies = event.target.closest?.("[data-copy-url]");
  if (copies && isUnreadable()) copies.dataset.copyText = editor.getValue();
  else if (copies) delete copies.dataset.copyText;
  const button = event.target.closest?.("#undo, #redo");
  // A text that the server could not parse is not in its history, but in the editor's own.
  if (!button || !isUnreadable()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (button.id === "undo") editor.undo();
  else editor.redo();
}, true);

document.addEventListener("pointerdown", ({ target, clientX, clientY }) => {
  if (!isOpen() || !part("step-form")?.inert || !target.closest?.(".step-pane")) return;
  if (isUnreadable()) return;
  point = { x: clientX, y: clientY };
  check();
});

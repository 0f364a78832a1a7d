/* Keyboard shortcuts. Each presses a button or link of the page, so no key does anything that they cannot. */
import { part } from "./elements.js";

const BOXES = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])";

function press(selector) {
  const element = document.querySelector(selector);
  if (!element || element.disabled) return false;
  element.click();
  return true;
}

function act(event) {
  const { key, altKey, target } = event;
  const command = event.ctrlKey || event.metaKey;
  const inBox = target.matches?.(BOXES);
  if (command && key === "Enter") return press("a[data-key=review]");
  if (command && !event.shiftKey && key.toLowerCase() === "s") return press("a[data-key=save]");
  if (altKey && !command && (key === "ArrowUp" || key === "ArrowDown")) {
    // Here these keys already have a meaning.
    if (target.matches?.("textarea, select, input[list]")) return false;
    return press(key === "ArrowUp" ? "a[rel=prev]" : "a[rel=next]");
  }
  // The fix that is offered for the current field.
  if (altKey && !command && key === "Enter") {
    const fix = target.closest?.("[data-path]")?.querySelector("[data-key=fix]");
    fix?.click();
    return Boolean(fix);
  }
  if (inBox || altKey) return false;
  if (command && key.toLowerCase() === "z") return press(event.shiftKey ? "#redo" : "#undo");
  if (command) return false;
  if (key === "/" && part("find")) {
    const pane = part("find").closest("details");
    if (pane) pane.open = true;
    part("find").focus();
    part("find").select();
    return true;
  }
  if (key.toLowerCase() === "e") return press("#edit");
  if (key === "?") {
    part("keys").showModal();
    return true;
  }
  return false;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  if (act(event)) event.preventDefault();
});

/*
The YAML editor is loaded on demand; without JavaScript the same link leads to a page with a text box. A text that waits to be
mended is in it as the page opens.
*/
import { part } from "./elements.js";

const waiting = part("unreadable");
if (waiting) {
  const { open } = await import("./editor.js");
  await open(waiting.content.textContent);
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-editor]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  // Of a long text the pane holds a part only; the page with the text box has all of it.
  if (document.querySelector("#yaml[data-cut]")) return;
  event.preventDefault();
  try {
    const { open } = await import("./editor.js");
    await open();
  } catch {
    location.assign(link.href);
  }
}, true);

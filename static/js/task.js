/*
The box of the course's task: whoever closes it finds it closed at the draft's other steps, as long as the tab is open.
*/
import { part } from "./elements.js";

const box = () => part("task-details");
const KEY = `task-closed:${location.pathname.split("/")[2]}`;

function remember() {
  try {
    if (box().open) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, "1");
  } catch {
    // Without storage it is closed as long as the page.
  }
}

function wasClosed() {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

if (box() && wasClosed()) box().open = false;
// The event does not bubble.
document.addEventListener("toggle", ({ target }) => { if (target === box()) remember(); }, true);

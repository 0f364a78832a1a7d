/* The verdict is on a text that can be read: while the editor has none, nothing is said of an older one. */
import { icon, part } from "./elements.js";

const UNREAD = "The text cannot be read, so nothing can be said of it yet.";

export function judge(isRead) {
  const verdict = part("problems");
  verdict.querySelector(".verdict__unread")?.remove();
  verdict.toggleAttribute("data-unread", !isRead);
  if (!isRead) {
    const said = Object.assign(document.createElement("p"), { className: "verdict__unread" });
    said.append(icon("error"), UNREAD);
    verdict.prepend(said);
  }
  for (const echo of document.querySelectorAll("[data-verdict]")) echo.textContent = isRead ? verdict.dataset.announce : UNREAD;
}

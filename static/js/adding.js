/* The questions of a recipe follow its preview: the defaults of empty boxes, and which answers are wrong. */
import { part } from "./elements.js";

document.addEventListener("htmx:afterSettle", () => {
  for (const slot of document.querySelectorAll("[data-default]")) {
    const control = part(slot.id.replace(/-says$/, ""));
    if (!control) continue;
    if (control.localName === "input") control.placeholder = slot.dataset.default;
    if (slot.querySelector(".message--error")) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
});

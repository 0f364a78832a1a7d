/* Questions follow their preview: the defaults of empty boxes, and which answers are wrong. */
import { part } from "./elements.js";

document.addEventListener("htmx:afterSettle", () => {
  for (const slot of document.querySelectorAll("[data-question]")) {
    const control = part(slot.dataset.question);
    if (!control) continue;
    if (control.localName === "input" && "default" in slot.dataset) control.placeholder = slot.dataset.default;
    if (slot.querySelector(".message--error")) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
});

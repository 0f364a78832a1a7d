/*
The search box over all fields: a combobox whose list the server draws. The focus stays in the box; the arrow keys move
through the list, Enter goes to the field, Escape closes the list.
*/
import { part } from "./elements.js";

const box = part("find");
const list = () => part("found");
const options = () => [...list().querySelectorAll("[role=option]")];
const isOpen = () => !list().hidden;
let chosen = -1;

function mark(number) {
  const all = options();
  chosen = all.length ? (number + all.length) % all.length : -1;
  all.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
  if (chosen < 0) box.removeAttribute("aria-activedescendant");
  else {
    box.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }
}

function show(open) {
  list().hidden = !open;
  box.setAttribute("aria-expanded", String(open && options().length > 0));
  if (!open) {
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    return;
  }
  const { left, bottom } = box.getBoundingClientRect();
  // On the form, because a list that is swapped in loses its own style.
  box.form.style.setProperty("--found-left", `${left}px`);
  box.form.style.setProperty("--found-top", `${bottom + 4}px`);
}

/* A button sets a field: the server says what that changed. A link's control gets the focus at once if it is on this
page; otherwise the link leads to it by the server. */
function choose(option, event) {
  if (option.matches("button")) {
    show(false);
    box.value = "";
    return;
  }
  const field = document.querySelector(`#step .field[data-path="${CSS.escape(option.dataset.field)}"] .input`);
  show(false);
  box.value = "";
  if (!field?.id) return;
  event.preventDefault();
  document.dispatchEvent(new CustomEvent("reveal", { detail: field.id }));
}

function press(event) {
  const { key } = event;
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape" && (isOpen() || box.value)) {
    if (isOpen()) show(false);
    else box.value = "";
  } else if ((key === "ArrowDown" || key === "ArrowUp") && options().length) {
    const first = key === "ArrowDown" ? 0 : -1;
    const next = chosen < 0 ? first : chosen + (key === "ArrowDown" ? 1 : -1);
    if (!isOpen()) show(true);
    mark(next);
  } else if (key === "Enter" && isOpen() && options().length && list().dataset.asked === box.value) {
    options()[Math.max(chosen, 0)].click();
  } else return;
  event.preventDefault();
}

if (box) {
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": "found",
    "aria-expanded": "false",
    "aria-keyshortcuts": "/",
  })) box.setAttribute(name, value);
  box.addEventListener("keydown", press);
  box.addEventListener("focus", () => { if (box.value && options().length) show(true); });
  box.addEventListener("blur", () => show(false));
  // A click in the list must not take the focus first: the list would be gone before it lands.
  document.addEventListener("mousedown", (event) => { if (event.target.closest?.("#found")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.("#found [role=option]");
    if (option && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey) choose(option, event);
  }, true);
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.requestConfig?.elt !== box) return;
    // What this list answers: on a slow machine more may have been typed since.
    list().dataset.asked = detail.requestConfig.parameters[box.name];
    show(Boolean(box.value.trim()) && document.activeElement === box);
    chosen = -1;
    const count = options().length;
    const said = count === 1 ? "1 field found" : `${count || "No"} fields found`;
    const first = options()[0]?.querySelector(".found__label--set")?.parentElement;
    if (isOpen()) part("live").textContent = first ? [...first.children].map((each) => each.textContent.trim()).join(". ") : said;
  });
}

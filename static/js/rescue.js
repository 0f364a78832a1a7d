/*
When a draft cannot be saved because it is not within reach of whoever is signed in now: what happened, how to go on, and what
was typed taken along, as a new draft or as a file.
*/
import { part, textOfPane } from "./elements.js";

/* What the page posts of itself; the copy is another draft. */
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "base", "tab_id", "serial", "mends", "op", "next"]);

function explanation(kind, name, owner) {
  if (kind === "refused") return "The server does not take this page’s form. Podbuilder needs its cookies for that: allow them, then save again.";
  if (!name && owner) return `You are no longer signed in. Sign in as ${owner} in another tab, and this page saves what you typed.`;
  if (name && name !== owner) {
    return `${name} is signed in now, and has no such draft. ${owner ? `Sign in as ${owner} in another tab to save here, or take` : "Take"} what you typed along.`;
  }
  return "This draft is gone: it was deleted, or the cookie that made it this browser’s is. Take what you typed along.";
}

/* `kind` is "gone", "refused", or "" once there is nothing to say. `name` is signed in now, `owner` was. */
export function sayOutOfReach(kind, name, owner) {
  const notice = part("out-of-reach");
  const why = notice.querySelector("[data-why]");
  const text = kind ? explanation(kind, name, owner) : "";
  notice.hidden = !kind;
  notice.querySelector("[data-sign-in]").hidden = kind !== "gone" || !owner || name === owner;
  if (why.textContent !== text) why.textContent = text;
  for (const whole of notice.querySelectorAll("[name=as]")) whole.hidden = isCut();
  for (const some of notice.querySelectorAll("[data-cut-only]")) some.hidden = !isCut();
}

/*
The copy is made of the manifest and of everything that the form holds now. The manifest is in the editor or in the pane; of
a long one the pane has only a part, and then what was changed in the form is all that can be taken along.
*/
const editorText = () => document.querySelector(".is-editing textarea[name=yaml]")?.value;
const isCut = () => "cut" in part("yaml").dataset && editorText() === undefined;

part("rescue")?.addEventListener("submit", () => {
  const form = part("rescue");
  for (const old of form.querySelectorAll("[data-typed]")) old.remove();
  form.elements.namedItem("manifest").value = editorText() ?? textOfPane();
  form.elements.namedItem("step").value = location.pathname.split("/edit/")[1].replace(/\/$/, "");
  for (const [name, value] of new FormData(part("step-form"))) {
    if (NOT_TYPED.has(name)) continue;
    const copy = Object.assign(document.createElement("textarea"), { name, value, hidden: true });
    copy.dataset.typed = "";
    form.append(copy);
  }
});

/* What a menu shows as the page comes. */
const drawnIn = (menu) => [...menu.options].find((option) => option.defaultSelected) ?? menu.options[0];

function isChanged(control) {
  if (control.options) return control.selectedOptions[0] !== drawnIn(control);
  return control.checked !== control.defaultChecked || control.value !== control.defaultValue;
}

/* The row of a map that a control belongs to: its key says nothing without its value. */
const rowOf = (name) => /^.*#\d+(?=\.)/.exec(name)?.[0];

/* The controls of the step that were changed since it was drawn, a line for each: its path and what is in it. */
function changedFields() {
  const controls = [...part("step-form").elements].filter(({ name, type }) => name && !NOT_TYPED.has(name) && !["hidden", "submit", "button"].includes(type));
  const changed = controls.filter(isChanged);
  const rows = new Set(changed.map(({ name }) => rowOf(name)).filter(Boolean));
  const taken = controls.filter((control) => changed.includes(control) || rows.has(rowOf(control.name)));
  return taken.map(lineOf).filter(Boolean).join("\n");
}

function lineOf({ name, type, checked, value }) {
  if (type === "radio" && !checked) return "";
  const text = type === "checkbox" && !checked ? "" : value;
  return text.includes("\n") ? `${name}: |\n${text.replace(/^/gm, "  ")}` : `${name}: ${text}`;
}

part("rescue")?.querySelector("[data-fields-file]").addEventListener("click", () => {
  const href = URL.createObjectURL(new Blob([`${changedFields()}\n`], { type: "text/plain" }));
  const link = Object.assign(document.createElement("a"), { href, download: "changed-fields.txt" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
});

/*
When a draft cannot be saved because it is not within reach of whoever is signed in now: what happened, how to go on, and what
was typed taken along, as a new draft or as a file.
*/
import { part, textOfPane } from "./elements.js";

/* What the page posts of itself; the copy is another draft. */
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "base", "tab_id", "op", "next"]);

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
}

/* The copy is made of the text in the pane and of everything that the form holds now. */
part("rescue")?.addEventListener("submit", () => {
  const form = part("rescue");
  for (const old of form.querySelectorAll("[data-typed]")) old.remove();
  form.elements.namedItem("manifest").value = textOfPane();
  form.elements.namedItem("step").value = location.pathname.split("/edit/")[1].replace(/\/$/, "");
  for (const [name, value] of new FormData(part("step-form"))) {
    if (NOT_TYPED.has(name)) continue;
    const copy = Object.assign(document.createElement("textarea"), { name, value, hidden: true });
    copy.dataset.typed = "";
    form.append(copy);
  }
});

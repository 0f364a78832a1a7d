/*
Filling in rows quickly. Lines like KEY=value, pasted into the first box of an empty row, become a row each; Enter at the end
of a row, such as a label or an argument, leads to the next, and behind the last one adds it. Both press the list's own button.
*/
const FIRST = /^(.+?)(?:#\d+\.key|\[\d+\]\.name)$/;

document.addEventListener("paste", (event) => {
  const { target, clipboardData } = event;
  const list = FIRST.exec(target.name ?? "")?.[1];
  const text = clipboardData?.getData("text/plain") ?? "";
  if (!list || target.value || !/[=\n]/.test(text.trim())) return;
  const add = document.querySelector(`#step button[value="${CSS.escape(`add:${list}`)}"]`);
  if (!add || !(list.endsWith(".env") || target.name.endsWith(".key"))) return;
  event.preventDefault();
  const carrier = Object.assign(document.createElement("input"), { type: "hidden", name: "pasted", value: text });
  add.form.append(carrier);
  add.value = `pairs:${list}`;
  add.focus({ preventScroll: true });
  add.click();
});

/* Lines are begun with Shift+Enter; in a text that has several already, with Enter as well. */
const takesEnter = ({ target }) => target.localName === "textarea" && target.value.includes("\n");

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const row = target.closest?.("#step li.rows__row");
  if (key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!row || !target.matches("textarea, .rows__row--plain input") || takesEnter(event)) return;
  const boxesOf = (one) => [...one.querySelectorAll("input:not([type=hidden]), textarea")];
  if (row.matches(".rows__row--plain") && boxesOf(row).at(-1) !== target) return;
  const next = row.nextElementSibling && boxesOf(row.nextElementSibling)[0];
  const add = row.closest(".list").querySelector(':scope > .buttons > button[value^="add:"]');
  if (!next && !add) return;
  event.preventDefault();
  if (next) next.focus();
  else if (target.value) {
    add.focus({ preventScroll: true });
    add.click();
  }
});

/*
Filling in rows quickly. Lines like KEY=value, pasted into the first box of an empty row, become a row each; Enter at the end
of the last pair, such as a label, adds the next. Both press the list's own button.
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

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const row = target.closest?.("#step li.rows__row--plain");
  if (key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!row || row.nextElementSibling || target.localName !== "input" || !target.value) return;
  const boxes = [...row.querySelectorAll("input:not([type=hidden])")];
  const add = row.closest(".list").querySelector(':scope > .buttons > button[value^="add:"]');
  if (boxes.at(-1) !== target || !add) return;
  event.preventDefault();
  add.focus({ preventScroll: true });
  add.click();
});

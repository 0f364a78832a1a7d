/*
A select that leads elsewhere goes there when somebody picks from its list: with the pointer, or with Enter or Space in
the open list. Arrow keys and letters pass through the choices one by one, so after those the form's button is shown
instead, and Enter presses it: nobody is taken away by looking.
*/
const KEYS_THAT_PICK = ["Enter", " "];
let last = {}; // the key that was pressed last, and where; nothing after the pointer

document.addEventListener("pointerdown", () => { last = {}; }, true);

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  last = { target, key };
  if (key !== "Enter" || !target.matches?.("[data-autosubmit][data-waits] select")) return;
  event.preventDefault();
  target.form.requestSubmit();
}, true);

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-autosubmit] select, [data-autosubmit] [type=file]")) return;
  const isPassing = target.matches("select") && last.target === target && !KEYS_THAT_PICK.includes(last.key);
  if (isPassing) target.form.dataset.waits = "";
  else target.form.requestSubmit();
});

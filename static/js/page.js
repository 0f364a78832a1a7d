/* Small parts of every page: theme, copying, notices, dialogs, panes, dropped files. */
import "./autosubmit.js";
import { part, textAt } from "./elements.js";

const root = document.documentElement;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ?? (prefersDark.matches ? "dark" : "light")) === "dark";

function say(text) {
  const live = part("live");
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 50);
}

/* The button switches to the other theme. If that is the system's, the choice is forgotten and the system followed. */
function drawTheme() {
  const button = document.querySelector("[data-theme-toggle]");
  const name = isDark() ? "Light theme" : "Dark theme";
  button.setAttribute("aria-label", name);
  button.title = name;
  button.querySelector("use").setAttribute("href", `${document.body.dataset.sprite}#${isDark() ? "sun" : "moon"}`);
}

function switchTheme() {
  const theme = isDark() ? "light" : "dark";
  const isSystems = (theme === "dark") === prefersDark.matches;
  if (isSystems) delete root.dataset.theme;
  else root.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; samesite=lax; max-age=${isSystems ? 0 : 31536000}`;
  drawTheme();
}

async function copy(button) {
  const label = button.querySelector("[data-label]") ?? button;
  const before = button.title;
  let said = "Copied";
  try {
    const { copyText, copyUrl } = button.dataset;
    await navigator.clipboard.writeText(copyText ?? await textAt(copyUrl));
  } catch {
    said = "Could not copy";
  }
  say(said);
  button.title = said;
  button.classList.add(said === "Copied" ? "is-done" : "is-failed");
  if (label !== button) label.textContent = said;
  setTimeout(() => {
    button.title = before;
    button.classList.remove("is-done", "is-failed");
    if (label !== button) label.textContent = label.dataset.label;
  }, 2000);
}

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-theme-toggle]")) switchTheme();
  const copied = target.closest("[data-copy-url], [data-copy-text]");
  if (copied) copy(copied);
  target.closest("[data-dismiss]")?.closest(".notice").remove();
  if (target.closest("[data-print]")) print();
  target.closest("[data-close]")?.closest("dialog").close();
  const opener = target.closest("[data-opens]");
  if (opener) part(opener.dataset.opens)?.showModal();
  if (target.matches("dialog[open]")) target.close(); // its backdrop
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
});

document.addEventListener("keydown", ({ key, target }) => {
  const menu = key === "Escape" && target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

/* A file dropped anywhere on a page with a file input is chosen in that input. */
const intake = document.querySelector("[data-drop]");
if (intake) {
  const box = intake.closest("details") ?? intake;
  const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    box.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) box.classList.remove("is-over"); });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    box.classList.remove("is-over");
    intake.querySelector("[type=file]").files = event.dataTransfer.files;
    intake.requestSubmit();
  });
}

/* A paste is scrolled to the first line that is marked, unless the address names one. */
const marked = document.querySelector(".pasted__line--marked");
if (marked && !location.hash) marked.closest(".pasted").scrollTop = marked.offsetTop - 60;

/* Browsers without ::details-content get the panes opened by script where there is room. */
if (!CSS.supports("selector(::details-content)")) {
  const wide = matchMedia("(min-width: 901px)");
  const open = () => { for (const pane of document.querySelectorAll(".outline-pane, .side-pane")) pane.open = wide.matches; };
  wide.addEventListener("change", open);
  open();
}

addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
prefersDark.addEventListener("change", drawTheme);
drawTheme();

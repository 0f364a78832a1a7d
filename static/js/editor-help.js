/* Help at the cursor of the YAML editor: completion from the catalogue, and the meaning of a field. */
import { part } from "./elements.js";

/* The server counts characters, the editor UTF-16 units. */
const characters = (line, units) => [...line.slice(0, units)].length;
const units = (line, count) => [...line].slice(0, count).join("").length;

async function ask(url, editor, { row, column }) {
  const { base } = document.querySelector("#step-form")?.elements ?? {};
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const body = new URLSearchParams({ yaml: editor.getValue(), line: row, column: characters(editor.session.getLine(row), column), base: base?.value ?? "" });
  const answer = await fetch(url, { method: "POST", body, credentials: "same-origin", headers: { "X-CSRFToken": token } });
  return answer.ok ? answer.json() : null;
}

export function complete(editor, url) {
  const { Range } = window.ace.require("ace/range");
  const completer = {
    id: "catalogue",
    // Without the dash, which starts a list item more often than it continues a name.
    identifierRegexps: [/[^\s:,[\]{}'"-]/],
    async getCompletions(_editor, session, position, prefix, done) {
      let found = null;
      try {
        found = await ask(url, editor, position);
      } catch {
        // Without a connection there are no completions; saving reports the error.
      }
      const line = session.getLine(position.row);
      const items = (found?.items ?? []).map((item, index) => ({
        caption: item.text,
        value: item.text,
        meta: item.kind,
        docText: item.doc,
        score: 1000 - index,
        insert: item.insert,
        again: item.again,
        from: units(line, found.start),
        rest: units(line, found.end) - position.column,
        completer,
      }));
      done(null, items);
    },
    insertMatch(_editor, item) {
      const { row, column } = editor.getCursorPosition();
      const end = editor.session.replace(new Range(row, item.from, row, column + Math.max(item.rest, 0)), item.insert);
      editor.selection.clearSelection();
      editor.moveCursorToPosition(end);
      if (item.again) setTimeout(() => editor.execCommand("startAutocomplete"), 0);
    },
  };
  return completer;
}

function card({ path, type, doc, facts }) {
  const node = document.createElement("div");
  node.className = "editor__about";
  const head = document.createElement("p");
  const name = Object.assign(document.createElement("code"), { textContent: path });
  head.append(name, " ", Object.assign(document.createElement("span"), { textContent: type }));
  node.append(head);
  if (facts.length) {
    const list = document.createElement("dl");
    for (const [term, value] of facts) {
      const row = document.createElement("div");
      row.append(Object.assign(document.createElement("dt"), { textContent: term }), Object.assign(document.createElement("dd"), { textContent: value }));
      list.append(row);
    }
    node.append(list);
  }
  if (doc) node.append(Object.assign(document.createElement("p"), { textContent: doc }));
  return node;
}

/* For the key under the pointer, and with F1 for the one at the cursor. */
export function explain(editor, url) {
  const { HoverTooltip } = window.ace.require("ace/tooltip");
  const { Range } = window.ace.require("ace/range");
  const tip = new HoverTooltip(document.body);
  let last = 0;

  async function show(position, event) {
    const mine = ++last;
    const beside = [position.column + 1, position.column].map((column) => editor.session.getTokenAt(position.row, column));
    const token = beside.find((one) => /\w/.test(one?.value ?? ""));
    if (!token) return "";
    const found = await ask(url, editor, position).catch(() => null);
    if (mine !== last || !found?.path) return "";
    const range = new Range(position.row, token.start, position.row, token.start + token.value.length);
    const node = card(found);
    tip.showForRange(editor, range, node, event);
    return node.textContent;
  }

  tip.setDataProvider((event) => { show(event.getDocumentPosition(), event); });
  tip.addToEditor(editor);
  editor.commands.addCommand({
    name: "explainField",
    description: "Explain the field at the cursor",
    bindKey: { win: "F1", mac: "F1" },
    readOnly: true,
    async exec() {
      const said = await show(editor.getCursorPosition());
      part("live").textContent = said || "Nothing is known about this position.";
    },
  });
  editor.on("change", () => tip.hide());
  editor.selection.on("changeCursor", () => tip.hide());
}

/* After a key the indent grows by two; after the first key of an item it is the column of that key. */
export function nextIndent(state, line, tab) {
  const [, lead, dashes, rest] = /^(\s*)((?:- +)*)(.*)$/.exec(line);
  const column = " ".repeat(lead.length + dashes.length);
  if (String(state) !== "start") return lead;
  if (/^[^#]*:\s*(?:[|>][-+\d]*\s*)?(?:#.*)?$/.test(rest)) return column + tab;
  return dashes && /:(?:\s|$)/.test(rest) ? column : lead;
}

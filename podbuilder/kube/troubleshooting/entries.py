"""Keys and values of describe output, YAML and JSON, read line by line so that a cut piece is read as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from podbuilder.kube.troubleshooting.paste_lines import PasteLine

_KEY = re.compile(r"(\"?)([A-Za-z][\w./ -]{0,62})\1:(?:\s|$)")
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?")
# Over how many lines a value is followed. A quote that is never closed would swallow the rest of the paste.
MOST_LINES_OF_VALUE = 40
# `\"` in a text of JSON or YAML.
_ESCAPES = str.maketrans({"\\": ""})


@dataclass(slots=True)
class Entry:
    """A key with its value, the lines on which these stand, and the entries below it. A list's item has the key -."""

    key: str
    value: str
    lines: list[PasteLine]
    indent: int
    children: list[Entry] = field(default_factory=list)
    # The key as describe and the API write it alike: `Exit Code` and exitCode are exitcode.
    name: str = ""

    def __post_init__(self) -> None:
        self.name = self.key.lower().replace(" ", "").replace("-", "") or self.key

    def child(self, *names: str) -> Entry | None:
        """The entry below this one that has one of these names."""
        return next((entry for entry in self.children if entry.name in names), None)

    def below(self) -> Iterator[Entry]:
        """This entry and all below it, in their order."""
        left = [self]
        while left:
            entry = left.pop()
            yield entry
            left.extend(reversed(entry.children))


def entries_of(lines: Iterable[PasteLine]) -> Entry:
    """A tree of the entries on some lines, under a root without a key."""
    root = Entry("", "", [], -1)
    stack = [root]
    for line in lines:
        text, indent = line.text.strip(), line.indent
        last = stack[-1]
        if _goes_on(last, indent):
            last.value = f"{last.value} {text}".strip()
            last.lines.append(line)
            continue
        while text == "-" or text.startswith("- "):
            _add(stack, Entry("-", "", [line], indent))
            after = text[1:].lstrip()
            indent += len(text) - len(after)
            text = after
        key = _KEY.match(text)
        if key:
            _add(stack, Entry(key[2], text[key.end() :].strip(), [line], indent))
        elif text:
            _add_text(stack[-1], text, line)
    for entry in root.below():
        entry.value = _plain(entry.value)
    return root


def is_entry(line: PasteLine) -> bool:
    """Whether a line begins with a key."""
    return bool(_KEY.match(line.text.strip()))


def _goes_on(entry: Entry, indent: int) -> bool:
    """Whether the value of an entry goes on over the end of its line."""
    value = entry.value
    if len(entry.lines) > MOST_LINES_OF_VALUE:
        return False
    quote = value[:1]
    if quote and quote in "'\"":
        return len(value) < 2 or not value.rstrip(",").endswith(quote) or value.endswith(f"\\{quote}")
    return bool(_BLOCK.fullmatch(value.partition(" ")[0])) and indent > entry.indent


def _add(stack: list[Entry], entry: Entry) -> None:
    """Adds an entry below the open one that holds it, and closes those that do not."""
    while not _holds(stack[-1], entry):
        stack.pop()
    stack[-1].children.append(entry)
    stack.append(entry)


def _holds(open_: Entry, entry: Entry) -> bool:
    # The items of a list may stand right below their key.
    right_below = entry.key == "-" and open_.key != "-"
    return open_.indent < entry.indent or (open_.indent == entry.indent and right_below)


def _add_text(entry: Entry, text: str, line: PasteLine) -> None:
    if len(entry.lines) > MOST_LINES_OF_VALUE:
        return
    entry.value = f"{entry.value} {text}".strip()
    entry.lines.append(line)


def _plain(value: str) -> str:
    """A value without its quotes."""
    first, _, rest = value.partition(" ")
    if _BLOCK.fullmatch(first):
        return rest
    value = value.rstrip(",")
    if len(value) > 1 and value[0] in "'\"" and value[0] == value[-1]:
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner.translate(_ESCAPES)
    return value

"""Documents as different people would write them: one document, many texts."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from podbuilder.kube.yamltext.quoting import double_quoted, is_plain, scalar, single_quoted


class Author:
    """Someone with habits of indenting and quoting, who also leaves comments and blank lines."""

    def __init__(self, random: Random, anchors: bool = False) -> None:
        self.anchors: dict[str, str] | None = {} if anchors else None
        self.random = random
        self.step = random.choice([2, 2, 2, 4, 3])
        self.dash = random.choice([0, 2])
        self.gap = random.choice([1, 1, 3])
        self.eol = random.choice(["\n", "\n", "\n", "\r\n"])
        self.comments = random.random() < 0.5
        self.flow = random.choice([0, 0, 0.2])
        self.comment_count = 0

    def text(self, document: Any) -> str:
        """A text that reads as the document."""
        lines = self._block(document, 0) if document else ["{}" if isinstance(document, dict) else "[]"]
        if self.random.random() < 0.2:
            lines.insert(0, "---")
        if self.comments:
            lines.insert(0, "# A licence, perhaps")
        text = self.eol.join(lines)
        # A block scalar at the very end would lose its last line break.
        return text if self.random.random() < 0.15 and "|" not in text else text + self.eol

    def _block(self, value: Any, column: int) -> list[str]:
        lines: list[str] = []
        entries = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
        for key, item in entries:
            lines += self._aside(column)
            lines += self._entry(key, item, column) if isinstance(value, dict) else self._item(item, column)
        return lines

    def _aside(self, column: int) -> list[str]:
        roll = self.random.random()
        if not self.comments or roll > 0.3:
            return []
        self.comment_count += 1
        if roll < 0.1:
            return [""]
        return [" " * column + f"# comment {self.comment_count}: x"]

    def _entry(self, key: str, item: Any, column: int) -> list[str]:
        head = " " * column + self._scalar(key, is_key=True) + ":"
        if self._alias(item):
            return [f"{head} {self._alias(item)}"]
        head += self._anchor(item)
        if not item or not isinstance(item, dict | list) or self.random.random() < self.flow:
            return self._inline(head, item, column)
        below = column + (self.step if isinstance(item, dict) else self.dash)
        return [head + self._trailing(), *self._block(item, below)]

    def _item(self, item: Any, column: int) -> list[str]:
        head = " " * column + "-"
        if self._alias(item):
            return [f"{head} {self._alias(item)}"]
        anchor = self._anchor(item)
        head += anchor
        if not item or not isinstance(item, dict | list) or self.random.random() < self.flow:
            return self._inline(head, item, column)
        inner = column + 1 + self.gap
        lines = self._block(item, inner)
        if anchor or not lines[0].strip() or lines[0].lstrip().startswith("#"):
            return [head, *lines]
        return [head + " " * self.gap + lines[0].lstrip(), *lines[1:]]

    def _alias(self, item: Any) -> str:
        name = self.anchors.get(repr(item)) if self.anchors and item else None
        return f"*{name}" if name else ""

    def _anchor(self, item: Any) -> str:
        """An anchor for some values, which the next equal ones will refer to; what is in them is theirs only."""
        if self.anchors is None or not item or self.random.random() < 0.5:
            return ""
        name = f"v{len(self.anchors)}"
        self.anchors[repr(item)] = name
        return f" &{name}"

    def _inline(self, head: str, item: Any, column: int) -> list[str]:
        if isinstance(item, dict | list):
            return [f"{head} {self._in_flow(item)}{self._trailing()}"]
        if isinstance(item, str) and item.strip() and item.endswith("\n") and "\n" in item[:-1] and item[0] != " ":
            return [f"{head} |{self._trailing()}", *(" " * (column + self.step) + line for line in item.splitlines())]
        if item is None and self.random.random() < 0.5:
            return [head + self._trailing()]
        return [f"{head} {self._scalar(item)}{self._trailing()}"]

    def _trailing(self) -> str:
        return "  # why" if self.comments and self.random.random() < 0.2 else ""

    def _scalar(self, value: Any, is_key: bool = False) -> str:
        if not isinstance(value, str):
            return scalar(value)
        styles = [double_quoted(value)]
        if (single := single_quoted(value)) is not None:
            styles.append(single)
        if is_plain(value):
            styles += [value] * (8 if is_key else 4)
        return self.random.choice(styles)

    def _in_flow(self, value: Any) -> str:
        if isinstance(value, dict):
            pairs = [f"{scalar(key, in_flow=True)}: {self._in_flow(item)}" for key, item in value.items()]
            return "{" + self.random.choice([", ", ","]).join(pairs) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self._in_flow, value)) + "]"
        return scalar(value, in_flow=True)


def written(document: Any, seed: int) -> str:
    """A text that says what the document says; the seed decides who wrote it."""
    random = Random(seed)
    if random.random() < 0.1:
        return json.dumps(document, indent=random.choice([None, 2, 4]))
    return Author(random).text(document)

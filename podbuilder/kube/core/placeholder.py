"""Placeholders in texts: how they are written, where they stand, and what a text is once they are filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

NAME = r"[a-z][a-z0-9_-]{0,39}"


class Placeholders:
    """One way to write them: a prefix and a name in angle brackets; a colon before the name makes it literal."""

    def __init__(self, prefix: str = "") -> None:
        self.mark = f"<{prefix}"
        self.pattern = re.compile(rf"<{prefix}({NAME})>")
        self._any = re.compile(rf"<{prefix}(:?)({NAME})>")

    def write(self, name: str) -> str:
        """What stands for a name."""
        return f"{self.mark}{name}>"

    def names(self, text: str) -> list[str]:
        """The names that a text speaks of, in its order."""
        return self.pattern.findall(text)

    def alone(self, text: str) -> str | None:
        """The name of the placeholder that is the whole text."""
        match = self.pattern.fullmatch(text)
        return match[1] if match else None

    def concerns(self, text: str) -> bool:
        """Whether there is anything to fill in, or a literal one to write as it is meant."""
        return self.mark in text and self._any.search(text) is not None

    def fill(self, text: str, values: Mapping[str, Any], show: Callable[[Any], str]) -> str:
        """The text with the values that there are, each as `show` writes it; names without one stay."""

        def put(match: re.Match[str]) -> str:
            literal, name = match.groups()
            if literal:
                return self.write(name)
            return show(values[name]) if name in values else match[0]

        return self._any.sub(put, text)

"""Placeholders in texts: how to write, find and fill them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

NAME = r"[a-z][a-z0-9_-]{0,39}"


class Placeholders:
    """A way to write placeholders: a prefix and a name in angle brackets; a colon before the name makes it literal."""

    def __init__(self, prefix: str = "") -> None:
        self.mark = f"<{prefix}"
        self.pattern = re.compile(rf"<{prefix}({NAME})>")
        self._any = re.compile(rf"<{prefix}(:?)({NAME})>")

    def write(self, name: str) -> str:
        """What stands for a name."""
        return f"{self.mark}{name}>"

    def names(self, text: str) -> list[str]:
        """The names of a text's placeholders, in its order."""
        return self.pattern.findall(text)

    def alone(self, text: str) -> str | None:
        """The name of the placeholder that is the whole text."""
        match = self.pattern.fullmatch(text)
        return match[1] if match else None

    def concerns(self, text: str) -> bool:
        """Whether a text has a placeholder to fill in, or a literal one to write without its colon."""
        return self.mark in text and self._any.search(text) is not None

    def fill(self, text: str, values: Mapping[str, Any], show: Callable[[Any], str]) -> str:
        """The text with values in place of placeholders, each as `show` writes it; those without a value stay."""

        def put(match: re.Match[str]) -> str:
            literal, name = match.groups()
            if literal:
                return self.write(name)
            return show(values[name]) if name in values else match[0]

        return self._any.sub(put, text)


# Those of a template's parameters.
PARAMETERS = Placeholders("param:")

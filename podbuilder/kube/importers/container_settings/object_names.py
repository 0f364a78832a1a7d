"""Names of Kubernetes' objects made from those of other tools, which allow more."""

from __future__ import annotations

import re
from collections.abc import Container

LONGEST_LABEL = 63
_NOT_IN_LABELS = re.compile(r"[^a-z0-9]+")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_KEY = 253
_LABEL = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?")


def label(text: str, default: str = "app", longest: int = LONGEST_LABEL) -> str:
    """A DNS label that is like a text: lower-case letters, digits and dashes."""
    return _NOT_IN_LABELS.sub("-", text[:1000].lower()).strip("-")[:longest].rstrip("-") or default


def is_label(text: str) -> bool:
    """Whether a text is a DNS label as it is."""
    return _LABEL.fullmatch(text) is not None


def service_name(text: str) -> str:
    """The name of a Service, which begins with a letter."""
    name = label(text)
    return name if name[0].isalpha() else label(f"svc-{name}")


def key(text: str, default: str = "content") -> str:
    """A key of a ConfigMap or a Secret that is like a text."""
    fitting = _NOT_IN_KEYS.sub("-", text[:_LONGEST_KEY]).strip("-")
    # Kubernetes refuses what leads out of a folder.
    if fitting.startswith(".."):
        fitting = f".{fitting.lstrip('.')}"
    return default if fitting in ("", ".") else fitting


class FreeNames:
    """Gives out names, each only once, however many ask for the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def take(self, name: str) -> str:
        """The name itself, or with a number behind it if it is taken."""
        found = name
        while found in self._taken:
            number = self._last.get(name, 1) + 1
            self._last[name] = number
            found = _numbered(name, number, LONGEST_LABEL)
        self._taken.add(found)
        return found


def free(name: str, taken: Container[str], longest: int = LONGEST_LABEL) -> str:
    """The name itself, or with a number behind it if it is taken."""
    found, number = name, 2
    while found in taken:
        found, number = _numbered(name, number, longest), number + 1
    return found


def _numbered(name: str, number: int, longest: int) -> str:
    tail = f"-{number}"
    return f"{name[: longest - len(tail)].rstrip('-')}{tail}"

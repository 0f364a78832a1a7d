"""References to variables in a container's texts: `$(NAME)`, which Kubernetes fills in; `$$(NAME)` is plain text."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

_REFERENCE = re.compile(r"(?<!\$)(\$++)\(([-._A-Za-z][-._A-Za-z0-9]*+)\)")
# Set by Kubernetes itself, for the API and for Services.
_GIVEN = re.compile(r"[A-Z0-9_]+_(?:SERVICE_HOST|PORT)|(?>[A-Z0-9_]+?_PORT_)\w+")


def references(text: Any) -> list[str]:
    """The names that a text refers to; a second dollar sign before one makes it plain text."""
    if not isinstance(text, str) or "$(" not in text:
        return []
    return [name for dollars, name in _REFERENCE.findall(text) if len(dollars) % 2]


def undefined(text: Any, known: Collection[str]) -> str:
    """The first name that a text refers to and nobody defines; "" if there is none."""
    return next((n for n in references(text) if n not in known and not _GIVEN.fullmatch(n)), "")

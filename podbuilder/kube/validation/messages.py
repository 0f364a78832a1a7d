"""The sentence about a value outside a closed set, and the sets that more than one module needs.

The sets are in upstream's order. Forms read the same sets from the overlay; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, invalid, not_supported
from podbuilder.kube.validation.formats import show

# Sets defined by Kubernetes are listed whole; of the names that people gave, at most this many.
_LISTED = 8


def one_of(choices: Collection[str]) -> str:
    """The choices as people list them: `"A", "B" or "C"`. The empty text is left out."""
    quoted = [f'"{choice}"' for choice in choices if choice]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def some_of(names: Iterable[str]) -> str:
    """Names from the pod itself as people list them, or the first of them if they are many."""
    first = [show(name) for name in islice(names, _LISTED + 1)]
    return ", ".join(first) if len(first) <= _LISTED else f"{', '.join(first[:-1])} and others"


def unsupported(path: FieldPath, value: Any, choices: Collection[str]) -> FieldError:
    """The refusal of a value that is not among the choices."""
    found = f"{show(value)} is not a known value" if value != "" else "The value is empty"
    return not_supported(path, value, f"{found}; use {one_of(choices)}.")


def invalid_for_each(path: FieldPath, value: Any, messages: Iterable[str]) -> Iterator[FieldError]:
    """One refusal for each sentence that a format has about a value."""
    for message in messages:
        yield invalid(path, value, message)

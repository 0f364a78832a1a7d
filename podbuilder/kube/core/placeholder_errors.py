"""Errors where a placeholder of another templating language stands: one about it, whatever is wrong there; no warning.

The server refuses the text as it stands, but no sentence about the form of a name helps whoever has yet to fill it in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldError, FieldPath, FieldWarning
from podbuilder.kube.core.foreign_placeholder import ForeignPlaceholder, foreign_placeholders


def named(errors: tuple[FieldError, ...], document: Any) -> tuple[FieldError, ...]:
    """The errors, those at a placeholder in words about it; of one that stands several times, its first place alone."""
    kept, seen = [], set[str]()
    for error in errors:
        value, found = _in(error, document)
        if not found:
            kept.append(error)
        elif value not in seen:
            seen.add(value)
            kept.append(replace(error, detail=sentence(found[0])))
    return tuple(kept)


def unsaid(
    warnings: tuple[FieldWarning, ...], errors: tuple[FieldError, ...], document: Any
) -> tuple[FieldWarning, ...]:
    """The warnings, without those about a placeholder that an error names."""
    if not warnings:
        return ()
    named_ones = {value for value, found in (_in(error, document) for error in errors) if found}
    return tuple(warning for warning in warnings if _value(document, warning.path) not in named_ones)


def _in(error: FieldError, document: Any) -> tuple[str, list[ForeignPlaceholder]]:
    """The text that an error is about, and the placeholders in it."""
    # Errors of labels are reported at all of them, with the value of the one.
    value = error.value if isinstance(error.value, str) else _value(document, error.path)
    return value, foreign_placeholders(value)


def _value(document: Any, path: FieldPath) -> str:
    found = documents.get(document, path)
    return found if isinstance(found, str) else ""


def sentence(found: ForeignPlaceholder) -> str:
    """What a placeholder is and what to do, without the default that it gives."""
    return f"{found.said}. Fill it in, or make it a parameter of a template."

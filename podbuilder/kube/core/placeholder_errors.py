"""Errors where a placeholder of another templating language stands: one about it, whatever is wrong there.

The server refuses the text as it stands, but no sentence about the form of a name helps whoever has yet to fill it in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldError
from podbuilder.kube.core.foreign_placeholder import ForeignPlaceholder, foreign_placeholders


def named(errors: tuple[FieldError, ...], document: Any) -> tuple[FieldError, ...]:
    """The errors, those at a placeholder in words about it; of one that stands several times, its first place alone."""
    kept, seen = [], set[str]()
    for error in errors:
        # Errors of labels are reported at all of them, with the value of the one.
        value = error.value if isinstance(error.value, str) else documents.get(document, error.path)
        found = foreign_placeholders(value) if isinstance(value, str) else []
        if not found:
            kept.append(error)
        elif value not in seen:
            seen.add(value)
            kept.append(replace(error, detail=sentence(found[0])))
    return tuple(kept)


def sentence(found: ForeignPlaceholder) -> str:
    """What a placeholder is and what to do, without the default that it gives."""
    return f"{found.said}. Fill it in, or make it a parameter of a template."

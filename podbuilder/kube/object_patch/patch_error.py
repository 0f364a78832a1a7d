"""Why a patch does not fit an object."""

from __future__ import annotations


class PatchError(ValueError):
    """A patch cannot be applied; the text is a sentence."""

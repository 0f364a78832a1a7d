"""Which known word somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from podbuilder.kube.core.quoting import cut

# How alike two words must be, from 0 to 1.
CUTOFF = 0.7


def nearest(word: str, known: Iterable[str], cutoff: float = CUTOFF) -> str:
    """The known word that is most like this one; "" if none is near. Of a long word only the beginning counts."""
    # Imported here, for most reviews have no unknown word. It compares single words, never lines: its time is cubic.
    from difflib import get_close_matches

    return next(iter(get_close_matches(cut(word), list(known), n=1, cutoff=cutoff)), "")

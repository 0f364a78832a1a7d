"""How many public pods have a field, from schemas/field-usage.txt: what is asked for is most often what is common."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from podbuilder.kube.core.data_folder import data_folder

FILE = data_folder("schemas") / "field-usage.txt"
# Nearly every object has these, which are not counted: the commonest first.
METADATA = ("metadata.name", "metadata.labels", "metadata.namespace", "metadata.annotations")
_MOST = 1_000_000


def usage_of(pattern: str) -> int:
    """In how many pods the field occurs that stands at `pattern` of the catalogue."""
    if pattern in METADATA:
        return _MOST - METADATA.index(pattern)
    return _counts().get(pattern, 0)


@cache
def _counts() -> Mapping[str, int]:
    lines = (line.split() for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {pattern: int(count) for count, pattern in lines}

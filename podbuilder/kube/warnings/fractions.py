"""Warnings about amounts that are not a whole number of bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.core.field import FieldPath, FieldWarning
from podbuilder.kube.core.quantity import parse
from podbuilder.kube.core.quoting import cut

# In thousandths of a byte.
_KIBIBYTE, _MEBIBYTE = 1000 << 10, 1000 << 20


def warnings_for_fractions(amounts: Any, names: Iterable[str], path: FieldPath) -> Iterator[FieldWarning]:
    """Warn about each of the named amounts that has a fraction of a byte, such as the memory "100m"."""
    for name in names:
        if not amounts or name not in amounts:
            continue
        milli = parse(amounts[name]).milli_value()
        if milli % 1000:
            shown = cut(str(amounts[name]))
            yield FieldWarning(path.key(name), f"{shown} is not a whole number of bytes. {_cure(milli)}")


def _cure(milli: int) -> str:
    """What to write instead: of many bytes that are not whole, the amount had a fraction of a larger unit."""
    if abs(milli) < _KIBIBYTE:
        return "The suffix m means thousandths; M and Mi are mega."
    whole = f"{milli // _MEBIBYTE}Mi" if milli >= _MEBIBYTE else f"{milli // _KIBIBYTE}Ki"
    return f"A fraction of a larger unit does that; write a whole number of a smaller one, such as {whole}."

"""Warnings about amounts that are not a whole number of bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.core.field import FieldPath, FieldWarning
from podbuilder.kube.core.quantity import parse
from podbuilder.kube.core.quoting import cut


def warnings_for_fractions(amounts: Any, names: Iterable[str], path: FieldPath) -> Iterator[FieldWarning]:
    """Warn about each of the named amounts that has a fraction of a byte, such as the memory "100m"."""
    for name in names:
        if amounts and name in amounts and parse(amounts[name]).milli_value() % 1000:
            shown = cut(str(amounts[name]))
            message = f"{shown} is not a whole number of bytes. The suffix m means thousandths; M and Mi are mega."
            yield FieldWarning(path.key(name), message)

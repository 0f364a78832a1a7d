"""The order in which a person meets the places of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from podbuilder.kube.core.field import FieldPath


def document_order(whole: Any) -> Callable[[FieldPath], tuple[int, ...]]:
    """A sort key for paths: the order in which a person meets them in the document; what is missing comes last."""
    ranks: dict[int, dict[str, int]] = {}

    def order(path: Iterable[str | int]) -> tuple[int, ...]:
        key, node = [], whole
        for part in path:
            if isinstance(node, dict):
                known = ranks.get(id(node))
                if known is None:
                    known = ranks[id(node)] = {name: i for i, name in enumerate(node)}
                key.append(known.get(str(part), len(known)))
                node = node.get(part)
            elif isinstance(node, list) and isinstance(part, int):
                key.append(part)
                node = node[part] if part < len(node) else None
            else:
                break
        return tuple(key)

    return order

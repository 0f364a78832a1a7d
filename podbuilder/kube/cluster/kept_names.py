"""The fields that are kept of a cluster's objects, as people read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.cluster.facts import kept_fields


def kept_names(kind: str) -> list[str]:
    """What is kept of a kind: `status.allocatable`, `spec.containers[].resources`, `data (keys only)`."""
    return list(_names(kept_fields()[kind], ""))


def _names(wanted: Any, path: str) -> Iterator[str]:
    if isinstance(wanted, list):
        yield from _names(wanted[0], f"{path}[]")
    elif isinstance(wanted, dict):
        for name, inner in wanted.items():
            yield from _names(inner, f"{path}.{name}" if path else name)
    else:
        yield f"{path} (keys only)" if wanted == "keys" else path

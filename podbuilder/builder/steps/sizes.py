"""Requests and limits to begin with, the same as the sizes of recipes: an amount, and at most twice that."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Edit

# By name, the requests and the limits.
SIZES: dict[str, dict[str, dict[str, str]]] = {
    "small": {"requests": {"cpu": "50m", "memory": "64Mi"}, "limits": {"cpu": "100m", "memory": "128Mi"}},
    "medium": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"cpu": "200m", "memory": "256Mi"}},
    "large": {"requests": {"cpu": "1000m", "memory": "2Gi"}, "limits": {"cpu": "2000m", "memory": "4Gi"}},
}


def edits_for(resources: FieldPath, size: str) -> list[Edit]:
    """What gives a container's resources this size; its other resources stay."""
    return [
        Edit("set", resources.child(side).key(name), amount)
        for side, amounts in SIZES.get(size, {}).items()
        for name, amount in amounts.items()
    ]


def about(size: str) -> str:
    """The size in words."""
    asked, most = SIZES[size]["requests"], SIZES[size]["limits"]
    return f"{asked['cpu']} of CPU and {asked['memory']}, at most {most['cpu']} and {most['memory']}"

"""Which taints of a node a pod tolerates.

Mirrors ToleratesTaint and FindMatchingUntoleratedTaint of component-helpers/scheduling/corev1, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Taint = Mapping[str, Any]
Toleration = Mapping[str, Any]

NO_SCHEDULE, NO_EXECUTE, PREFER_NO_SCHEDULE = "NoSchedule", "NoExecute", "PreferNoSchedule"
# What keeps a pod away from a node; PreferNoSchedule only makes it less liked.
KEEP_AWAY = (NO_SCHEDULE, NO_EXECUTE)


def tolerates(toleration: Toleration, taint: Taint) -> bool:
    """Whether a toleration is for this taint. sic: for how many seconds plays no part."""
    effect, key = toleration.get("effect"), toleration.get("key")
    if effect and effect != taint.get("effect"):
        return False
    if key and key != taint.get("key"):
        return False
    operator = toleration.get("operator") or "Equal"
    if operator == "Equal":
        return (toleration.get("value") or "") == (taint.get("value") or "")
    return bool(operator == "Exists")


def untolerated(taints: Iterable[Taint], tolerations: Sequence[Toleration]) -> Taint | None:
    """The first of the taints that keep away and that no toleration is for."""
    for taint in taints:
        if taint.get("effect") in KEEP_AWAY and not any(tolerates(each, taint) for each in tolerations):
            return taint
    return None

"""What the scheduler says of a pod that fits no node.

Mirrors FitError and NodeToStatus of pkg/scheduler/framework, Kubernetes v1.36.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from podbuilder.kube.cluster.scheduling.status import Status

NO_NODES = "no nodes available to schedule pods"


def fit_error(nodes: int, statuses: Mapping[str, Status], absent: Iterable[str] = ()) -> str:
    """How many nodes gave which reason, and what holds for all nodes that gave none.

    sic: the texts are sorted with their counts, so that 10 of something come before 2 of something else.
    """
    counted = Counter(reason for status in statuses.values() for reason in status.reasons)
    if len(statuses) < nodes:
        for reason in absent:
            counted[reason] += nodes - len(statuses)
    reasons = sorted(f"{count} {reason}" for reason, count in counted.items())
    return f"{_beginning(nodes)} {', '.join(reasons)}." if reasons else _beginning(nodes)


def prepare_error(nodes: int, status: Status) -> str:
    """The same where a plugin refused before any node was tried."""
    return f"{_beginning(nodes)} {', '.join(status.reasons)}."


def _beginning(nodes: int) -> str:
    return f"0/{nodes} nodes are available:"

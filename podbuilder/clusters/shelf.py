"""Snapshots that this process has read, the last few: what a scheduler works out of one is kept with it."""

from __future__ import annotations

import json
from functools import lru_cache

from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.kube.cluster.snapshot import Snapshot

# A cluster with a thousand nodes takes some hundred MiB of memory.
_MOST_KEPT = 4


def snapshot_of(cluster: ClusterSnapshot) -> Snapshot:
    """The facts of a snapshot, read at most once while it stays what it is."""
    return _read(cluster.pk, cluster.taken.isoformat())


@lru_cache(maxsize=_MOST_KEPT)
def _read(pk: int, taken: str) -> Snapshot:
    """`taken` tells facts from those that they have replaced."""
    text = ClusterSnapshot.objects.values_list("facts", flat=True).get(pk=pk)
    return Snapshot(json.loads(text))

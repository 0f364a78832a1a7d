"""How many snapshots of clusters one account, team or browser may have."""

from __future__ import annotations

from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.web import limits
from podbuilder.web.errors import QuotaReached
from podbuilder.web.limits import MIB


def refuse_more_clusters(cluster: ClusterSnapshot) -> None:
    """Raise QuotaReached if there is no room for a snapshot with its facts."""
    if len(cluster.facts) > limits.LARGEST_CLUSTER:
        most = limits.LARGEST_CLUSTER // MIB
        raise QuotaReached(f"What counts of this cluster is larger than {most} MiB. Bring it without running pods.")
    number = limits.CLUSTERS if cluster.owner or cluster.team else limits.CLUSTERS_OF_VISITOR
    own = ClusterSnapshot.objects.filter(owner=cluster.owner, team=cluster.team, visitor=cluster.visitor)
    if cluster._state.adding and own.count() >= number:
        raise QuotaReached(f"There are {number} clusters, which is as many as fit here. Delete or replace one.")

"""Who may see and replace which snapshot of a cluster. To everybody else it does not exist."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from podbuilder.accounts.visitors import visitor_of
from podbuilder.clusters.models import ClusterSnapshot, ClusterSnapshotQuerySet
from podbuilder.teams.access import role_in


def clusters_of(request: HttpRequest) -> ClusterSnapshotQuerySet:
    """The snapshots of the account that is signed in and of its teams, or else of this browser, without their facts."""
    found = ClusterSnapshot.objects.without_facts()
    if request.user.is_authenticated:
        return found.belonging_to(request.user)
    return found.of_visitor(visitor_of(request))


def cluster_or_404(request: HttpRequest, key: str) -> ClusterSnapshot:
    """The snapshot with this key, if the asker may see it; Http404 otherwise."""
    found = clusters_of(request).filter(key=key).first()
    if found is None:
        raise Http404("no such cluster of yours")
    return found


def may_replace(request: HttpRequest, cluster: ClusterSnapshot) -> bool:
    """Whether somebody who may see it may replace and delete it: not a team's viewers."""
    if cluster.team is None:
        return True
    role = role_in(request.user, cluster.team)
    return role is not None and role.can_write


def replaceable_cluster_or_403(request: HttpRequest, key: str) -> ClusterSnapshot:
    """The same for one that the asker may replace; PermissionDenied for a team's viewers."""
    cluster = cluster_or_404(request, key)
    if not may_replace(request, cluster):
        raise PermissionDenied("Viewers of a team may not change its clusters.")
    return cluster

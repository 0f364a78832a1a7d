"""What an account means for clusters: signing in moves a browser's in, and its archive holds what is kept of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from podbuilder.accounts.models import User
from podbuilder.accounts.signals import Consequences, File, account_deletion_considered, account_exporting
from podbuilder.accounts.visitors import visitor_of
from podbuilder.clusters.models import ClusterSnapshot


@receiver(user_logged_in)
def move_clusters_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The clusters of the browser that has just signed in become the account's."""
    ClusterSnapshot.objects.of_visitor(visitor_of(request)).update(owner=user, visitor="")


@receiver(account_exporting)
def export_clusters(user: User, **kwargs: Any) -> Iterator[File]:
    """What is kept of each of this person's own clusters."""
    for cluster in ClusterSnapshot.objects.filter(owner=user).order_by("pk"):
        yield f"clusters/{cluster.key}.json", f"{cluster.facts}\n"


@receiver(account_deletion_considered)
def count_clusters(user: User, **kwargs: Any) -> Consequences:
    """The clusters that are deleted with the account."""
    number = ClusterSnapshot.objects.filter(owner=user).count()
    clusters = "1 cluster" if number == 1 else f"{number} clusters"
    return Consequences(deletions=(clusters,) if number else ())

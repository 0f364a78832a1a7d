"""Snapshots of clusters: what is kept of each, whose it is, and how old it is."""

from __future__ import annotations

import json
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from podbuilder.accounts.models import User
from podbuilder.kube.cluster.facts import ClusterFacts
from podbuilder.teams.models import Team


def new_cluster_key() -> str:
    """An address that cannot be guessed."""
    return secrets.token_urlsafe(12)


class ClusterSnapshotQuerySet(models.QuerySet["ClusterSnapshot"]):
    """Snapshots by those whom they concern."""

    def without_facts(self) -> Self:
        """What lists show: facts are large."""
        return self.select_related("owner", "team").defer("facts")

    def belonging_to(self, user: User) -> Self:
        """This person's own, and those of their teams."""
        return self.filter(Q(owner=user) | Q(team__memberships__user=user)).distinct()

    def of_visitor(self, visitor: str) -> Self:
        """Those of a browser without an account; none for ""."""
        return self.filter(owner=None, team=None, visitor=visitor) if visitor else self.none()


class ClusterSnapshot(models.Model):
    """The facts of a cluster at one time. It belongs to an account, a team or a browser; it is replaced, not edited."""

    key = models.CharField(max_length=22, unique=True, default=new_cluster_key, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="clusters"
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="clusters")
    visitor = models.CharField(max_length=43, blank=True, db_index=True)
    name = models.CharField(max_length=63)
    # The objects that are kept, by kind, as JSON.
    facts = models.TextField()
    # How many there are of each kind, and how many of which kinds were passed by when it was read.
    counts = models.JSONField(default=dict)
    passed_by = models.JSONField(default=dict, blank=True)
    taken = models.DateTimeField(default=timezone.now)

    objects = ClusterSnapshotQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                name="a_cluster_has_one_owner",
                condition=(
                    Q(owner__isnull=False, team=None, visitor="")
                    | Q(owner=None, team__isnull=False, visitor="")
                    | (Q(owner=None, team=None) & ~Q(visitor=""))
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("clusters:cluster", args=[self.key])

    @property
    def owner_name(self) -> str:
        """Whose it is, in words."""
        if self.team:
            return str(self.team)
        return str(self.owner) if self.owner else "this browser"

    def hold(self, facts: ClusterFacts) -> None:
        """Put facts in the place of those that it holds; nothing is stored yet."""
        self.facts = json.dumps(facts.objects, separators=(",", ":"))
        self.counts = {kind: len(objects) for kind, objects in facts.objects.items()}
        self.passed_by = facts.passed_by
        self.taken = timezone.now()

"""Tests of podbuilder.clusters.models."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from podbuilder.clusters.models import ClusterSnapshot
from tests.clusters.cases import cluster_of
from tests.clusters.support import MARK
from tests.library.support import person, team_of

pytestmark = pytest.mark.django_db


def test_a_cluster_belongs_to_a_person_a_team_or_a_browser() -> None:
    alice, bob = person("alice"), person("bob")
    team = team_of("web", owner=bob, viewer=alice)
    own, theirs, seen = cluster_of(alice), cluster_of(team=team), cluster_of(visitor="v" * 43)
    assert [one.owner_name for one in (own, theirs, seen)] == ["alice", "Web", "this browser"]
    assert set(ClusterSnapshot.objects.belonging_to(alice)) == {own, theirs}
    assert set(ClusterSnapshot.objects.belonging_to(bob)) == {theirs}
    assert set(ClusterSnapshot.objects.of_visitor("v" * 43)) == {seen}
    assert set(ClusterSnapshot.objects.of_visitor("")) == set()


@pytest.mark.parametrize("owners", [(), ("owner", "team"), ("owner", "visitor")])
def test_a_cluster_has_one_owner(owners: tuple[str, ...]) -> None:
    alice = person("alice")
    values = {"owner": alice, "team": team_of("web", owner=alice), "visitor": "v"}
    with pytest.raises(IntegrityError), transaction.atomic():
        cluster_of(**{"owner": None, **{name: values[name] for name in owners}})


def test_what_is_kept_is_counted_and_has_no_secret() -> None:
    cluster = cluster_of(person("alice"))
    assert str(cluster) == "prod-eu"
    assert (cluster.counts["Node"], cluster.passed_by) == (3, {"Event": 1})
    assert MARK not in cluster.facts
    assert cluster.get_absolute_url() == f"/clusters/{cluster.key}/"

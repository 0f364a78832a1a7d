"""Tests of podbuilder.builder.draft_cluster: only the cluster that the draft's owner may see judges it."""

from __future__ import annotations

import pytest

from podbuilder.builder.draft_cluster import MOST_AT_ONCE, answer_of, cluster_of, is_large, names_in, on_nodes
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.teams.models import Membership
from tests.clusters import cases
from tests.library.support import draft_of, person, team_of

pytestmark = pytest.mark.django_db


def test_a_draft_has_the_cluster_of_its_owner() -> None:
    alice, bob = person("alice"), person("bob")
    own, other = cases.cluster_of(alice), cases.cluster_of(bob)
    assert cluster_of(draft_of(alice)) is None
    assert cluster_of(draft_of(alice, cluster=own.key)) == own
    assert cluster_of(draft_of(alice, cluster=other.key)) is None


def test_who_leaves_a_team_leaves_its_clusters() -> None:
    alice = person("alice")
    team = team_of("web", owner=person("bob"), viewer=alice)
    draft = draft_of(alice, cluster=cases.cluster_of(team=team).key)
    assert cluster_of(draft) is not None
    Membership.objects.filter(user=alice).delete()
    assert cluster_of(draft) is None


def test_a_browsers_draft_has_the_browsers_cluster() -> None:
    mine, other = cases.cluster_of(visitor="v" * 43), cases.cluster_of(visitor="w" * 43)
    draft = draft_of(None, visitor="v" * 43, cluster=mine.key)
    assert cluster_of(draft) == mine
    draft.cluster = other.key
    assert cluster_of(draft) is None


def test_the_verdict_is_the_clusters() -> None:
    alice = person("alice")
    cluster = cases.cluster_of(alice)
    draft = draft_of(alice, cluster=cluster.key)
    scheduling = answer_of(draft, draft.manifest, cluster).scheduling
    assert scheduling is not None
    assert scheduling.feasible == ["node-a"]


@pytest.mark.parametrize(
    ("counts", "expected"), [({}, False), ({"Node": 60, "Pod": 600}, False), ({"Pod": MOST_AT_ONCE + 1}, True)]
)
def test_large_clusters_are_asked_beside(counts: dict[str, int], expected: bool) -> None:
    assert is_large(ClusterSnapshot(counts=counts)) is expected


def test_names_are_those_of_the_drafts_namespace() -> None:
    alice = person("alice")
    cluster = cases.cluster_of(alice)
    draft = draft_of(alice)
    assert names_in(cluster, draft, draft.manifest).objects("Secret") == ["db"]
    other = draft_of(alice, cases.POD.replace("name: web}", "name: web, namespace: other}"))
    assert names_in(cluster, other, other.manifest).objects("Secret") == []


@pytest.mark.parametrize(("count", "expected"), [(1, "on 1 node"), (2, "on 2 nodes")])
def test_nodes_are_counted_in_words(count: int, expected: str) -> None:
    assert on_nodes(count) == expected

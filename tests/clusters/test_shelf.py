"""Tests of podbuilder.clusters.shelf."""

from __future__ import annotations

import pytest

from podbuilder.clusters.shelf import snapshot_of
from podbuilder.kube.cluster.facts import facts_of
from tests.clusters.cases import cluster_of
from tests.clusters.support import node
from tests.library.support import person

pytestmark = pytest.mark.django_db


def test_facts_are_read_once_until_they_are_replaced() -> None:
    cluster = cluster_of(person("alice"))
    first = snapshot_of(cluster)
    assert snapshot_of(cluster) is first
    cluster.hold(facts_of([node("new", "4")]))
    cluster.save()
    second = snapshot_of(cluster)
    assert second is not first
    assert second.named("Node", "new")

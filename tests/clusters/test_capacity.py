"""Tests of podbuilder.clusters.capacity."""

from __future__ import annotations

import pytest

from podbuilder.clusters.capacity import refuse_more_clusters
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.web import limits
from podbuilder.web.errors import QuotaReached
from tests.clusters.cases import cluster_of
from tests.library.support import person

pytestmark = pytest.mark.django_db


def test_there_is_room_until_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    alice = person("alice")
    one = cluster_of(alice)
    refuse_more_clusters(ClusterSnapshot(owner=alice, name="more"))
    monkeypatch.setattr(limits, "CLUSTERS", 1)
    refuse_more_clusters(one)
    refuse_more_clusters(ClusterSnapshot(owner=person("bob"), name="more"))
    with pytest.raises(QuotaReached, match="as many as fit"):
        refuse_more_clusters(ClusterSnapshot(owner=alice, name="more"))


def test_what_is_kept_of_one_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_CLUSTER", 10)
    with pytest.raises(QuotaReached, match="without running pods"):
        refuse_more_clusters(ClusterSnapshot(visitor="v", name="more", facts="x" * 11))

"""Tests of podbuilder.clusters.receivers."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.accounts.signals import Consequences, deletion_consequences, exported_files
from podbuilder.clusters import receivers
from podbuilder.clusters.models import ClusterSnapshot
from tests.accounts.support import sign_in
from tests.clusters.cases import TEXT, cluster_of
from tests.library.support import person

pytestmark = pytest.mark.django_db


def test_a_browsers_clusters_become_the_accounts(client: Client) -> None:
    alice = person("alice")
    client.post("/clusters/", {"name": "mine", "text": TEXT})
    sign_in(client, "alice", password="a long password")
    found = ClusterSnapshot.objects.get()
    assert (found.owner, found.visitor) == (alice, "")


def test_clusters_are_exported_and_counted() -> None:
    alice, bob = person("alice"), person("bob")
    first = cluster_of(alice)
    assert dict(exported_files(alice)) == {f"clusters/{first.key}.json": f"{first.facts}\n"}
    assert deletion_consequences(alice).deletions == ("1 cluster",)
    cluster_of(alice)
    assert receivers.count_clusters(alice) == Consequences(deletions=("2 clusters",))
    assert receivers.count_clusters(bob) == Consequences()

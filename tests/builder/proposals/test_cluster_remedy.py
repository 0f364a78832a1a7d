"""Tests of podbuilder.builder.proposals.cluster_remedy."""

from __future__ import annotations

import pytest

from podbuilder.builder.proposals.cluster_remedy import remedied
from tests.clusters.cases import POD, cluster_of
from tests.library.support import draft_of, person

pytestmark = pytest.mark.django_db
LARGE = POD.replace('cpu: "1"', "cpu: 3")


def test_a_remedy_is_a_proposal() -> None:
    alice = person("alice")
    draft = draft_of(alice, LARGE, cluster=cluster_of(alice).key)
    found = remedied(draft, 1)
    assert found is not None
    assert found.proposal.title == "Ask for 2 of cpu"
    assert 'cpu: "2"' in found.proposal.after.text
    assert remedied(draft, 2) is None


def test_without_a_cluster_there_is_none() -> None:
    assert remedied(draft_of(person("alice"), LARGE), 0) is None

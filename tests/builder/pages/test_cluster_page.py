"""Tests of podbuilder.builder.pages.cluster_page."""

from __future__ import annotations

import pytest

from podbuilder.builder.pages import cluster_page
from podbuilder.builder.pages.cluster_page import ClusterPage, NodeGroup
from podbuilder.kube.cluster.scheduling.copies import Copies
from podbuilder.kube.manifest import Manifest
from tests.clusters.cases import DEPLOYMENT, POD, cluster_of
from tests.library.support import draft_of, person

pytestmark = pytest.mark.django_db


def page_of(text: str) -> ClusterPage:
    alice = person("alice")
    return ClusterPage(draft_of(alice, text), Manifest.read(text), cluster_of(alice))


def test_what_fits_needs_no_help() -> None:
    page = page_of(POD)
    assert (page.kind, page.words) == ("ok", "fits 1 of 3 nodes")
    assert page.feasible.nodes == ("node-a",)
    assert page.remedies == []
    assert page.refused is None
    assert page.more_copies is not None
    assert page.more_copies.nodes == {"node-a": 2}
    assert page.notes_on_copies == ()


@pytest.mark.parametrize(("cpu", "notes"), [('"1"', ("not this",)), ("3", ())])
def test_what_is_not_counted_of_copies_is_told(monkeypatch: pytest.MonkeyPatch, cpu: str, notes: tuple[str]) -> None:
    monkeypatch.setattr(cluster_page, "copies_of", lambda *_: Copies({"node-a": 2}, notes=("not this",)))
    assert page_of(POD.replace('cpu: "1"', f"cpu: {cpu}")).notes_on_copies == notes


def test_what_admission_changes_is_a_difference_to_the_defaults() -> None:
    added = [line.text.strip() for line in page_of(POD).difference if line.sign == "+"]
    assert "serviceAccountName: default" in added
    assert "dnsPolicy: ClusterFirst" not in added


def test_nodes_are_grouped_by_what_they_say() -> None:
    page = page_of(POD.replace('cpu: "1"', "cpu: 3"))
    assert [(group.plugin, group.nodes) for group in page.groups] == [
        ("NodeResourcesFit", ("node-a",)),
        ("TaintToleration", ("node-b",)),
        ("NodeUnschedulable", ("node-c",)),
    ]
    assert [one.number for one in page.remedies] == [0, 1]


def test_of_a_large_group_some_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_page, "NAMED", 2)
    group = NodeGroup("", (), ("a", "b", "c"))
    assert (group.named, group.more) == (("a", "b"), 1)


def test_a_refusal_has_its_words() -> None:
    page = page_of(POD.replace("metadata: {name: web}", "metadata: {name: web, namespace: none}"))
    assert page.refused is not None
    assert "not found" in page.refused.message
    assert (page.difference, page.groups, page.feasible.nodes) == ([], [], ())


def test_a_workload_is_judged_with_its_pod() -> None:
    assert page_of(DEPLOYMENT).words.startswith("fits")

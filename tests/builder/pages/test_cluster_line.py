"""Tests of podbuilder.builder.pages.cluster_line."""

from __future__ import annotations

import pytest

from podbuilder.builder import draft_cluster
from podbuilder.builder.pages.cluster_line import cluster_line, in_words, kind_of
from podbuilder.kube.cluster.admission.verdict import AdmissionVerdict
from podbuilder.kube.cluster.cluster_answer import ClusterAnswer
from podbuilder.kube.cluster.scheduling.scheduler import PodOutcome, SchedulerVerdict
from podbuilder.kube.cluster.scheduling.status import Code, Status
from tests.clusters.cases import cluster_of
from tests.library.support import draft_of, person

FINE = AdmissionVerdict(True, "accepted", 201, "", ())
REFUSED = AdmissionVerdict(False, "ResourceQuota", 403, "exceeded quota", ())
FULL, PLACED = PodOutcome.UNSCHEDULABLE, PodOutcome.SCHEDULED
NO = Status(Code.UNSCHEDULABLE, ("Insufficient cpu",))
# An answer, how bad it is, and what is said.
CASES = {
    "refused": (ClusterAnswer(REFUSED, None), "error", "refused by ResourceQuota"),
    "refused without a plugin": (
        ClusterAnswer(AdmissionVerdict(False, "validation", 422, "invalid", ()), None),
        "error",
        "refused by the API server",
    ),
    "nothing known of nodes": (ClusterAnswer(FINE, None), "ok", "admitted"),
    "one node": (ClusterAnswer(FINE, SchedulerVerdict(PLACED, ["a"])), "ok", "admitted · fits 1 of 1 node"),
    "some nodes": (
        ClusterAnswer(FINE, SchedulerVerdict(PLACED, ["a", "b"], {"c": NO})),
        "ok",
        "admitted · fits 2 of 3 nodes",
    ),
    "no node": (ClusterAnswer(FINE, SchedulerVerdict(FULL)), "error", "admitted · fits no node"),
    "preemption": (
        ClusterAnswer(FINE, SchedulerVerdict(FULL, nominated="a")),
        "error",
        "admitted · fits no node, but would after preemption on a",
    ),
    "a gate": (
        ClusterAnswer(FINE, SchedulerVerdict(PodOutcome.GATED)),
        "warning",
        "admitted · waits for its scheduling gates",
    ),
    "a node of its own": (
        ClusterAnswer(FINE, SchedulerVerdict(PodOutcome.ASSIGNED)),
        "ok",
        "admitted · names its node itself",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_answer_is_said_in_a_few_words(case: str) -> None:
    answer, kind, text = CASES[case]
    assert (kind_of(answer), in_words(answer)) == (kind, text)


@pytest.mark.django_db
def test_the_line_names_the_cluster_and_leads_to_its_page() -> None:
    alice = person("alice")
    cluster = cluster_of(alice)
    draft = draft_of(alice, cluster=cluster.key)
    line = cluster_line(draft, draft.manifest, cluster, "containers/0")
    assert (line.name, line.age, line.kind) == ("prod-eu", "just now", "ok")
    assert line.url == f"/drafts/{draft.key}/cluster/"
    assert line.later_url == ""


@pytest.mark.django_db
def test_a_large_cluster_is_asked_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_cluster, "MOST_AT_ONCE", 1)
    alice = person("alice")
    cluster = cluster_of(alice)
    draft = draft_of(alice, cluster=cluster.key)
    line = cluster_line(draft, draft.manifest, cluster, "containers/0")
    assert (line.kind, line.later_url) == ("", f"/drafts/{draft.key}/cluster/line/containers/0/")
    at_once = cluster_line(draft, draft.manifest, cluster, "containers/0", at_once=True)
    assert at_once.text.startswith("admitted")

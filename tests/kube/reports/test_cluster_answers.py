"""The verdicts of a cluster as objects in JSON."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.cluster.admission.verdict import AdmissionVerdict
from podbuilder.kube.cluster.scheduling.status import NotJudged
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.reports import cluster_answers
from podbuilder.kube.reports.cluster_answers import admission_answer, answer

EMPTY = Snapshot({"Node": [], "Namespace": []})
QUESTION = {"version": "1.36", "pod": {"metadata": {"name": "web"}, "spec": {"containers": [{"name": "main"}]}}}


def test_the_scheduler() -> None:
    assert answer(EMPTY, QUESTION | {"part": "scheduling"}) == {
        "outcome": "unschedulable",
        "feasible": [],
        "statuses": {},
        "message": "no nodes available to schedule pods",
        "nominated": "",
        "victims": [],
    }


def test_admission() -> None:
    found = answer(EMPTY, QUESTION | {"part": "admission"})
    assert (found["accepted"], found["by"]) == (False, "NamespaceLifecycle")


def test_an_admitted_object_is_shown_as_it_is_stored() -> None:
    verdict = AdmissionVerdict(True, "accepted", 201, "", ("careful",), {"kind": "Pod"}, ("webhooks",))
    found = admission_answer(verdict)
    assert (found["object"], found["warnings"], found["not_judged"]) == ({"kind": "Pod"}, ["careful"], ["webhooks"])


def test_other_parts_and_what_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise NotJudged("Nobody knows.")

    assert "unknown" in answer(EMPTY, QUESTION | {"part": "weather"})
    monkeypatch.setattr(cluster_answers, "schedule", refuse)
    assert answer(EMPTY, QUESTION | {"part": "scheduling"}) == {"unknown": "Nobody knows."}

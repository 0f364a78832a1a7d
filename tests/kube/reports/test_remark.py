"""Remarks and the files that they are about."""

from __future__ import annotations

from podbuilder.kube import lint
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.manifest import Position
from podbuilder.kube.reports.remark import Origin, Remark


def test_an_origin_in_words() -> None:
    assert [str(Origin("pod.yaml")), str(Origin("pods.jsonl", 3))] == ["pod.yaml", "pods.jsonl:3"]


def test_a_place_of_an_origin() -> None:
    assert Origin("pod.yaml").at(Position(12, 5)) == "pod.yaml:12:5"
    assert Origin("pods.jsonl", 3).at(None) == "pods.jsonl:3"


def test_a_remark_and_its_place() -> None:
    labels = ROOT.child("metadata", "labels")
    error = Remark(None, "FieldValueInvalid", labels, "No.", place=labels.key("a b"))
    assert (error.kind, error.at) == ("error", labels.key("a b"))
    advice = Remark(lint.Severity.INFO, "some-rule", labels, "Better not.", True)
    assert (advice.kind, advice.at) == ("info", labels)

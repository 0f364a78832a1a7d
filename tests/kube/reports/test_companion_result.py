"""An object beside a pod, as every report tells of it."""

from __future__ import annotations

from podbuilder.kube.companion_review import CompanionReview
from podbuilder.kube.core.field import ROOT, FieldPath, FieldWarning
from podbuilder.kube.reports.companion_result import CompanionResult
from podbuilder.kube.reports.remark import Origin
from tests.kube.reports.support import COMPANION, results, results_of_lines


def companion() -> CompanionResult:
    (result,) = results("web.yaml", COMPANION)
    assert isinstance(result, CompanionResult)
    return result


def test_where_something_stands() -> None:
    result = companion()
    assert (str(result.start), result.owner, result.label) == ("items[0]", "ConfigMap web", "")
    data = result.path(FieldPath(("data",)))
    assert str(data) == "items[0].data"
    assert result.where(data) == "web.yaml:7:3"


def test_an_object_on_a_line() -> None:
    (result,) = results_of_lines(b'{"kind": "ConfigMap"}\n')
    assert isinstance(result, CompanionResult)
    assert (result.start, result.owner, result.position(ROOT)) == (ROOT, "pods.jsonl:1", None)
    assert result.where(ROOT.child("data")) == "pods.jsonl:1"


def test_errors_come_first() -> None:
    remarks = list(companion().remarks())
    assert [(str(one.path), str(one.at)) for one in remarks] == [
        ("items[0].metadata.labels", "items[0].metadata.labels[a b]"),
        ("items[0].data[..]", "items[0].data[..]"),
    ]
    review = CompanionReview("1.36", (), (FieldWarning(ROOT.child("spec"), "Careful."),), {})
    (remark,) = CompanionResult(Origin("web.yaml"), review).remarks()
    assert (remark.kind, remark.id, remark.message) == ("warning", "ServerWarning", "Careful.")

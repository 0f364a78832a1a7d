"""Annotations that the server reads."""

from __future__ import annotations

import pytest

from podbuilder.kube.core import versions
from podbuilder.kube.validation.annotations import DELETION_COST, TOLERATIONS
from tests.kube.validation.judge import assert_judged, judge
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors
from tests.support.pods import make_pod


@cases(__file__, "annotations.yaml")
def test_annotations(case: Case) -> None:
    assert_judged(case)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        "1",
        "[1]",
        '["gpu"]',
        '[{"key": 1}]',
        '[{"key": ["gpu"]}]',
        '[{"tolerationSeconds": "60"}]',
        '[{"tolerationSeconds": 1.0}]',
        '[{"tolerationSeconds": 1e3}]',
        '[{"tolerationSeconds": 9223372036854775808}]',
        '[{"other": NaN}]',
        pytest.param("[" * 100_000, id="very deep"),
    ],
)
def test_an_annotation_that_is_no_list_of_tolerations(text: str) -> None:
    pod = make_pod(("metadata.annotations", {TOLERATIONS: text}))
    expected = {"type": "FieldValueInvalid", "field": "metadata.annotations", "detail": "a JSON list of tolerations"}
    assert_errors(judge(pod), [expected])


def test_the_deletion_cost_was_always_read() -> None:
    pod = make_pod(("metadata.annotations", {DELETION_COST: "-" + "9" * 10_000}))
    for version in versions.VERSIONS:
        assert [str(error.path) for error in judge(pod, version)] == [f"metadata.annotations[{DELETION_COST}]"]

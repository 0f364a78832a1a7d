"""Volumes: names, one source each, created claims."""

from __future__ import annotations

from podbuilder.kube.validation import validate_pod
from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors
from tests.support.pods import make_pod


@cases(__file__, "volumes.yaml")
def test_volumes(case: Case) -> None:
    assert_judged(case)


def test_a_volume_without_a_source_that_nothing_was_filled_in_for() -> None:
    pod = make_pod(("spec.volumes", [{"name": "data"}]))
    errors = [error for error in validate_pod(pod, "1.36") if error.path[:2] == ("spec", "volumes")]
    assert_errors(errors, [{"type": "FieldValueRequired", "field": "spec.volumes[0]", "detail": "Kubernetes 1.36"}])

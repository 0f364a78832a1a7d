"""Whatever the pod itself decides."""

from __future__ import annotations

import pytest

from podbuilder.kube.core import versions
from podbuilder.kube.validation import validate_pod
from tests.kube.validation.judge import assert_judged, judge
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors
from tests.support.pods import make_pod


@cases(__file__, "pod.yaml")
def test_pod(case: Case) -> None:
    assert_judged(case)


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_the_smallest_pod_fits_every_version(version: str) -> None:
    assert judge(make_pod(), version) == []


def test_what_the_defaults_spare_people() -> None:
    pod = make_pod(
        ("spec.containers[0].ports", [{"containerPort": 80}]),
        ("spec.containers[0].readinessProbe", {"httpGet": {"port": 80}}),
        ("spec.schedulingGroup", {"podGroupName": "a"}),
        ("spec.workloadRef", {"name": "a", "podGroup": "b"}),
    )
    container = "spec.containers[0]"
    errors = [
        {"type": "FieldValueRequired", "field": field}
        for field in (
            "spec.restartPolicy",
            "spec.dnsPolicy",
            f"{container}.imagePullPolicy",
            f"{container}.terminationMessagePolicy",
            f"{container}.ports[0].protocol",
            f"{container}.readinessProbe.httpGet.path",
        )
    ]
    errors.append({"type": "FieldValueNotSupported", "field": f"{container}.readinessProbe.httpGet.scheme"})
    assert_errors(validate_pod(pod, "1.30"), errors)
    errors.append({"type": "FieldValueRequired", "field": "spec.terminationGracePeriodSeconds"})
    assert_errors(validate_pod(pod, "1.31"), errors)


def test_a_pod_is_not_changed() -> None:
    pod = make_pod(("spec.overhead", {"cpu": 1}), ("metadata.labels", {"-": "-"}))
    assert list(validate_pod(pod, "1.36"))
    assert pod == make_pod(("spec.overhead", {"cpu": 1}), ("metadata.labels", {"-": "-"}))

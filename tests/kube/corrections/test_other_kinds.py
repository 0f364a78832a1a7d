"""Fields of a spec that objects of another kind have."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.corrections.homes import Home
from podbuilder.kube.corrections.other_kinds import other_kinds

REPLICAS = "It is a field of a Deployment or a StatefulSet, not of a Pod."
CASES = {
    "a field of no kind": ("spec.xyzzy", "Pod", ""),
    "a field that is not in the spec": ("metadata.replicas", "Pod", ""),
    "a kind that is not known": ("spec.replicas", "Rollout", ""),
    "a field of one kind": ("spec.backoffLimit", "Pod", "It is a field of a Job, not of a Pod."),
    "a field of two": ("spec.replicas", "Pod", REPLICAS),
    "a field of several": (
        *("spec.selector", "CronJob"),
        "It is a field of a Deployment, a StatefulSet, a DaemonSet or a Job, not of a CronJob.",
    ),
    "a workload": ("spec.schedule", "Deployment", "It is a field of a CronJob, not of a Deployment."),
}


@pytest.mark.parametrize(("path", "kind", "said"), CASES.values(), ids=CASES)
def test_other_kinds(path: str, kind: str, said: str) -> None:
    assert other_kinds(FieldPath(path.split(".")), [], kind, "1.36") == said


@pytest.mark.parametrize(("home", "said"), [("template.spec.replicas", ""), ("replica", REPLICAS)])
def test_a_place_in_the_object_comes_first(home: str, said: str) -> None:
    place = FieldPath(("spec", *home.split(".")))
    assert other_kinds(FieldPath(("spec", "replicas")), [Home(place, 3, 50)], "Pod", "1.36") == said

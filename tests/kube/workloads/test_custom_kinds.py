"""What kinds of other groups waive, and what is said of those that nobody knows."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import FieldWarning, invalid, not_found, required
from podbuilder.kube.core.kinds import PodTemplate
from podbuilder.kube.workloads.custom_kinds import is_unknown, not_judged, not_waived, without_placeholders
from tests.support.pods import path_of

POD = {"spec": {"containers": [{"name": "a", "image": " "}, {"image": "b:1", "readinessProbe": {"httpGet": {}}}]}}
TEMPLATE = PodTemplate(
    ("spec",), frozenset({"name", "image", "readinessProbe.httpGet.port", "spec.volumes", "volumeMounts[*].name"})
)

ERRORS = {
    "a field that must be there": (required(path_of("spec.containers[1].ports[0].name"), ""), False),
    "a wrong name": (invalid(path_of("spec.containers[0].name"), "A", ""), False),
    "a name of something else": (required(path_of("spec.ephemeralContainers[0].name"), ""), False),
    "a volume that is mounted": (not_found(path_of("spec.containers[0].volumeMounts[1].name"), "work", ""), True),
    "a device that is not there": (not_found(path_of("spec.containers[0].volumeDevices[1].name"), "disk", ""), False),
    "a name": (required(path_of("spec.containers[1].name"), ""), True),
    "a name of an init container": (required(path_of("spec.initContainers[0].name"), ""), True),
    "a field that is refused though it is not there": (
        invalid(path_of("spec.containers[1].readinessProbe.httpGet.port"), 0, ""),
        True,
    ),
    "blanks": (invalid(path_of("spec.containers[0].image"), " ", ""), True),
    "a field of the pod": (required(path_of("spec.volumes"), ""), True),
}


@pytest.mark.parametrize(("error", "is_waived"), ERRORS.values(), ids=ERRORS)
def test_what_is_waived(error: Any, is_waived: bool) -> None:
    assert not_waived([error], POD, TEMPLATE) == ([] if is_waived else [error])


def test_what_has_a_placeholder_is_left_out() -> None:
    pod = {"metadata": {"name": "${NAME}", "labels": {"a": "b"}}}
    name, label, missing = (path_of(path) for path in ("metadata.name", "metadata.labels.a", "spec.containers"))
    errors = (invalid(name, "${NAME}", ""), invalid(label, "b", ""), required(missing, ""))
    assert without_placeholders(errors, pod, "${") == errors[1:]
    assert without_placeholders((FieldWarning(name, ""),), pod, "${") == ()


# Whether the kind is unknown, and how the sentence begins.
OBJECTS: dict[str, tuple[dict[str, Any], bool, str]] = {
    "a kind of Kubernetes": ({"kind": "Deployment", "apiVersion": "apps/v1"}, False, ""),
    "a kind that Kubernetes does not have": ({"kind": "Fleet", "apiVersion": "apps/v1"}, False, ""),
    "one in a domain of Kubernetes": ({"kind": "Fleet", "apiVersion": "networking.k8s.io/v1"}, False, ""),
    "no kind": ({}, False, ""),
    "a List": ({"kind": "List", "apiVersion": "v1"}, False, ""),
    "a kind of another group": (
        {"kind": "RayJob", "apiVersion": "ray.io/v1"},
        False,
        "Of this RayJob only its pod template was judged, not what ray.io asks of the rest.",
    ),
    "objects that are filled in": (
        {"kind": "Template", "apiVersion": "template.openshift.io/v1"},
        False,
        "What has a placeholder was not judged: “oc process” fills it in before Kubernetes sees it.",
    ),
    "a kind that nobody knows": (
        {"kind": "Fleet", "apiVersion": "example.com/v1"},
        True,
        "The kind Fleet of example.com is not known here, so neither it nor its template was judged.",
    ),
}


@pytest.mark.parametrize(("whole", "unknown", "sentence"), OBJECTS.values(), ids=OBJECTS)
def test_what_is_not_judged(whole: dict[str, Any], unknown: bool, sentence: str) -> None:
    assert is_unknown(whole) is unknown
    assert not_judged(whole) == sentence

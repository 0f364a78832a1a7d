"""Pods that are written as something else: from one to the other and back."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.core.template_fields import PLAIN, TemplateFields, pattern
from tests.support.pods import path_of

INLINE = TemplateFields.of({"spec": "", "metadata.labels": "labels"}, ["replicas"])
STEPS = TemplateFields.of(
    {"spec.containers": "steps", "spec.containers[*].resources": "steps[*].compute", "spec.volumes": "volumes"},
    ["steps[*].script", "timeout"],
)
SINGLE = TemplateFields.of({"spec.containers[0]": "container", "metadata": "metadata"})
OWN = TemplateFields.of({}, ["spec.timeout"])
JOINED = TemplateFields.of(
    {
        "spec.containers": "steps",
        "spec.containers+": "sidecars",
        "spec.containers+[*].resources": "sidecars[*].compute",
        "spec.volumes": "volumes",
    },
    ["sidecars[*].script"],
)
TWO_AND_ONE = JOINED.bound({"steps": [{}, {}], "sidecars": [{}]})
TWO_AND_NONE = JOINED.bound({"steps": [{}, {}], "sidecars": []})

# Fields, a path of the pod, the same in the template; None where there is no place for it.
PATHS: dict[str, tuple[TemplateFields, str, str | None]] = {
    "a pod": (PLAIN, "spec.containers[0].image", "spec.containers[0].image"),
    "a pod with a field more": (OWN, "spec.containers[0].image", "spec.containers[0].image"),
    "a spec without its name": (INLINE, "spec.containers[0].image", "containers[0].image"),
    "labels beside it": (INLINE, "metadata.labels.app", "labels.app"),
    "other metadata": (INLINE, "metadata.name", None),
    "above what has a place": (INLINE, "metadata", None),
    "steps": (STEPS, "spec.containers[2].image", "steps[2].image"),
    "a field by another name in each step": (STEPS, "spec.containers[2].resources.limits", "steps[2].compute.limits"),
    "a field that steps have no place for": (STEPS, "spec.hostNetwork", None),
    "the only container": (SINGLE, "spec.containers[0].env", "container.env"),
    "a second container": (SINGLE, "spec.containers[1].env", None),
    "the list of containers": (SINGLE, "spec.containers", None),
    "the first of two lists": (TWO_AND_ONE, "spec.containers[1].image", "steps[1].image"),
    "the second of two lists": (TWO_AND_ONE, "spec.containers[2].image", "sidecars[0].image"),
    "a field by another name in the second": (TWO_AND_ONE, "spec.containers[2].resources", "sidecars[0].compute"),
    "one more": (TWO_AND_ONE, "spec.containers[3]", "sidecars[1]"),
    "two lists at once": (TWO_AND_ONE, "spec.containers", None),
    "beside the lists": (TWO_AND_ONE, "spec.volumes[2]", "volumes[2]"),
    "one more where the second list is empty": (TWO_AND_NONE, "spec.containers[2]", "steps[2]"),
    "the only list": (TWO_AND_NONE, "spec.containers", "steps"),
}


@pytest.mark.parametrize(("fields", "path", "expected"), PATHS.values(), ids=PATHS)
def test_from_the_pod_to_the_template(fields: TemplateFields, path: str, expected: str | None) -> None:
    found = fields.in_template(path_of(path))
    assert found == (None if expected is None else path_of(expected))
    if expected is not None:
        assert fields.in_pod(path_of(expected)) == path_of(path)


NOT_IN_POD: dict[str, tuple[TemplateFields, str]] = {
    "a field of its own": (INLINE, "replicas"),
    "a field of its own beside a pod's": (OWN, "spec.timeout"),
    "a field of its own in each step": (STEPS, "steps[1].script"),
    "a field that is no pod's": (STEPS, "params"),
    "a field of its own in a second list": (TWO_AND_ONE, "sidecars[0].script"),
}


@pytest.mark.parametrize(("fields", "path"), NOT_IN_POD.values(), ids=NOT_IN_POD)
def test_no_field_of_the_pod(fields: TemplateFields, path: str) -> None:
    assert fields.in_pod(path_of(path)) is None


PODS: dict[str, tuple[TemplateFields, Any, Any]] = {
    "a pod": (PLAIN, {"spec": {}}, {"spec": {}}),
    "nothing yet": (STEPS, {}, {}),
    "a pod with a field more": (OWN, {"spec": {"timeout": 3, "volumes": []}}, {"spec": {"volumes": []}}),
    "a spec without its name": (
        INLINE,
        {"containers": [{"name": "a"}], "labels": {"app": "a"}, "replicas": 2},
        {"spec": {"containers": [{"name": "a"}]}, "metadata": {"labels": {"app": "a"}}},
    ),
    "steps": (
        STEPS,
        {
            "steps": [{"image": "a", "compute": {"limits": {}}, "script": "x"}, {"image": "b"}],
            "params": [],
            "timeout": 1,
        },
        {"spec": {"containers": [{"image": "a", "resources": {"limits": {}}}, {"image": "b"}]}},
    ),
    "steps that are no list": (STEPS, {"steps": "none"}, {"spec": {"containers": "none"}}),
    "two lists": (
        JOINED,
        {"steps": [{"image": "a"}], "sidecars": [{"image": "b", "compute": {}, "script": "x"}]},
        {"spec": {"containers": [{"image": "a"}, {"image": "b", "resources": {}}]}},
    ),
    "the second of two lists alone": (
        JOINED,
        {"sidecars": [{"image": "b"}]},
        {"spec": {"containers": [{"image": "b"}]}},
    ),
    "a second list that is none": (
        JOINED,
        {"steps": [{"image": "a"}], "sidecars": "none"},
        {"spec": {"containers": [{"image": "a"}]}},
    ),
    "a first list that is none": (
        JOINED,
        {"steps": {"image": "a"}, "sidecars": [{"image": "b"}]},
        {"spec": {"containers": {"image": "a"}}},
    ),
    "the only container": (
        SINGLE,
        {"container": {"image": "a"}, "metadata": {"labels": {}}, "name": "x"},
        {"spec": {"containers": [{"image": "a"}]}, "metadata": {"labels": {}}},
    ),
}


@pytest.mark.parametrize(("fields", "template", "pod"), PODS.values(), ids=PODS)
def test_the_pod_in_a_template(fields: TemplateFields, template: Any, pod: Any) -> None:
    before = repr(template)
    assert fields.pod(template) == pod
    assert repr(template) == before


def test_the_line_of_a_second_list_is_that_of_the_list() -> None:
    assert TWO_AND_ONE.in_pod(path_of("sidecars")) == path_of("spec.containers")
    assert STEPS.bound({"steps": []}) is STEPS


def test_patterns() -> None:
    assert pattern("") == ()
    assert pattern("spec.steps[*].image") == ("spec", "steps", "*", "image")
    assert INLINE.in_template(FieldPath(("spec",))) == ROOT

"""A pod template is judged less strictly than a pod: little of its metadata counts, and not what admission sets."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.defaulting import set_defaults
from podbuilder.kube.validation.options import options_for
from podbuilder.kube.validation.pod_template import validate_pod_template, validate_template_metadata
from tests.support.complaints import assert_errors
from tests.support.pods import make_pod

AT = ROOT.child("spec", "template")
MOUNTS = "spec.template.spec.containers[0].volumeMounts"
MOUNT = {"name": "data", "mountPath": "/b", "recursiveReadOnly": "IfPossible"}

# What is set in a valid pod, and what is refused of the template.
TEMPLATES: dict[str, tuple[dict[str, Any], list[dict[str, str]]]] = {
    "a good one": ({}, []),
    "a name, which no template needs or has": ({"metadata.name": "Not A Name", "metadata.generateName": "-"}, []),
    "a finalizer, which nobody looks at": ({"metadata.finalizers": ["x"]}, []),
    "a priority, which only a pod is given": ({"spec.priority": 7}, []),
    "a label": (
        {"metadata.labels": {"app": "a b"}},
        [{"type": "FieldValueInvalid", "field": "spec.template.metadata.labels"}],
    ),
    "an annotation": (
        {"metadata.annotations": {"a b": "c"}},
        [{"type": "FieldValueInvalid", "field": "spec.template.metadata.annotations"}],
    ),
    "a container without a name": (
        {"spec.containers": [{"image": "nginx"}]},
        [{"type": "FieldValueRequired", "field": "spec.template.spec.containers[0].name"}],
    ),
    "the same in two mounts, of which the server names only the list": (
        {
            "spec.volumes": [{"name": "data", "emptyDir": {}}],
            "spec.containers": [
                {"name": "app", "image": "nginx", "volumeMounts": [{**MOUNT, "mountPath": "/a"}, MOUNT, MOUNT]}
            ],
        },
        [
            {"type": "FieldValueInvalid", "field": f"{MOUNTS}[2].mountPath"},
            {"type": "FieldValueForbidden", "field": f"{MOUNTS}.recursiveReadOnly", "detail": '"/a"'},
            {"type": "FieldValueForbidden", "field": f"{MOUNTS}.recursiveReadOnly", "detail": '"/b"'},
        ],
    ),
    "an ephemeral container": (
        {"spec.ephemeralContainers": [{"name": "debug", "image": "busybox"}]},
        [{"type": "FieldValueForbidden", "field": "spec.template.spec.ephemeralContainers"}],
    ),
}


@pytest.mark.parametrize(("changes", "errors"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_template(changes: dict[str, Any], errors: list[dict[str, str]]) -> None:
    template = set_defaults(make_pod(*changes.items()), "1.36")
    assert_errors(list(validate_pod_template(template, AT, options_for("1.36"))), errors)


def test_the_server_names_metadata_as_if_it_stood_in_the_template_itself() -> None:
    template = make_pod(("metadata.labels", {"app": "a b"}))
    (error,) = validate_template_metadata(template, AT, options_for("1.36"))
    assert (str(error.path), str(error.told_at)) == ("spec.template.metadata.labels", "spec.template.labels")

"""Where a jump to a field lands, and what is said there."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.step_form import StepForm
from podbuilder.builder.pages.jump_targets import Arrival, arrive, welcome
from podbuilder.builder.steps.outline import slug_for
from podbuilder.builder.steps.registry import draw
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import FieldPath

FIELDS = load("1.36")
POD: dict[str, Any] = {
    "metadata": {"name": "web"},
    "spec": {
        "containers": [
            {
                "name": "web",
                "ports": [{"containerPort": 80}],
                "env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}],
                "livenessProbe": {"tcpSocket": {"port": 80}},
            }
        ],
        "volumes": [{"name": "v", "emptyDir": {}}],
    },
}
C = "spec.containers[0]"
F = "f-spec-containers-0"


def form_for(path: FieldPath) -> StepForm | None:
    parts = draw(Sheet(POD, FIELDS), slug_for(path))
    return None if parts is None else StepForm(parts)


def at(text: str) -> Arrival:
    path = FIELDS.resolve(text)
    return arrive(form_for(path), path, FIELDS)


@pytest.mark.parametrize(
    ("path", "element"),
    [
        ("metadata.name", "f-metadata-name"),
        (f"{C}.image", f"{F}-image"),
        (f"{C}.ports[0].hostPort", f"{F}-ports-0-hostPort"),
        (f"{C}.ports", f"{F}-ports-0"),
        (f"{C}.volumeMounts", f"{F}-volumeMounts-add"),
        (f"{C}.livenessProbe", f"{F}-livenessProbe-source"),
        (f"{C}.livenessProbe.tcpSocket.port", f"{F}-livenessProbe-tcpSocket-port"),
        (f"{C}.resources.requests", f"{F}-resources-requests-cpu"),
        (f"{C}.resources.limits", f"{F}-resources-limits-cpu"),
        ("spec.tolerations", "f-spec-tolerations-add"),
        ("spec.affinity", "f-spec-affinity-Affinity"),
    ],
)
def test_the_field_itself(path: str, element: str) -> None:
    arrival = at(path)
    assert (arrival.id, arrival.hint) == (element, "")


@pytest.mark.parametrize(
    ("path", "element", "hint"),
    [
        (f"{C}.ports[1].name", f"{F}-ports-add", "Press “Add port”; “Name” is then among its fields."),
        (f"{C}.args[0]", f"{F}-args-add", "Press “Add argument”."),
        (
            "spec.tolerations[0].key",
            "f-spec-tolerations-add",
            "Press “Add toleration”; “Key” is then among its fields.",
        ),
        ("metadata.labels[app]", "f-metadata-labels-add", "Press “Add label”."),
        (
            f"{C}.livenessProbe.httpGet.path",
            f"{F}-livenessProbe-source",
            "Choose “HTTP request” here; “Path” then stands below.",
        ),
        (f"{C}.livenessProbe.exec", f"{F}-livenessProbe-source", "Choose “Command” here."),
        (
            f"{C}.env[0].valueFrom.fieldRef.fieldPath",
            f"{F}-env-0-valueFrom-source",
            "Choose “Pod field” here; “Pod field” then stands below.",
        ),
        (
            "spec.volumes[0].secret.items[0].key",
            "f-spec-volumes-0-source",
            "Choose “Secret” here; “Key” then stands below.",
        ),
        (
            "spec.volumes[1].configMap.name",
            "f-spec-volumes-add",
            "Press “Add volume”; “ConfigMap” is then among its fields.",
        ),
        (
            "spec.containers[3].image",
            "step",
            "“Image” belongs to a container. Add the container first, in the outline.",
        ),
        (
            "spec.initContainers[0]",
            "step",
            "There is no such init container. Add the init container first, in the outline.",
        ),
    ],
)
def test_what_would_bring_it(path: str, element: str, hint: str) -> None:
    arrival = at(path)
    assert (arrival.id, arrival.hint) == (element, hint)


def test_the_hint_stands_at_its_part() -> None:
    path = FIELDS.resolve(f"{C}.ports[1].name")
    form = form_for(path)
    assert form is not None
    assert welcome(form, path, FIELDS) == []
    said = [(part.name, message.text) for part in form.all_parts for message in getattr(part, "messages", ())]
    assert said == [(f"{C}.ports", "Press “Add port”; “Name” is then among its fields.")]


def test_the_step_itself_says_what_has_no_part() -> None:
    path = FIELDS.resolve("spec.containers[3].image")
    assert [m.kind for m in welcome(None, path, FIELDS)] == ["hint"]
    assert welcome(form_for(FIELDS.resolve("metadata.name")), FIELDS.resolve("metadata.name"), FIELDS) == []

"""Parameters of a draft: what is proposed for a field, what is offered, and which declarations are taken."""

from __future__ import annotations

import pytest

from podbuilder.builder.draft_parameters import candidates, posted, proposal, typed
from podbuilder.kube.catalogue import load
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.templating import Parameter

FIELDS = load("1.36")
ODD = """\
kind: Pod
metadata: {name: web, labels: {Ünï: x}}
spec:
  restartPolicy: Always
  hostNetwork: false
  containers:
  - name: web
    image: nginx:1.27
    ports: [{containerPort: 80}]
    livenessProbe: {httpGet: {port: 80}, periodSeconds: 5}
    resources: {limits: {cpu: 1}}
    env:
    - {name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}
    - {name: B, valueFrom: {configMapKeyRef: {name: c, key: k}}}
  volumes: [{name: v, secret: {secretName: s}}]
"""
PROPOSED = {
    "metadata.name": Parameter("name", "name", "Name", default="web"),
    "metadata.labels[Ünï]": Parameter("n", "string", default="x"),
    "spec.containers[0].image": Parameter("image", "image", "Image", default="nginx:1.27"),
    "spec.containers[0].ports[0].containerPort": Parameter("container-port", "port", default=80),
    "spec.containers[0].livenessProbe.httpGet.port": Parameter("port", "port", default=80),
    "spec.containers[0].livenessProbe.periodSeconds": Parameter("period-seconds", "integer", default=5),
    "spec.containers[0].resources.limits[cpu]": Parameter("cpu", "quantity", default="1"),
    "spec.containers[0].env[0].name": Parameter("name", "name", default="A"),
    "spec.containers[0].env[0].valueFrom.secretKeyRef.name": Parameter("name", "secret", default="s"),
    "spec.containers[0].env[1].valueFrom.configMapKeyRef.name": Parameter("name", "configmap", default="c"),
    "spec.volumes[0].secret.secretName": Parameter("secret-name", "secret", default="s"),
    "spec.hostNetwork": Parameter("host-network", "boolean", default=False),
    "spec.hostname": Parameter("hostname", "string"),
}


@pytest.mark.parametrize("case", PROPOSED.items(), ids=PROPOSED)
def test_what_is_proposed_for_a_field(case: tuple[str, Parameter]) -> None:
    text, expected = case
    found = proposal(Manifest.read(ODD), FIELDS.resolve(text), FIELDS, [])
    assert (found.name, found.type, found.default) == (expected.name, expected.type, expected.default)
    assert found.label


def test_a_choice_and_a_name_that_is_taken() -> None:
    taken = [Parameter("restart-policy"), Parameter("restart-policy-2")]
    found = proposal(Manifest.read(ODD), FIELDS.resolve("spec.restartPolicy"), FIELDS, taken)
    assert (found.name, found.type) == ("restart-policy-3", "choice")
    assert "OnFailure" in found.choices


def test_what_is_offered() -> None:
    found = {str(offer.path): (offer.label, offer.value) for offer in candidates(Manifest.read(ODD), FIELDS)}
    assert found["spec.containers[0].image"] == ("web: Image", "nginx:1.27")
    assert found["spec.hostNetwork"][1] == "false"
    assert "spec.containers" not in found
    assert "spec.hostname" not in found
    assert candidates(Manifest.read(ODD.replace("nginx", "<param:x>")), FIELDS)


DECLARED: dict[str, tuple[dict[str, str], Parameter]] = {
    "a text": ({"name": "a"}, Parameter("a")),
    "a text that may be empty": ({"name": "a", "is_optional": "on"}, Parameter("a", default="", is_optional=True)),
    "a number": (
        {"name": "a", "type": "integer", "minimum": "-1", "maximum": "9", "default": "0", "longest": "3"},
        Parameter("a", "integer", minimum=-1, maximum=9, default=0),
    ),
    "an amount": (
        {"name": "a", "type": "quantity", "minimum": "1Gi", "default": "2Gi"},
        Parameter("a", "quantity", minimum="1Gi", default="2Gi"),
    ),
    "a list": (
        {"name": "a", "type": "choice", "choices": "x\r\n y \r\n\r\nx", "default": "y"},
        Parameter("a", "choice", choices=("x", "y"), default="y"),
    ),
    "a number as large as can be": (
        {"name": "a", "type": "integer", "maximum": str(10**15)},
        Parameter("a", "integer", maximum=10**15),
    ),
    "choices that are cut to what a value may have": (
        {"name": "a", "type": "choice", "choices": f"{'x' * 253}y"},
        Parameter("a", "choice", choices=("x" * 253,)),
    ),
    "choices that no longer count": ({"name": "a", "choices": "x", "longest": "4"}, Parameter("a", longest=4)),
}
REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "no name": ({}, "name"),
    "a name in capitals": ({"name": "A"}, "name"),
    "a name that is taken": ({"name": "taken"}, "name"),
    "a default that will not do": ({"name": "a", "type": "port", "default": "http"}, "default"),
    "a bound that is no number": ({"name": "a", "type": "integer", "minimum": "few"}, "minimum"),
    "a bound that is too large": ({"name": "a", "type": "integer", "maximum": str(10**15 + 1)}, "maximum"),
    "bounds the wrong way round": ({"name": "a", "type": "integer", "minimum": "2", "maximum": "1"}, "minimum"),
    "a length that is none": ({"name": "a", "longest": "long"}, "longest"),
    "a list of nothing": ({"name": "a", "type": "choice"}, "choices"),
    "an amount that is none": ({"name": "a", "type": "quantity", "maximum": "lots"}, "minimum"),
}


@pytest.mark.parametrize("case", DECLARED.values(), ids=DECLARED)
def test_a_declaration_that_is_taken(case: tuple[dict[str, str], Parameter]) -> None:
    found = posted(case[0], [])
    assert (found.errors, found.parameter) == ({}, case[1])


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_declaration_that_is_not(case: tuple[dict[str, str], str]) -> None:
    assert case[1] in posted(case[0], [Parameter("taken")]).errors


def test_a_parameter_takes_the_type_of_its_field() -> None:
    manifest = Manifest.read(ODD.replace("nginx:1.27", "<param:x>"))
    assert typed(manifest, Parameter("x"), FIELDS).type == "image"
    assert typed(manifest, Parameter("x", default="a b"), FIELDS) == Parameter("x", default="a b")
    assert typed(manifest, Parameter("y"), FIELDS) == Parameter("y")

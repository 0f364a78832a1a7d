"""Values of containers."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.exporters.helm.container_values import ImageParts, parts_of
from tests.kube.exporters.helm.charts import chart, chart_of, pod, said, schema, template, values

DIGEST = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("nginx", ("nginx", "", "")),
        ("nginx:1.27", ("nginx", "1.27", "")),
        ("registry:5000/team/app:1", ("registry:5000/team/app", "1", "")),
        ("registry:5000/team/app", ("registry:5000/team/app", "", "")),
        (f"nginx@{DIGEST}", ("nginx", "", DIGEST)),
        (f"nginx:1@{DIGEST}", ("nginx", "1", DIGEST)),
        ("{{ .Values }}:x y", ("{{ .Values }}:x y", "", "")),
    ],
)
def test_the_parts_of_an_image_are_its_text(text: str, parts: tuple[str, str, str]) -> None:
    assert parts_of(text) == parts
    one = ImageParts(*parts)
    assert one.repository + (f":{one.tag}" if one.tag else "") + (f"@{one.digest}" if one.digest else "") == text


def container(**fields: Any) -> Any:
    return chart_of(pod(containers=[{"name": "web", **fields}]))


def test_an_image_is_put_together_by_a_helper() -> None:
    export = container(image="nginx:1.27")
    assert values(export)["image"] == {"repository": "nginx", "tag": "1.27", "digest": "", "pullPolicy": ""}
    assert 'image: {{ include "web.image" .Values.image | quote }}' in template(export, "pod.yaml")
    assert said(export)["Pod web: spec.containers[0].image"] == "image"


@pytest.mark.parametrize("image", ["", 1, None, "a <no value>"])
def test_what_is_no_image_stays(image: Any) -> None:
    assert set(values(container(image=image))["image"]) == {"pullPolicy"}


@pytest.mark.parametrize(("policy", "is_value"), [("Always", True), ("", False), ("Sometimes", False), (1, False)])
def test_a_pull_policy_is_a_value_if_it_is_one(policy: Any, is_value: bool) -> None:
    export = container(image="nginx", imagePullPolicy=policy)
    assert ("pullPolicy" in values(export)["image"]) is is_value


def test_variables_keep_their_order_and_others_can_be_added() -> None:
    export = chart("shop")
    assert values(export)["env"] == {"LOG_LEVEL": "info", "ADDRESS": "$(LOG_LEVEL)@db"}
    lines = template(export, "deployment.yaml")
    start = lines.index("env:")
    assert lines[start + 1 : start + 11] == [
        "- name: LOG_LEVEL",
        "value: {{ .Values.env.LOG_LEVEL | quote }}",
        "- name: PASSWORD",
        "valueFrom:",
        "secretKeyRef:",
        "name: {{ .Values.existingSecrets.webDb | quote }}",
        "key: password",
        "- name: ADDRESS",
        "value: {{ .Values.env.ADDRESS | quote }}",
        '{{- range $key, $value := omit .Values.env "LOG_LEVEL" "ADDRESS" }}',
    ]
    assert schema(export)["properties"]["env"]["propertyNames"] == {"not": {"enum": ["PASSWORD"]}}


def test_variables_that_are_no_values() -> None:
    env = [
        {"name": "A", "value": "1"},
        {"name": "A", "value": "2"},
        {"name": "B"},
        {"name": ["C"]},
        {"name": "D", "value": 1},
    ]
    export = container(env=env)
    assert values(export)["env"] == {}
    assert "{{- range $key, $value := .Values.env }}" in template(export, "pod.yaml")


@pytest.mark.parametrize("env", [[], None, {}])
def test_an_empty_list_of_variables_stays(env: Any) -> None:
    assert "env" not in values(container(env=env))


def test_the_times_of_probes_that_are_there() -> None:
    probe = {"tcpSocket": {"port": 80}, "periodSeconds": 5, "failureThreshold": "many"}
    export = container(readinessProbe=probe, livenessProbe={"tcpSocket": {"port": 80}})
    assert values(export)["readinessProbe"] == {"periodSeconds": 5}
    assert "livenessProbe" not in values(export)


def test_a_container_without_a_name_has_no_values() -> None:
    assert "image" not in values(chart_of(pod(containers=[{"image": "nginx"}])))

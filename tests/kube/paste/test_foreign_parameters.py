"""Placeholders become parameters where nothing else makes a text unreadable."""

from __future__ import annotations

import pytest

from podbuilder.kube.paste.diagnosis import diagnose
from podbuilder.kube.paste.foreign_parameters import control, in_fields, parametrized
from podbuilder.kube.paste.lines import lines_of
from podbuilder.kube.templating import Parameter
from tests.kube.paste.pod import POD

HELM = POD.replace("name: web", "name: {{ .Release.Name }}").replace(
    "nginx:1.27", '{{ .Values.image.repository }}:{{ .Values.image.tag | default "1.27" }}'
)


def test_a_manifest_has_no_placeholders() -> None:
    assert control(lines_of(POD)) is None
    assert parametrized(lines_of(POD + "# {{ x }}\n")) is None


def test_values_become_parameters() -> None:
    found = diagnose(HELM)
    assert found.traces[0][:2] == (4, 9)
    assert "“{{ .Release.Name }}” is a placeholder" in found.traces[0].message
    assert [(one.name, one.default) for one in found.parameters] == [
        ("name", None),
        ("image-repository", None),
        ("image-tag", "1.27"),
    ]
    assert "name: <param:name>\n" in found.cleaned
    assert "image: <param:image-repository>:<param:image-tag>\n" in found.cleaned


def test_different_placeholders_get_different_names() -> None:
    found = parametrized(lines_of("a: {{ .Values.x }}\nb: {{ .x }}\nc: {{ .x }}\n"))
    assert found is not None
    assert [line.text for line in found.lines] == ["a: <param:x>", "b: <param:x-2>", "c: <param:x-2>"]


def test_more_placeholders_than_a_template_has_are_left() -> None:
    assert parametrized(lines_of("".join(f"k{i}: {{{{ .v{i} }}}}\n" for i in range(61)))) is None


@pytest.mark.parametrize(
    "line",
    ["{% if x %}", "{{- if .Values.x }}", "{{ range .a }}", '  {{- include "x" . | nindent 4 }}', "{{/* no */}}"],
)
def test_what_computes_is_only_named(line: str) -> None:
    found = diagnose(f"{POD}{line}\n")
    assert "instruction of a templating language" in found.traces[0].message
    assert found.traces[0].line == 10
    assert found.cleaned == ""


def test_long_placeholders_are_cut_short() -> None:
    found = parametrized(lines_of("a: ${SECRET:-abc}\n"))
    assert found is not None
    assert "“${…”" in found.trace.message
    assert "abc" not in found.trace.message


def test_fields_of_kubernetes_get_placeholders_of_our_own() -> None:
    container = {
        "name": "${NAME}",
        "args": ["${NAME}"],
        "command": ["sh", "-c", "echo ${HOME}"],
        "env": [{"name": "A", "value": "${A}"}, {"name": "B", "value": "x ${B}"}],
        "ports": [{"containerPort": 80}],
    }
    pod = {"metadata": {"name": "${NAME}-x", "annotations": {"a": "{{ b }}"}}, "spec": {"containers": [container]}}
    values, made = in_fields(pod, (Parameter("a"),))
    assert {str(path): text for path, text in values.items()} == {
        "metadata.name": "<param:name>-x",
        "spec.containers[0].name": "<param:name>",
        "spec.containers[0].env[0].value": "<param:a-2>",
    }
    assert [one.name for one in made] == ["name", "a-2"]

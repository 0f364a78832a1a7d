"""Parameters of templates as values; what helm makes of them, test_oracle.py asks."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.templating import Parameter
from tests.kube.exporters.helm.charts import chart_of, pod, said, schema, template, values


def one_with(text: str, *parameters: Parameter, **fields: Any) -> Any:
    return chart_of(pod(containers=[{"name": "web", "args": [text], **fields}]), parameters=parameters)


def line_of(text: str, *parameters: Parameter) -> str:
    (line,) = (line for line in template(one_with(text, *parameters), "pod.yaml") if line.startswith("- {{ "))
    return line.removeprefix("- ")


def test_without_parameters_a_placeholder_is_a_text() -> None:
    assert '- "<param:x>"' in template(one_with("<param:x>"), "pod.yaml")


@pytest.mark.parametrize(
    ("text", "parameter", "line"),
    [
        ("<param:x>", Parameter("x", default="a"), "{{ .Values.parameters.x | quote }}"),
        ("<param:x>", Parameter("x", "port", default=80), "{{ (int64 .Values.parameters.x) | quote }}"),
        ("<param:x>", Parameter("x", "boolean", default=True), "{{ .Values.parameters.x | quote }}"),
        ("5 % <param:x>", Parameter("x", default="a"), '{{ printf "5 %% %v" .Values.parameters.x | quote }}'),
        ("<param:x><param:y>", Parameter("x", default="a"), '{{ printf "%v<param:y>" .Values.parameters.x | quote }}'),
        ("<param::x>", Parameter("x", default="a"), '{{ printf "<param:x>" | quote }}'),
        ("<param:x>", Parameter("x"), '{{ (required "parameters.x is not set" .Values.parameters.x) | quote }}'),
        ("<param:x>", Parameter("x", is_optional=True), "{{ .Values.parameters.x | quote }}"),
        ("<param:a-b>", Parameter("a-b", default=""), "{{ .Values.parameters.aB | quote }}"),
    ],
)
def test_what_stands_for_a_placeholder(text: str, parameter: Parameter, line: str) -> None:
    assert line_of(text, parameter) == line


def test_a_number_stays_one_where_no_text_is_wanted() -> None:
    export = one_with("x", Parameter("port", "port", default=80), ports=[{"containerPort": "<param:port>"}])
    assert "- containerPort: {{ (int64 .Values.parameters.port) | toJson }}" in template(export, "pod.yaml")
    assert said(export)["Pod web: spec.containers[0].ports[0].containerPort"] == "parameters.port"


@pytest.mark.parametrize(
    ("parameter", "checked"),
    [
        (Parameter("x", default="a", longest=5), {"type": "string", "maxLength": 5}),
        (Parameter("x", "image", default="r/a", starts_with="r/"), {"type": "string", "pattern": "^r/"}),
        (Parameter("x", "integer", default=1, minimum=0), {"type": "integer", "minimum": 0}),
        (Parameter("x", "port", default=80, maximum=100), {"type": "integer", "minimum": 1, "maximum": 100}),
        (Parameter("x", "boolean", default=False), {"type": "boolean"}),
        (Parameter("x", "choice", default="a", choices=("a", "b")), {"type": "string", "enum": ["a", "b"]}),
        (Parameter("x", "choice", choices=("a",)), {"type": ["string", "null"], "enum": ["a", None]}),
        (Parameter("x", "integer"), {"type": ["integer", "null"]}),
    ],
)
def test_what_a_parameter_may_be(parameter: Parameter, checked: dict[str, Any]) -> None:
    export = one_with("<param:x>", parameter)
    assert schema(export)["properties"]["parameters"]["properties"]["x"] == {"description": "X.", **checked}
    assert values(export)["parameters"] == {"x": parameter.default}


def test_quantities_are_checked() -> None:
    found = schema(one_with("<param:x>", Parameter("x", "quantity", default="1Gi")))
    assert "pattern" in found["properties"]["parameters"]["properties"]["x"]


def test_what_has_no_default_is_asked() -> None:
    export = one_with("<param:x>", Parameter("x", label="Greeting", help="Shown to all."))
    assert said(export)["parameter x"] == "It has no default: give it a value."
    assert "# Greeting. Shown to all." in export.files["values.yaml"]


def test_a_parameter_that_nothing_uses_is_no_value() -> None:
    assert "parameters" not in values(one_with("x", Parameter("x", default="a")))

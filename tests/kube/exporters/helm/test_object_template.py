"""An object with places that a template fills in."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.helm.object_template import ObjectTemplate, Slot, structure, text_map, texts

SPEC = FieldPath(("spec",))


def template(spec: Any) -> ObjectTemplate:
    return ObjectTemplate({"kind": "Thing", "metadata": {"name": "web"}, "spec": spec})


def lines(one: ObjectTemplate) -> list[str]:
    return one.text.splitlines()[4:]


def test_without_slots_it_is_the_document() -> None:
    assert template({"a": "{{", "b": "x\n"}).text == (
        'kind: Thing\nmetadata:\n  name: web\nspec:\n  a: "{{ "{{" }}"\n  b: |\n    x\n'
    )


def test_a_text_stands_behind_its_key() -> None:
    one = template({"a": "x", "c": "y"})
    one.put(SPEC.child("a"), texts(".Values.a"))
    one.put(SPEC.child("c"), Slot(text='"z"'))
    assert lines(one) == ["  a: {{ .Values.a | quote }}", '  c: "z"']


def test_a_structure_stands_below_its_key() -> None:
    one = template({"list": [{"name": "a"}]})
    one.put(FieldPath((*SPEC, "list", 0, "b")), structure(".Values.b"))
    one.put(FieldPath((*SPEC, "list", 0, "c")), text_map(".Values.c"))
    assert lines(one) == [
        "  list:",
        "  - name: a",
        "    {{- with .Values.b }}",
        "    b:",
        "      {{- toYaml . | nindent 6 }}",
        "    {{- end }}",
        "    {{- with .Values.c }}",
        "    c:",
        "      {{- range $key, $value := . }}",
        "      {{ $key | quote }}: {{ $value | quote }}",
        "      {{- end }}",
        "    {{- end }}",
    ]


def test_items_of_lists() -> None:
    one = template({"list": ["a", "b"], "first": [{"name": "x"}]})
    one.put(FieldPath((*SPEC, "list", 1)), texts(".Values.b"))
    one.put(FieldPath((*SPEC, "list", 2)), Slot(below=("{{- with .Values.more }}", "- {{ . }}", "{{- end }}")))
    one.put(FieldPath((*SPEC, "first", 0, "name")), texts(".Values.x"))
    assert lines(one) == [
        "  list:",
        "  - a",
        "  - {{ .Values.b | quote }}",
        "  {{- with .Values.more }}",
        "  - {{ . }}",
        "  {{- end }}",
        "  first:",
        "  - name: {{ .Values.x | quote }}",
    ]


def test_a_key_that_is_too_long_for_its_line() -> None:
    one = template({"k" * 600: "x"})
    one.put(SPEC.child("k" * 600), texts(".Values.x"))
    assert lines(one) == [f"  ? {'k' * 600}", "  : {{ .Values.x | quote }}"]


def test_a_text_that_looks_like_the_mark_of_a_slot() -> None:
    one = template({"a": "chart-slot-0", "b": "chart-slot-x"})
    one.put(SPEC.child("c"), texts(".Values.c"))
    assert lines(one) == ["  a: chart-slot-0", "  b: chart-slot-x", "  c: {{ .Values.c | quote }}"]


def test_an_object_under_a_condition() -> None:
    one = template({})
    one.condition = ".Values.enabled"
    assert one.text.splitlines()[0] == "{{- if .Values.enabled }}"
    assert one.text.splitlines()[-1] == "{{- end }}"


def test_what_has_a_slot_is_not_free() -> None:
    one = template({"a": {"b": 1}})
    one.put(SPEC.child("a", "b"), texts("x"))
    for path in (SPEC, SPEC.child("a"), SPEC.child("a", "b"), SPEC.child("a", "b", "c")):
        assert not one.is_free(path)
        with pytest.raises(ValueError, match="has a slot"):
            one.put(path, texts("y"))
    assert one.is_free(SPEC.child("c"))


def test_its_values_and_how_a_report_names_them() -> None:
    one = template({"a": None})
    assert (one.kind, one.name, one.place(SPEC.child("a"))) == ("Thing", "web", "Thing web: spec.a")
    assert one.has(("spec", "a"))
    assert not one.has(("spec", "b"))
    assert one.get("metadata", "name") == "web"

"""Labels and selectors."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.exporters.helm.label_slots import texts_in
from podbuilder.kube.templating import Parameter
from tests.kube.exporters.helm.charts import chart, chart_of, pod, said, schema, template, values

SELECTOR = '{{- include "web.selectorLabels" . | nindent 6 }}'


def labelled(kind: str, name: str, labels: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": kind, "metadata": {"name": name, "labels": labels}}


def test_only_texts_are_labels() -> None:
    assert texts_in({"a": "b"}) == {"a": "b"}
    assert texts_in({"a": 1}) == texts_in(None) == texts_in(["a"]) == {}


def test_a_selector_is_the_helpers() -> None:
    export = chart("shop")
    for file in ("deployment.yaml", "poddisruptionbudget.yaml"):
        assert SELECTOR in template(export, file)
    assert '{{- include "web.selectorLabels" . | nindent 4 }}' in template(export, "service.yaml")
    lines = template(export, "deployment.yaml")
    assert '{{- include "web.labels" . | nindent 4 }}' in lines
    assert 'version: "1"' in lines


def test_rules_of_a_pod_that_name_its_labels_follow_them() -> None:
    lines = template(chart("database"), "statefulset.yaml")
    assert lines.count('- {{ include "db.fullname" . | quote }}') == 1
    assert lines.count('{{- include "db.selectorLabels" . | nindent 12 }}') == 1
    assert "- other" in lines


def test_selectors_of_several_workloads() -> None:
    worker = 'app: {{ printf "%s-worker" (include "front.fullname" . | trunc 56 | trimSuffix "-") | quote }}'
    assert worker in template(chart("platform"), "service-front-worker.yaml")
    assert '{{- include "front.selectorLabels" . | nindent 6 }}' in template(chart("platform"), "networkpolicy.yaml")


def test_a_selector_that_is_the_same_in_every_release_is_told() -> None:
    report = said(chart("platform"))
    assert report["DaemonSet service: spec.selector"].startswith("No label in it follows the release")
    assert "Deployment front: spec.selector" not in report


def test_labels_that_all_objects_have() -> None:
    export = chart_of(labelled("ConfigMap", "a", {"x": "1", "z": "2"}), labelled("ConfigMap", "b", {"x": "1"}), pod())
    assert '{{- include "web.labels" . | nindent 4 }}' in template(export, "configmap-a.yaml")
    assert 'z: "2"' in template(export, "configmap-a.yaml")
    assert "{{- with .Values.commonLabels }}" in template(export, "pod.yaml")
    assert schema(export)["properties"]["commonLabels"]["propertyNames"] == {"not": {"enum": ["x", "z"]}}


def test_labels_of_which_none_is_everywhere() -> None:
    export = chart_of(labelled("ConfigMap", "a", {"x": "1"}), labelled("ConfigMap", "b", {"y": "1"}), pod())
    added = '{{- with include "web.labels" . }}{{- . | nindent 4 }}{{- end }}'
    assert added in template(export, "configmap-a.yaml")
    assert '{{- with include "web.labels" . }}' in template(export, "pod.yaml")


@pytest.mark.parametrize("labels", [{}, None, {"a": 1}])
def test_what_are_no_labels_stays(labels: Any) -> None:
    export = chart_of(pod(), labelled("ConfigMap", "a", labels))
    assert "commonLabels" not in "".join(template(export, "configmap.yaml"))


def test_objects_whose_labels_all_stay() -> None:
    for label in (1, "<param:x>"):
        one = {**pod(), "metadata": {"name": "web", "labels": {"a": label}}}
        assert "commonLabels" not in values(chart_of(one, parameters=[Parameter("x")]))


def test_odd_rules_stay() -> None:
    rules = [{"key": 1, "values": ["web"]}, {"key": "app", "values": [1]}, "x"]
    export = chart_of(
        {**pod(), "metadata": {"name": "web", "labels": {"app": "web"}}},
        {**labelled("Thing", "t", None), "matchExpressions": rules},
    )
    assert template(export, "thing.yaml").count("- web") == 1


def test_a_selector_with_a_placeholder_stays() -> None:
    service = {"kind": "Service", "metadata": {"name": "s"}, "spec": {"selector": {"app": "web", "x": "<param:x>"}}}
    web = {**pod(), "metadata": {"name": "web", "labels": {"app": "web"}}}
    assert "app: web" in template(chart_of(web, service, parameters=[Parameter("x")]), "service.yaml")

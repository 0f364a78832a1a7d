"""Values of Services, Ingresses, autoscalers and disruption budgets."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kube.exporters.helm.charts import chart, chart_of, pod, said, template, values


def beside(kind: str, **spec: Any) -> Any:
    return chart_of(pod(), {"apiVersion": "v1", "kind": kind, "metadata": {"name": "web"}, "spec": spec})


def test_a_service() -> None:
    found = values(chart("shop"))["service"]
    assert found == {"type": "ClusterIP", "port": 80, "annotations": {}}


def test_several_services_and_ports() -> None:
    assert values(chart("platform"))["service"] == {
        "front": {"type": "LoadBalancer", "ports": {"http": 80, "metrics": 9090}, "annotations": {"a": "b"}},
        "frontWorker": {"type": "", "port": 80, "annotations": {}},
    }


def test_a_headless_service_has_no_other_type() -> None:
    assert values(chart("database"))["service"] == {"ports": {"sql": 5432}, "annotations": {}}


@pytest.mark.parametrize(
    "spec",
    [
        {},
        {"type": "ExternalName", "externalName": "example.com"},
        {"type": "", "ports": [{"port": 0}]},
        {"type": None, "ports": "x"},
    ],
)
def test_a_service_of_which_little_can_be_made(spec: Any) -> None:
    assert values(beside("Service", **spec))["service"] == {"annotations": {}}


def test_an_ingress_can_be_left_out_and_have_another_host() -> None:
    export = chart("shop")
    assert values(export)["ingress"] == {
        **{"enabled": True, "className": "nginx", "annotations": {}, "host": "shop.example.com"}
    }
    lines = template(export, "ingress.yaml")
    assert (lines[0], lines[-1]) == ("{{- if .Values.ingress.enabled }}", "{{- end }}")
    assert lines.count("- host: {{ .Values.ingress.host | quote }}") == 1
    assert lines.count("- {{ .Values.ingress.host | quote }}") == 1
    assert said(export)["Ingress web: "] == "ingress.enabled"


def test_an_ingress_of_several_hosts_keeps_them() -> None:
    assert values(chart("platform"))["ingress"] == {"enabled": True, "className": None, "annotations": {}}


def test_an_ingress_that_says_nothing() -> None:
    assert values(beside("Ingress"))["ingress"] == {"enabled": True, "annotations": {}}


def test_an_autoscaler() -> None:
    assert values(chart("shop"))["autoscaling"] == {
        **{"enabled": True, "minReplicas": 2, "maxReplicas": 5, "targetCPUUtilizationPercentage": 80}
    }
    assert values(chart("platform"))["autoscaling"] == {
        **{"enabled": True, "maxReplicas": 4, "targetMemoryUtilizationPercentage": 70}
    }


@pytest.mark.parametrize("field", [{"minAvailable": 1}, {"minAvailable": "50%"}, {"maxUnavailable": 0}])
def test_a_disruption_budget(field: dict[str, Any]) -> None:
    assert values(beside("PodDisruptionBudget", **field))["podDisruptionBudget"] == {"enabled": True, **field}

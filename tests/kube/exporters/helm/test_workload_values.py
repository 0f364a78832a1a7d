"""Values of workloads and their pods."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kube.exporters.helm.charts import chart, chart_of, pod, said, template, values


def workload(kind: str = "Deployment", metadata: Any = None, **spec: Any) -> dict[str, Any]:
    inside = {"metadata": metadata, "spec": pod()["spec"]} if metadata is not None else {"spec": pod()["spec"]}
    fields = {"selector": {"matchLabels": {"app": "web"}}, "template": inside, **spec}
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "web"}, "spec": fields}


def test_replicas_that_are_given() -> None:
    export = chart_of(workload(replicas=0))
    assert values(export)["replicaCount"] == 0
    assert "replicas: {{ .Values.replicaCount | toJson }}" in template(export, "deployment.yaml")


def test_replicas_that_are_not_given() -> None:
    export = chart_of(workload())
    assert values(export)["replicaCount"] is None
    assert '{{- if not (kindIs "invalid" .Values.replicaCount) }}' in template(export, "deployment.yaml")


def test_replicas_that_an_autoscaler_gives() -> None:
    export = chart("shop")
    assert values(export)["replicaCount"] == 1
    assert "{{- if not .Values.autoscaling.enabled }}" in template(export, "deployment.yaml")


@pytest.mark.parametrize("spec", [{}, {"scaleTargetRef": {"kind": "Deployment", "name": "other"}}])
def test_replicas_beside_an_autoscaler_of_something_else(spec: Any) -> None:
    scaler = {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web"},
        "spec": spec,
    }
    assert values(chart_of(workload(), scaler))["replicaCount"] is None


def test_kinds_that_count_no_pods() -> None:
    assert "replicaCount" not in values(chart_of(workload("DaemonSet")))
    assert "replicaCount" not in values(chart_of(pod()))
    assert "replicaCount" not in values(chart("rollout"))


def test_replicas_that_are_no_number_stay() -> None:
    assert "replicaCount" not in values(chart_of(workload(replicas="many")))


def test_the_schedule_of_jobs() -> None:
    found = values(chart("nightly"))
    assert (found["schedule"], found["timeZone"]) == ("0 3 * * *", "Etc/UTC")


def test_several_workloads_and_containers_have_values_of_their_own() -> None:
    found = values(chart("platform"))
    assert found["front"]["image"]["repository"] == "front"
    assert found["frontWorker"]["image"]["repository"] == "worker"
    # A workload called service is no group of Services.
    assert {"agent", "a", "a2"} <= set(found["serviceValues"])
    assert values(chart("database"))["configValues"]["image"]["tag"] == "v0.16.0"


def test_where_pods_run_is_a_value() -> None:
    found = values(chart("database"))
    assert found["tolerations"][0]["key"] == "dedicated"
    assert found["imagePullSecrets"] == [{"name": "registry"}]
    # These name labels that follow the release.
    assert "affinity" not in found
    assert "topologySpreadConstraints" not in found


@pytest.mark.parametrize("value", [{}, None, {"disk": None}, ["ssd"]])
def test_what_cannot_be_a_default_stays(value: Any) -> None:
    assert "nodeSelector" not in values(chart_of(pod(nodeSelector=value)))


def test_labels_and_annotations_of_pods() -> None:
    export = chart_of(workload(metadata={"labels": {"app": "web"}, "annotations": {"a": "b"}}))
    assert values(export)["podLabels"] == {}
    assert values(export)["podAnnotations"] == {"a": "b"}
    assert said(export)["Deployment web: spec.template.metadata.annotations"] == "podAnnotations"


def test_pods_without_labels() -> None:
    export = chart_of(workload(metadata={"annotations": {"a": "b"}}))
    assert "{{- with .Values.podLabels }}" in template(export, "deployment.yaml")


@pytest.mark.parametrize(
    "metadata", [None, {}, {"labels": {}, "annotations": {}}, {"labels": {"a": 1}, "annotations": {"a": 1}}]
)
def test_metadata_of_which_nothing_can_be_made(metadata: Any) -> None:
    assert not {"podLabels", "podAnnotations"} & set(values(chart_of(workload(metadata=metadata))))


def test_a_pod_without_a_spec_to_speak_of() -> None:
    export = chart_of(pod(), {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "x"}, "spec": None})
    assert "nodeSelector" not in values(export).get("x", {})


def test_a_checksum_of_configuration_that_is_there_already() -> None:
    lines = template(chart("platform"), "deployment-front.yaml")
    assert not any("restartOnConfigChange" in line for line in lines)
    assert any("restartOnConfigChange" in line for line in template(chart("platform"), "daemonset.yaml"))

"""Values of claims and ConfigMaps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kube.exporters.helm.charts import chart, chart_of, pod, said, template, values


def claim(name: str, **spec: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": name}, "spec": spec}


def uses(*names: str) -> dict[str, Any]:
    volumes = [{"name": f"v{i}", "persistentVolumeClaim": {"claimName": name}} for i, name in enumerate(names)]
    return pod(volumes=volumes)


def test_a_claim_of_the_chart() -> None:
    export = chart("shop")
    assert values(export)["persistence"] == {
        **{"existingClaim": "", "size": "1Gi", "accessModes": ["ReadWriteOnce"], "storageClass": None}
    }
    assert template(export, "persistentvolumeclaim.yaml")[0] == "{{- if not .Values.persistence.existingClaim }}"
    (line,) = (line for line in template(export, "deployment.yaml") if line.startswith("claimName"))
    assert line.startswith('claimName: {{ .Values.persistence.existingClaim | default (printf "%s-data"')


def test_a_claim_whose_name_does_not_follow_the_release() -> None:
    export = chart_of(uses("data"), claim("data", storageClassName="fast"))
    assert 'claimName: {{ .Values.persistence.existingClaim | default "data" | quote }}' in template(export, "pod.yaml")
    assert values(export)["persistence"] == {"existingClaim": "", "storageClass": "fast"}


def test_a_claim_that_has_to_be_there() -> None:
    export = chart("nightly")
    assert values(export)["persistence"] == {"existingClaim": "reports"}
    place = "spec.jobTemplate.spec.template.spec.volumes[0].persistentVolumeClaim.claimName"
    assert said(export)[f"CronJob a.night-time.job.whose.name.is.longer.than.releases: {place}"] == (
        "persistence.existingClaim"
    )


def test_claims_of_a_stateful_set() -> None:
    assert values(chart("database"))["persistence"] == {
        "data": {"size": "10Gi", "accessModes": ["ReadWriteOnce"], "storageClass": "fast"},
        "log": {"size": "1Gi", "accessModes": ["ReadWriteOnce"], "storageClass": None},
    }


def test_several_claims() -> None:
    export = chart_of(uses("data", "other", "data"), claim("data"), claim("unused", accessModes=["ReadWriteMany"]))
    assert values(export)["persistence"] == {
        "data": {"existingClaim": ""},
        "other": {"existingClaim": "other"},
        "unused": {"accessModes": ["ReadWriteMany"], "storageClass": None},
    }


@pytest.mark.parametrize("spec", [{}, {"resources": {"requests": {"storage": "much"}}}])
def test_a_claim_that_says_little(spec: Any) -> None:
    assert "size" not in values(chart_of(uses("data"), claim("data", **spec)))["persistence"]


def config(data: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "data": data}


def test_the_data_of_config_maps() -> None:
    assert values(chart("shop"))["config"]["true"] == "on"
    assert values(chart("platform"))["config"] == {"front": {"a": "1"}, "shared": {"b": "2"}}
    lines = template(chart("platform"), "configmap-shared.yaml")
    assert "{{- range $key, $value := .Values.config.shared }}" in lines
    assert "c: AAAA" in lines


@pytest.mark.parametrize("data", [{}, None, {"a": 1}, {"a": "<no value>"}])
def test_data_that_stays(data: Any) -> None:
    assert "config" not in values(chart_of(pod(), config(data)))

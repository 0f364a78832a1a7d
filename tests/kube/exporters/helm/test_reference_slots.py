"""Names that follow the release, and those that are values."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.templating import Parameter
from tests.kube.exporters.helm.charts import chart, chart_of, pod, said, template, values

FULL = '{{ include "web.fullname" . | quote }}'


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("deployment.yaml", f"name: {FULL}"),
        ("deployment.yaml", "namespace: {{ .Release.Namespace | quote }}"),
        ("deployment.yaml", 'serviceAccountName: {{ include "web.serviceAccountName" . | quote }}'),
        ("serviceaccount.yaml", 'name: {{ include "web.serviceAccountName" . | quote }}'),
        ("horizontalpodautoscaler.yaml", f"name: {FULL}"),
        ("ingress.yaml", f"name: {FULL}"),
        ("ingress.yaml", "secretName: {{ .Values.existingSecrets.webTls | quote }}"),
        (
            "configmap.yaml",
            'name: {{ printf "%s-config" (include "web.fullname" . | trunc 56 | trimSuffix "-") | quote }}',
        ),
    ],
)
def test_names_in_the_objects_of_a_release(file: str, line: str) -> None:
    assert line in template(chart("shop"), file)


def test_the_service_of_a_stateful_set() -> None:
    assert 'serviceName: {{ include "db.fullname" . | quote }}' in template(chart("database"), "statefulset.yaml")


def test_names_that_stay_are_told() -> None:
    says = "The name is the same in every release; a second one in the same namespace finds it taken."
    assert said(chart("platform"))["ConfigMap shared: metadata.name"] == says
    assert "name: shared" in template(chart("platform"), "configmap-shared.yaml")


def test_another_namespace_stays() -> None:
    export = chart("nightly")
    assert said(export)["ConfigMap elsewhere: metadata.namespace"] == (
        "It stays in this namespace, whatever the release's is."
    )
    assert "namespace: other" in template(export, "configmap.yaml")
    assert "namespace: elsewhere" in template(chart("platform"), "rolebinding.yaml")


def test_an_empty_namespace_stays() -> None:
    config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "namespace": ""}}
    assert 'namespace: ""' in template(chart_of(pod(), config), "configmap.yaml")


def test_secrets_are_named_by_values() -> None:
    assert values(chart("database"))["existingSecrets"] == {"dbSecret": "db.secret", "dbSecret2": "db-secret"}
    # Those for registries are a list of their own.
    assert values(chart("database"))["imagePullSecrets"] == [{"name": "registry"}]


def test_secrets_that_pods_of_custom_kinds_name() -> None:
    assert values(chart("rollout"))["existingSecrets"] == {"web": "web"}


def bound(*subjects: dict[str, str]) -> dict[str, Any]:
    role = {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "web"}
    return {"kind": "RoleBinding", "metadata": {"name": "web"}, "roleRef": role, "subjects": list(subjects)}


def account(name: str = "web", **metadata: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": name, **metadata}}


def test_an_account_of_the_chart() -> None:
    subject = {"kind": "ServiceAccount", "name": "web"}
    export = chart_of(pod(serviceAccountName="web"), account(annotations={"role": "x"}), bound(subject))
    assert values(export)["serviceAccount"] == {"create": True, "name": "", "annotations": {"role": "x"}}
    assert template(export, "serviceaccount.yaml")[0] == "{{- if .Values.serviceAccount.create }}"
    lines = template(export, "rolebinding.yaml")
    assert f"name: {FULL}" in lines
    assert "- kind: ServiceAccount" in lines
    assert 'name: {{ include "web.serviceAccountName" . | quote }}' in lines


def test_an_account_of_another_name() -> None:
    found = values(chart_of(pod(serviceAccountName="robot"), account("robot")))["serviceAccount"]
    assert found == {"create": True, "name": "robot", "annotations": {}}


def test_an_account_that_has_to_be_there() -> None:
    export = chart("nightly")
    assert values(export)["serviceAccount"] == {"name": "reporter"}
    place = "spec.jobTemplate.spec.template.spec.serviceAccountName"
    assert (
        said(export)[f"CronJob a.night-time.job.whose.name.is.longer.than.releases: {place}"] == "serviceAccount.name"
    )


def test_no_account() -> None:
    export = chart("pod")
    assert values(export)["serviceAccount"] == {"name": ""}
    assert '{{- with include "web.serviceAccountName" . }}' in template(export, "pod.yaml")


@pytest.mark.parametrize("spec", [{"serviceAccount": "old"}, {"serviceAccountName": ""}, {"serviceAccountName": 1}])
def test_an_account_that_stays(spec: Any) -> None:
    assert "serviceAccount" not in values(chart_of(pod(**spec)))


def test_a_name_that_is_a_parameter_is_read_from_there() -> None:
    export = chart_of(pod("<param:name>"), parameters=[Parameter("name", default="web")])
    assert "name: {{ .Values.parameters.name | quote }}" in template(export, "pod.yaml")
    assert "Pod <param:name>: metadata.name" in said(export)


def test_a_workload_that_says_nothing() -> None:
    export = chart_of({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": None})
    assert set(values(export)) == {"commonLabels", "nameOverride", "fullnameOverride"}

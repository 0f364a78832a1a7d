"""Files of a chart that are no objects."""

from __future__ import annotations

import yaml

from tests.kube.exporters.helm.charts import chart, chart_of, pod


def test_the_head_of_a_chart() -> None:
    assert yaml.safe_load(chart("shop").files["Chart.yaml"]) == {
        **{"apiVersion": "v2", "name": "web", "type": "application", "version": "0.1.0", "appVersion": "1.10"},
        "description": (
            "The Deployment web, with ServiceAccount, ConfigMap, PersistentVolumeClaim, Service, PodDisruptionBudget,"
            " HorizontalPodAutoscaler, Ingress."
        ),
    }
    assert yaml.safe_load(chart("pod").files["Chart.yaml"])["description"] == "The Pod web."


def test_an_image_without_a_tag_gives_no_version_of_the_application() -> None:
    assert "appVersion" not in chart("pod").files["Chart.yaml"]
    assert "appVersion" not in chart_of(pod(containers=[{"name": "web"}])).files["Chart.yaml"]


def test_the_oldest_kubernetes_that_knows_the_fields() -> None:
    first = {"name": "first", "image": "a", "restartPolicy": "Always"}
    head = yaml.safe_load(chart_of(pod(initContainers=[first])).files["Chart.yaml"])
    assert head["kubeVersion"] == ">=1.28.0-0"


def test_notes() -> None:
    lines = chart("shop").files["templates/NOTES.txt"].splitlines()
    name = '{{ include "web.fullname" . }}'
    assert f"  kubectl --namespace {{{{ .Release.Namespace }}}} get deployment/{name}" in lines
    forward = f"port-forward service/{name} {{{{ .Values.service.port | toJson }}}}"
    assert f"  kubectl --namespace {{{{ .Release.Namespace }}}} {forward}" in lines
    assert lines[-2:] == ["  web-db", "  web-tls"]


def test_notes_of_things_whose_names_stay() -> None:
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "other"}, "spec": {"ports": [{"port": 0}]}}
    empty = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "empty"}}
    notes = chart_of(pod(), service, empty).files["templates/NOTES.txt"]
    assert "port-forward service/other 0" in notes
    assert "empty" not in notes


def test_the_readme() -> None:
    text = chart("shop").files["README.md"]
    assert "helm install web . \\\n  --namespace shop \\\n  --create-namespace\n" in text
    assert (
        "kubectl create secret generic web-db \\\n  --namespace shop \\\n  --type Opaque \\\n"
        "  --from-file password=FILE \\\n  --from-file url=FILE\n"
    ) in text
    assert '| `image.tag` | Its tag; empty for none. | `"1.10"` |' in text


def test_the_readme_of_a_chart_without_secrets_and_namespace() -> None:
    text = chart("pod").files["README.md"]
    assert "helm install web .\n" in text
    assert "Secret" not in text.replace("imagePullSecrets", "").replace("Secrets with the credentials", "")


def test_secrets_without_a_namespace() -> None:
    text = chart("database").files["README.md"]
    assert "kubectl create secret generic db.secret\n" in text


def test_long_defaults_are_told_by_their_length() -> None:
    config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}, "data": {"a|`": "x" * 100}}
    text = chart_of(pod(containers=[{"name": "web", "image": "x" * 80}]), config).files["README.md"]
    assert "| `config` | The data of the ConfigMap c, file by file or setting by setting. | `1 entries" in text
    assert "| `80 characters` |" in text

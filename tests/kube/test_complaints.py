"""The complaints about a manifest: in one order, each with its place in the document and in the pod."""

from __future__ import annotations

from podbuilder.kube.complaints import complaints
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest

STATEFUL_SET = """\
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web.example}
spec:
  replicas: -1
  serviceName: web
  selector: {matchLabels: {app: web}}
  volumeClaimTemplates:
  - {metadata: {name: Data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 0.5}}}}
  template:
    metadata: {labels: {app: web}, annotations: {"a b": c}}
    spec:
      priority: 7
      containers:
      - {name: app, image: nginx, env: [{name: A, value: b}, {name: A, value: c}]}
"""
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: a b}}
spec:
  containers: [{name: app, image: nginx}]
  nodeSelector: {beta.kubernetes.io/os: linux}
"""
JOB = """\
apiVersion: batch/v1
kind: Job
metadata: {name: once}
labels: {app: once}
spec:
  template:
    spec:
      restartPolicy: never
      containers: [{name: app, image: nginx, httpGet: {port: 80}}]
"""
OLD_LABEL = "spec.nodeSelector[beta.kubernetes.io/os]"


def said_of(text: str, version: str) -> list[tuple[str, str, str | None, bool]]:
    manifest = Manifest.read(text)
    found = complaints(review_manifest(manifest, version), manifest.pod_path, manifest.in_document)
    return [(str(one.path), str(one.place), one.field and str(one.field), one.is_of_pods) for one in found]


def test_a_good_pod() -> None:
    assert (
        said_of("kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}", "1.36")
        == []
    )


def test_a_pod_is_its_own_document() -> None:
    assert said_of(POD, "1.36") == [
        ("metadata.labels", "metadata.labels[app]", "metadata.labels[app]", False),
        (OLD_LABEL, OLD_LABEL, OLD_LABEL, False),
    ]


def test_a_workload_comes_before_its_template_and_errors_before_warnings() -> None:
    pod, annotations, claim = "spec.template.spec", "spec.template.metadata.annotations", "spec.volumeClaimTemplates[0]"
    found = said_of(STATEFUL_SET, "1.33")
    assert found == [
        ("metadata.name", "metadata.name", None, False),
        ("spec.replicas", "spec.replicas", None, False),
        (annotations, f"{annotations}[a b]", "metadata.annotations[a b]", False),
        (f"{claim}.metadata.name", f"{claim}.metadata.name", None, True),
        (f"{pod}.priority", f"{pod}.priority", "spec.priority", True),
        (f"{claim}.spec.resources.requests[storage]", f"{claim}.spec.resources.requests[storage]", None, False),
        (f"{pod}.containers[0].env[1]", f"{pod}.containers[0].env[1]", "spec.containers[0].env[1]", False),
    ]


def test_every_complaint_has_its_place_in_the_document() -> None:
    places = [place for _, place, _, _ in said_of(JOB, "1.36")]
    assert places[0] == "labels"
    assert "spec.template.spec.containers[0].httpGet" in places

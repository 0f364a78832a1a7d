"""What is no manifest is called what it is, with the way to one."""

from __future__ import annotations

import pytest

from podbuilder.kube.paste.diagnosis import diagnose
from podbuilder.kube.paste.formats import of_document, of_text
from podbuilder.kube.paste.lines import lines_of
from tests.kube.paste.pod import POD

NAMED = {
    "a command of Docker": ("sudo docker run \\\n  -p 80:80 nginx\n", "command of a container engine"),
    "a Dockerfile": ("# syntax=docker/dockerfile:1\nFROM nginx:1.27\nCOPY . /app\n", "Dockerfile"),
    "Terraform": ('resource "kubernetes_pod" "web" {\n  metadata {\n    name = "web"\n  }\n}\n', "Terraform"),
    "kubectl describe": (
        "Name:         web\nNamespace:    a\nContainers:\n  web:\n    Image: a\n  x\n",
        "kubectl describe",
    ),
    "kubectl get": ("NAME   READY   STATUS    RESTARTS   AGE\nweb    1/1     Running   0          1d\n", "table"),
    "kubectl explain": ("KIND:       Pod\nVERSION:    v1\n", "kubectl explain"),
    "an address": ("https://example.com/pod.yaml\n", "address"),
    "a Kustomization": ("resources:\n- a.yaml\n", "Kustomization"),
    "a Kustomization with its kind": (
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
        "Kustomization",
    ),
    "a JSON patch": ('[{"op": "add", "path": "/spec", "value": 1}]', "JSON patch"),
    "a Compose file": ("services:\n  web:\n    image: nginx\n", "Docker Compose"),
    "a Compose file that builds": ("services:\n  web:\n    build: .\n", "Docker Compose"),
    "a kubeconfig": ("apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\n", "kubeconfig"),
    "a chart": ("apiVersion: v2\nname: web\nversion: 0.1.0\n", "description of a Helm chart"),
    "values that charts have": ("replicaCount: 1\nimage:\n  repository: nginx\n", "values of a Helm chart"),
    "values of a chart's own": ("singleuser:\n  extraTolerations: []\n", "values of a Helm chart"),
}


@pytest.mark.parametrize("case", NAMED)
def test_other_formats_are_named(case: str) -> None:
    text, words = NAMED[case]
    found = diagnose(text)
    assert words in found.traces[0].message
    assert found.cleaned == ""


UNKNOWN = [None, "text", [], [1], {}, {1: {}}, {"a": 1}, {"kind": "Service"}, {"spec": {}}, {"services": 1}]


@pytest.mark.parametrize("document", UNKNOWN, ids=str)
def test_nothing_is_said_of_what_is_not_known(document: object) -> None:
    assert of_document(document) == ""


def test_a_manifest_is_no_other_format() -> None:
    assert of_text(lines_of(POD)) is None
    assert of_text(lines_of("# only\n\n# comments\n")) is None

"""The objects of a file by name and namespace, and its pods."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.file_references.file_objects import FileObjects
from podbuilder.kube.manifest import set_
from podbuilder.kube.yamltext.source import Source

TEXT = """\
{kind: Secret, metadata: {name: a, namespace: shop}}
---
{kind: Secret, metadata: {name: b}}
---
{kind: List, items: [{kind: [odd], metadata: {name: 5}}, no object]}
---
kind: Deployment
spec:
  template:
    metadata: {labels: {app: web, count: 1}}
    spec:
      initContainers: [{name: setup}, {name: sidecar, restartPolicy: Always, ports: [{containerPort: 2}, odd]}]
      containers: [{name: app, ports: [{containerPort: 1}]}]
---
{kind: Deployment, apiVersion: apps/v1, spec: {template: none}}
---
broken: [
"""
OBJECTS = FileObjects(Source(TEXT), DEFAULT)


def test_what_is_no_object_is_passed_over() -> None:
    assert [(one.kind, one.name, one.document_number) for one in OBJECTS.every] == [
        ("Secret", "a", 0),
        ("Secret", "b", 1),
        ("", "", 2),
        ("Deployment", "", 3),
        ("Deployment", "", 4),
    ]


@pytest.mark.parametrize(
    ("name", "namespace", "count", "elsewhere"),
    [
        ("a", "shop", 1, ""),
        ("a", "", 1, ""),
        ("b", "shop", 1, ""),
        ("c", "shop", 0, ""),
        ("", "shop", 0, ""),
        ("a", "other", 0, "shop"),
    ],
)
def test_an_object_may_be_in_a_namespace(name: str, namespace: str, count: int, elsewhere: str) -> None:
    assert len(OBJECTS.named("Secret", name, namespace)) == count
    assert OBJECTS.elsewhere("Secret", name, namespace) == elsewhere


def test_a_pod_has_what_lasts() -> None:
    pod, empty = OBJECTS.pods
    assert pod.labels == {"app": "web"}
    assert [one.container["name"] for one in pod.lasting] == ["sidecar", "app"]
    assert [port["containerPort"] for port in pod.ports] == [2, 1]
    assert str(pod.in_object(ROOT.child("spec"))) == "spec.template.spec"
    assert (pod.is_template, pod.replicas) == (True, 1)
    assert empty.pod == {}


def test_a_fix_is_one_of_the_document() -> None:
    item = OBJECTS.every[2]
    assert str(item.fix("Give it a name.", set_(ROOT.child("kind"), "Secret")).edit.path) == "items[0].kind"

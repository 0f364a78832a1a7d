"""What an overlay builds, field by field beside the base."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core.document import MISSING
from podbuilder.kube.kustomization.build import build_with_files
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.overlay_fields import NewObject, OverlayField, overlay_fields

DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 1
  template:
    spec:
      hostNetwork: true
      containers:
      - name: app
        image: nginx:1
        resources: {requests: {cpu: 1m, gpu: 1}}
        env:
        - {name: LEVEL, value: info}
        - {name: SECRET, valueFrom: {secretKeyRef: {name: a, key: b}}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {rules: [{host: a.example}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data: {a.b: c, n: null}
---
apiVersion: v1
kind: Service
metadata: {name: old}
"""
PATCH = """namespace: prod
patches:
- patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        spec:
          hostNetwork: null
          dnsPolicy: Default
          containers:
          - {name: first, image: box}
          - name: app
            env:
            - {name: LEVEL, value: debug}
- patch: |-
    {apiVersion: v1, kind: Service, metadata: {name: old}, $patch: delete}
"""
FILES = {
    "base/kustomization.yaml": "resources: [d.yaml]\n",
    "base/d.yaml": DEPLOYMENT,
    "o/kustomization.yaml": "resources: [../base, new.yaml]\nreplicas: [{name: web, count: 3}]\n" + PATCH,
    "o/new.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: new}\nspec: {containers: [{name: x, image: y}]}\n",
}


def rows() -> list[OverlayField | NewObject]:
    folder = Folder(FILES)
    return list(overlay_fields(build_with_files(folder, "base"), build_with_files(folder, "o")))


def shown(group: str) -> list[tuple[Any, ...]]:
    found = [one for one in rows() if isinstance(one, OverlayField) and one.group == group]
    texts = [["–" if value is MISSING else value for value in (one.base, one.now)] for one in found]
    assert all(one.label for one in found)
    return [(one.owner, str(one.path), *text, one.differs) for one, text in zip(found, texts, strict=True)]


def test_fields_are_called_by_what_people_know() -> None:
    found = [(one.group, one.label) for one in rows() if isinstance(one, OverlayField) and one.owner.startswith("app ")]
    assert ("images", "image") in found
    assert ("resources", "limits.memory") in found
    assert ("variables", "LEVEL") in found


CONTAINERS = "spec.template.spec.containers"


def test_the_fields_that_usually_differ() -> None:
    assert shown("place") == [
        ("Deployment web", "metadata.namespace", "–", "prod", True),
        ("Pod new", "metadata.namespace", "–", "prod", True),
    ]
    assert shown("replicas") == [("Deployment web", "spec.replicas", 1, 3, True)]
    assert shown("images")[:2] == [
        ("first of Deployment web", f"{CONTAINERS}[0].image", "–", "box", True),
        ("app of Deployment web", f"{CONTAINERS}[1].image", "nginx:1", "nginx:1", False),
    ]
    assert ("app of Deployment web", f"{CONTAINERS}[1].resources.requests.gpu", 1, 1, False) in shown("resources")
    assert shown("variables") == [("app of Deployment web", f"{CONTAINERS}[1].env[0].value", "info", "debug", True)]
    assert shown("hosts") == [("Ingress web", "spec.rules[0].host", "a.example", "a.example", False)]
    assert shown("configuration") == [("ConfigMap web", "data[a.b]", "c", "c", False)]


def test_whatever_else_differs() -> None:
    assert shown("others") == [
        ("ConfigMap web", "metadata.namespace", "–", "prod", True),
        ("Deployment web", f"{CONTAINERS}[0].name", "–", "first", True),
        ("Deployment web", "spec.template.spec.dnsPolicy", "–", "Default", True),
        ("Deployment web", "spec.template.spec.hostNetwork", True, "–", True),
        ("Ingress web", "metadata.namespace", "–", "prod", True),
    ]
    assert [
        one.number for one in rows() if isinstance(one, OverlayField) and one.now is MISSING and one.group == "others"
    ] == [None]


def test_objects_that_only_one_of_them_has() -> None:
    found = [one for one in rows() if isinstance(one, NewObject)]
    assert found == [NewObject("Pod new", is_gone=False), NewObject("Service old", is_gone=True)]

"""What an overlay can make different, and what answers make of it."""

from __future__ import annotations

from podbuilder.kube.exporters.kustomize.base_files import base_of
from podbuilder.kube.exporters.kustomize.kustomize_export import export_kustomize
from podbuilder.kube.exporters.kustomize.overlay_answers import overlay_of
from podbuilder.kube.exporters.kustomize.overlay_questions import questions

TEXT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers:
      - {name: init, image: "busybox@sha256:0123"}
      containers:
      - name: app
        image: nginx:1.27
        env:
        - {name: MODE, value: slow}
        - {name: SECRET, valueFrom: {secretKeyRef: {name: s, key: k}}}
        resources: {limits: {nvidia.com/gpu: 1}}
      - {image: nameless}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data: {level: info, file: "a\\nb\\n", odd: 1}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  rules: [{host: web.example.com}]
  tls: [{hosts: [web.example.com]}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {}
"""


def test_everything_that_can_be_different_is_asked() -> None:
    found = {one.key: one for one in questions([one.resource for one in base_of(TEXT).objects])}
    assert {key: one.now for key, one in found.items()} == {
        "namespace": "shop",
        "prefix": "",
        "tag/busybox": "sha256:0123",
        "tag/nginx": "1.27",
        "tag/nameless": "",
        "replicas/web": "2",
        "replicas/db": "",
        **{f"{side}/Deployment/web/init/{name}": "" for side in ("requests", "limits") for name in ("cpu", "memory")},
        **{f"{side}/Deployment/web/app/{name}": "" for side in ("requests", "limits") for name in ("cpu", "memory")},
        "limits/Deployment/web/app/nvidia.com/gpu": "1",
        "more/Deployment/web/init": "",
        "env/Deployment/web/app/MODE": "slow",
        "env/Deployment/web/app/SECRET": "",
        "more/Deployment/web/app": "",
        "host/Ingress/web/web.example.com": "web.example.com",
        "config/web/level": "info",
        "config/web/file": "a\nb\n",
    }
    assert [key for key, one in found.items() if one.can_go] == [
        "limits/Deployment/web/app/nvidia.com/gpu",
        "env/Deployment/web/app/MODE",
        "env/Deployment/web/app/SECRET",
        "config/web/level",
        "config/web/file",
    ]
    assert [key for key, one in found.items() if one.is_long] == [
        "more/Deployment/web/init",
        "more/Deployment/web/app",
        "config/web/file",
    ]
    assert found["env/Deployment/web/app/MODE"].label == "MODE, app of Deployment web"


def test_every_answer_makes_a_difference() -> None:
    """What is asked has a place in the base: nothing is left out, and each answer changes what is built."""
    text = TEXT.replace("      - {image: nameless}\n", "")
    texts = {"replicas": "7", "requests": "1", "limits": "2", "more": "NEW=1", "namespace": "test"}
    for one in questions([each.resource for each in base_of(text).objects]):
        answer = overlay_of("o", {one.key: texts.get(one.key.partition("/")[0], "other")})
        assert not answer.wrong
        made = export_kustomize(text, [answer.overlay])
        assert made.overlays == (answer.overlay,), one.key
        assert list(made.built["o"]) != list(made.base), one.key


def test_a_variable_without_a_name_is_not_asked_for() -> None:
    objects = [one.resource for one in base_of(TEXT.replace("{name: MODE, ", "{")).objects]
    assert "env/Deployment/web/app/MODE" not in [one.key for one in questions(objects)]

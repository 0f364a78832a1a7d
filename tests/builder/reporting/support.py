"""Manifests for the formats to print: one with everything there is to say, and one that cannot be read."""

from __future__ import annotations

from podbuilder.builder.reporting.answers import Answer, of_jsonl, of_yaml
from podbuilder.kube import lint

TEXT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: -1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      nodeSelector: {beta.kubernetes.io/os: linux}
      containers:
      - name: app
        image: nginx
        ports:
        - containerPort: 99999
"""


def answers(file: str = "shop/web.yaml", text: str = TEXT, profile: str = "default") -> list[Answer]:
    return list(of_yaml(file, text.encode(), "1.36", lint.profile_named(profile)))


def answers_to_lines(*lines: bytes) -> list[Answer]:
    return list(of_jsonl("pods.jsonl", list(lines), "1.36", lint.profile_named("default")))

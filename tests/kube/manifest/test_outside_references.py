"""What refers to a pod's containers and ports from outside the pod."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.references import References
from tests.support.pods import path_of

JOB = """\
kind: Job
spec:
  podFailurePolicy:
    rules:
    - {action: Ignore, onPodConditions: [{type: DisruptionTarget}]}
    - action: FailJob
      onExitCodes: {containerName: main, operator: In, values: [42]}
    - {action: Count, onExitCodes: {containerName: other, operator: In, values: [1]}}
  template:
    spec:
      containers:
      - name: main
"""
CRON_JOB = "kind: CronJob\nspec:\n  jobTemplate:\n" + "".join(f"    {line}\n" for line in JOB.splitlines()[1:])
SERVED = """\
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports:
  - {name: http, port: 80, targetPort: http}  # the pod's
  - {port: 81, targetPort: 8081}
---
kind: Service
spec: {selector: {app: other}, ports: [{port: 80, targetPort: http}]}
---
kind: Service
spec: {ports: [{port: 80, targetPort: http}]}
---
kind: Service
spec: {selector: {}, ports: [{port: 80, targetPort: http}]}
---
kind: Service
metadata: {namespace: far}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
---
kind: Pod
metadata: {namespace: here, labels: {app: web, tier: front}}
spec:
  containers:
  - name: main
    ports: [{name: http, containerPort: 8080}]
"""
PORT = "spec.containers[0].ports[0].name"
CONTAINER = "spec.containers[0].name"

CASES = {
    "a Job's policy": (JOB, CONTAINER, "containerName: main", "- name: main"),
    "a CronJob's": (CRON_JOB, CONTAINER, "containerName: main", "- name: main"),
    "a Service that selects the pod": (SERVED, PORT, "targetPort: http}  # the pod's", "[{name: http"),
}


@pytest.mark.parametrize(("text", "path", "outside", "own"), CASES.values(), ids=CASES)
def test_renamed_along(text: str, path: str, outside: str, own: str) -> None:
    manifest = Manifest.read(text)
    named = References(manifest.pod).to(path_of(path))
    assert named is not None
    assert sum(map(len, named.outside(manifest).values())) == 1
    wanted = text
    for piece in (outside, own):
        wanted = wanted.replace(piece, piece.replace(named.name, "renamed"))
    assert named.renamed(manifest, "renamed").text == wanted


ALONE = {
    "a pod by itself": ("kind: Pod\nspec: {containers: [{name: main, ports: [{name: http}]}]}\n", PORT),
    "a container of it": ("kind: Pod\nspec: {containers: [{name: main}]}\n", CONTAINER),
    "a container of a Deployment": (
        "kind: Deployment\nspec: {template: {spec: {containers: [{name: main}]}}}\n",
        CONTAINER,
    ),
    "a pod without labels": (SERVED.replace(", labels: {app: web, tier: front}", ""), PORT),
    "a volume": ("kind: Pod\nspec: {volumes: [{name: main}], containers: [{name: main}]}\n", "spec.volumes[0].name"),
}


@pytest.mark.parametrize(("text", "path"), ALONE.values(), ids=ALONE)
def test_nothing_outside(text: str, path: str) -> None:
    manifest = Manifest.read(text)
    named = References(manifest.pod).to(path_of(path))
    assert named is not None
    assert named.outside(manifest) == {}
    assert "renamed" in named.renamed(manifest, "renamed").text

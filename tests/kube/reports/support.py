"""Results to print: of a manifest about which there is everything to say, and of lines of JSON."""

from __future__ import annotations

from podbuilder.kube import lint
from podbuilder.kube.reports.results import Result, of_jsonl, of_yaml

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


def results(file: str = "shop/web.yaml", text: str = TEXT, profile: str = "default") -> list[Result]:
    return list(of_yaml(file, text.encode(), "1.36", lint.profile_named(profile)))


def results_of_lines(*lines: bytes) -> list[Result]:
    return list(of_jsonl("pods.jsonl", list(lines), "1.36", lint.profile_named("default")))


# An object beside a pod, in a List: what is wrong in it, and a key of which the server speaks in other words.
COMPANION = """\
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: web, labels: {a b: c}}
  data: {"..": x, ok: "1"}
"""
ACCEPTED_COMPANION = COMPANION.replace("a b", "a").replace('"..": x, ', "")

# A workload that is stored, though its pods will be refused; the server warns of its name.
STORED = (
    TEXT.replace("{name: web}", "{name: web.example}", 1)
    .replace("  replicas: -1\n", "")
    .replace("99999", "8080\n      priority: 7")
)

# A kind that Kubernetes does not define, with two pods: what is around them is not judged.
CUSTOM = """\
apiVersion: ray.io/v1
kind: RayCluster
metadata: {name: demo}
spec:
  headGroupSpec:
    template: {spec: {containers: [{name: head, image: "rayproject/ray:2.40.0"}]}}
  workerGroupSpecs:
  - groupName: gpu
    template: {spec: {containers: [{name: worker, image: "rayproject/ray:2.40.0"}]}}
"""
NOT_JUDGED = "Of this RayCluster only its pod template was judged, not what ray.io asks of the rest."

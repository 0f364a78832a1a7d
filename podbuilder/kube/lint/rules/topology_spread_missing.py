"""Nothing spreads the copies of the pod over nodes and zones.

**Why** They may all end up on one node and be lost with it. A single pod needs no spreading.

**Example** No `topologySpreadConstraints` in a Deployment's template.

**Use instead** A constraint on `kubernetes.io/hostname` and one on `topology.kubernetes.io/zone`, or a
podAntiAffinity.

**Fix** Assisted: spreads pods with the same labels over nodes, as far as possible. Off by default: a pod alone needs no
spreading, and the scheduler spreads the copies of a workload a little by itself.

**See** https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

HOST = "kubernetes.io/hostname"
rule = Rule(
    __name__,
    INFO,
    "scheduling",
    ("pod",),
    default=False,
    foreign={
        "polaris": ("topologySpreadConstraint",),
        "kyverno": ("spread-pods",),
        "kube-linter": ("no-anti-affinity",),
        "kube-score": ("deployment-has-host-podantiaffinity", "statefulset-has-host-podantiaffinity"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    apart = (pod.spec.get("affinity") or {}).get("podAntiAffinity")
    if not pod.spec.get("topologySpreadConstraints") and not apart:
        path = SPEC.child("topologySpreadConstraints")
        yield rule.found(
            path, "Nothing spreads the copies of the pod, so all of them may end up on one node and be lost with it."
        )


def fix(pod: Subject, finding: Finding) -> Patch | None:
    if not pod.labels:
        return None
    chosen = {k: v for k, v in pod.labels.items() if k in ("app", "app.kubernetes.io/name")} or dict(pod.labels)
    constraint = {
        "maxSkew": 1,
        "topologyKey": HOST,
        "whenUnsatisfiable": "ScheduleAnyway",
        "labelSelector": {"matchLabels": chosen},
    }
    return assisted("Spread it over nodes.", set_(finding.path, [constraint]))

"""Warnings about where a pod may run: deprecated node labels, and selectors that match nothing.

Mirrors warningsForPodSpecAndMeta, Kubernetes v1.36, pkg/api/pod, and GetWarningsForNodeSelectorTerm, pkg/api/node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.core.field import Document, FieldPath, FieldWarning
from podbuilder.kube.core.pod_containers import SPEC

LABEL_VALUE = re.compile(r"(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")

# A node label, the minor version whose server first warned of it, and the end of the sentence about it.
DEPRECATED_LABELS = {
    "beta.kubernetes.io/arch": (25, "has been deprecated since Kubernetes 1.14. Use kubernetes.io/arch."),
    "beta.kubernetes.io/os": (25, "has been deprecated since Kubernetes 1.14. Use kubernetes.io/os."),
    "failure-domain.beta.kubernetes.io/region": (
        25,
        "has been deprecated since Kubernetes 1.17. Use topology.kubernetes.io/region.",
    ),
    "failure-domain.beta.kubernetes.io/zone": (
        25,
        "has been deprecated since Kubernetes 1.17. Use topology.kubernetes.io/zone.",
    ),
    "beta.kubernetes.io/instance-type": (
        25,
        "has been deprecated since Kubernetes 1.17. Use node.kubernetes.io/instance-type.",
    ),
    "app.kubernetes.io/created-by": (31, "has been deprecated since Kubernetes 1.9."),
    "scheduler.alpha.kubernetes.io/preferAvoidPods": (
        31,
        "has been deprecated since Kubernetes 1.22. Use taints and tolerations.",
    ),
    "node-role.kubernetes.io/master": (31, "is an old name. Use node-role.kubernetes.io/control-plane."),
}
MATCHES_NOTHING = "Without a labelSelector this matches no pod. Use {} to match every pod of the namespace."


def warnings_for_scheduling(pod: Document, minor: int) -> Iterator[FieldWarning]:
    spec = pod.get("spec") or {}
    for key in spec.get("nodeSelector") or ():
        yield from _label(key, SPEC.child("nodeSelector").key(key), minor)
    affinity = spec.get("affinity") or {}
    yield from _node_affinity(affinity.get("nodeAffinity") or {}, minor)
    for i, constraint in enumerate(spec.get("topologySpreadConstraints") or ()):
        path = SPEC.child("topologySpreadConstraints").index(i)
        yield from _label(constraint.get("topologyKey", ""), path.child("topologyKey"), minor)
        if minor >= 28:
            yield from _selector(constraint, path)
    if minor >= 28:
        for kind in ("podAffinity", "podAntiAffinity"):
            yield from _pod_affinity(affinity.get(kind) or {}, SPEC.child("affinity", kind))


def _node_affinity(affinity: dict[str, Any], minor: int) -> Iterator[FieldWarning]:
    path = SPEC.child("affinity", "nodeAffinity")
    terms = (affinity.get(REQUIRED) or {}).get("nodeSelectorTerms") or ()
    for i, term in enumerate(terms):
        yield from _node_term(term, path.child(REQUIRED, "nodeSelectorTerms").index(i), minor)
    for i, weighted in enumerate(affinity.get(PREFERRED) or ()):
        term = weighted.get("preference") or {}
        yield from _node_term(
            term, path.child(PREFERRED).index(i).child("preference"), minor, checks_values=minor >= 33
        )


def _node_term(
    term: dict[str, Any], path: FieldPath, minor: int, checks_values: bool = False
) -> Iterator[FieldWarning]:
    for i, expression in enumerate(term.get("matchExpressions") or ()):
        at = path.child("matchExpressions").index(i)
        yield from _label(expression.get("key", ""), at.child("key"), minor)
        if checks_values:
            for j, value in enumerate(expression.get("values") or ()):
                if not LABEL_VALUE.fullmatch(value):
                    message = (
                        "No node can have a label with this value: it has at most 63 letters, digits, dashes,"
                        " underscores and dots, with a letter or digit at both ends."
                    )
                    yield FieldWarning(at.child("values").index(j), message)


def _pod_affinity(affinity: dict[str, Any], path: FieldPath) -> Iterator[FieldWarning]:
    for i, term in enumerate(affinity.get(REQUIRED) or ()):
        yield from _selector(term, path.child(REQUIRED).index(i))
    for i, weighted in enumerate(affinity.get(PREFERRED) or ()):
        term = weighted.get("podAffinityTerm") or {}
        yield from _selector(term, path.child(PREFERRED).index(i).child("podAffinityTerm"))


def _selector(holder: dict[str, Any], path: FieldPath) -> Iterator[FieldWarning]:
    if holder.get("labelSelector") is None:
        yield FieldWarning(path.child("labelSelector"), MATCHES_NOTHING)


def _label(key: str, path: FieldPath, minor: int) -> Iterator[FieldWarning]:
    since, fate = DEPRECATED_LABELS.get(key, (minor + 1, ""))
    if since <= minor:
        yield FieldWarning(path, f"The node label {key} {fate}")

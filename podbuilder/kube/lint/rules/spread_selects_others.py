"""A rule of spreading does not count the pod's own copies.

**Why** A topologySpreadConstraint or a podAntiAffinity looks at the pods that its selector selects. If the pod is not
one of them, its copies may all land on one node.

**Example** `labels: {app: web}` and `labelSelector: {matchLabels: {app: website}}`

**Use instead** The pod's own labels in the selector.

**Fix** None: only you know whether other pods are meant.

**See** https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.label_selector import matches
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.companions import selector_in
from podbuilder.kube.lint.rule import WARNING, Rule
from podbuilder.kube.lint.subject import Subject, items

rule = Rule(__name__, WARNING, "scheduling", ("pod",))


def check(pod: Subject) -> Iterator[Finding]:
    path = SPEC.child("topologySpreadConstraints")
    for constraint in items(pod.spec.get("topologySpreadConstraints"), path):
        selector = selector_in(constraint.fields.get("labelSelector"))
        if selector is not None and not matches(selector, pod.labels):
            message = "The constraint does not count this pod's own copies, so they are not spread."
            yield rule.found(constraint.path.child("labelSelector"), message)

"""A rule of spreading does not count the pod's own copies.

**Why** A topologySpreadConstraint or a podAntiAffinity looks at the pods that its selector selects. If the pod is not
one of them, its copies may all land on one node. Of a podAntiAffinity it is said where a workload has several copies
and nothing else spreads them.

**Example** `labels: {app: web}` and `labelSelector: {matchLabels: {app: website}}`

**Use instead** The pod's own labels in the selector.

**Fix** None: only you know whether other pods are meant.

**See** https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.core.label_selector import matches
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.companions import selector_in
from podbuilder.kube.lint.rule import WARNING, Rule
from podbuilder.kube.lint.subject import Subject, items

rule = Rule(__name__, WARNING, "scheduling", ("pod",))


def check(pod: Subject) -> Iterator[Finding]:
    yield from _anti_affinity(pod)
    path = SPEC.child("topologySpreadConstraints")
    for constraint in items(pod.spec.get("topologySpreadConstraints"), path):
        selector = selector_in(constraint.fields.get("labelSelector"))
        if selector is not None and not matches(selector, pod.labels):
            message = "The constraint does not count this pod's own copies, so they are not spread."
            yield rule.found(constraint.path.child("labelSelector"), message)


def _anti_affinity(pod: Subject) -> Iterator[Finding]:
    """Copies that nothing keeps apart although the pod keeps away from others on its node."""
    rules = (pod.spec.get("affinity") or {}).get("podAntiAffinity")
    if not rules or (pod.around.replicas or 0) < 2 or pod.spec.get("topologySpreadConstraints"):
        return
    found = [(path, selector_in(term.get("labelSelector"))) for path, term in _terms(rules)]
    selectors = [(path, selector) for path, selector in found if selector is not None]
    if selectors and not any(matches(selector, pod.labels) for _, selector in selectors):
        message = "The rule does not count this pod's own copies, so they may all run on one node."
        yield rule.found(selectors[0][0].child("labelSelector"), message)


def _terms(rules: dict[str, Any]) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
    path = SPEC.child("affinity", "podAntiAffinity")
    yield from items(rules.get(REQUIRED), path.child(REQUIRED))
    for weighted in items(rules.get(PREFERRED), path.child(PREFERRED)):
        yield weighted.path.child("podAffinityTerm"), weighted.fields.get("podAffinityTerm") or {}

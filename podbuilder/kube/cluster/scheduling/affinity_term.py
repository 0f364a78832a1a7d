"""A required term of a pod's affinity or anti-affinity to other pods.

Mirrors AffinityTerm of the scheduler's framework, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.cluster.scheduling.matchers import Labels, LabelSelector
from podbuilder.kube.core.affinity_fields import REQUIRED
from podbuilder.kube.core.feature_gates import enabled


class AffinityTerm:
    """Which pods a term means, and the label of nodes within whose values it holds."""

    __slots__ = ("_namespace_selector", "_namespaces", "_selector", "topology_key")

    def __init__(self, term: Mapping[str, Any], namespace: str, labels: Labels, version: str) -> None:
        self.topology_key = str(term.get("topologyKey", ""))
        self._selector = LabelSelector(term.get("labelSelector"), _of_label_keys(term, labels, version))
        self._namespace_selector = LabelSelector(term.get("namespaceSelector"))
        listed = term.get("namespaces") or ()
        self._namespaces = frozenset(listed or ((namespace,) if term.get("namespaceSelector") is None else ()))

    def matches(self, namespace: str, labels: Labels, namespace_labels: Labels) -> bool:
        """Whether the term means a pod with these labels, in a namespace with those."""
        if namespace not in self._namespaces and not self._namespace_selector.matches(namespace_labels):
            return False
        return self._selector.matches(labels)


def required_terms(
    spec: Mapping[str, Any], kind: str, namespace: str, labels: Labels, version: str
) -> list[AffinityTerm]:
    """The required terms of podAffinity or podAntiAffinity."""
    affinity = (spec.get("affinity") or {}).get(kind) or {}
    return [AffinityTerm(term, namespace, labels, version) for term in affinity.get(REQUIRED) or ()]


def _of_label_keys(term: Mapping[str, Any], labels: Labels, version: str) -> list[dict[str, Any]]:
    """What the API server adds to the selector for matchLabelKeys and mismatchLabelKeys; once more does no harm."""
    if not enabled("MatchLabelKeysInPodAffinity", version):
        return []
    return [
        {"key": key, "operator": operator, "values": [labels[key]]}
        for field, operator in (("matchLabelKeys", "In"), ("mismatchLabelKeys", "NotIn"))
        for key in term.get(field) or ()
        if key in labels
    ]

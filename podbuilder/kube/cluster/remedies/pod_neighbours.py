"""Pods that a pod wants beside it, or not beside it: other pods, another distance, or only a preference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.cluster.remedies.topology_keys import narrower_keys, other_keys
from podbuilder.kube.cluster.scheduling.affinity_term import AffinityTerm
from podbuilder.kube.cluster.scheduling.filters.inter_pod_affinity import InterPodAffinity
from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.core.document import listed, mapping_at
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import insert_, remove_, set_

NAME = InterPodAffinity.NAME
_AFFINITY = SPEC.child("affinity")
_NEAR, _FAR = "podAffinity", "podAntiAffinity"
# As many values of a label, and as many namespaces, are looked at: those of the most pods.
_MOST_VALUES = 4


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Look for pods that there are; keep away less far; prefer."""
    for i, term in enumerate(listed(refused.written, _AFFINITY.child(_NEAR, REQUIRED))):
        path = _AFFINITY.child(_NEAR, REQUIRED).index(i)
        yield from _other_values(refused, term, path)
        yield from _other_namespaces(refused, term, path)
        for key in other_keys(refused.cluster, str(term.get("topologyKey", ""))):
            at = path.child("topologyKey")
            yield Remedy(f"Run beside those pods by {key}", at, (set_(at, key),))
    for i, term in enumerate(listed(refused.written, _AFFINITY.child(_FAR, REQUIRED))):
        at = _AFFINITY.child(_FAR, REQUIRED).index(i).child("topologyKey")
        for key in narrower_keys(refused.cluster, str(term.get("topologyKey", ""))):
            yield Remedy(f"Keep away from those pods by {key} only", at, (set_(at, key),))
    for kind, verb in ((_FAR, "keep away from"), (_NEAR, "run beside")):
        terms = listed(refused.written, _AFFINITY.child(kind, REQUIRED))
        for i, term in enumerate(terms if len(terms) > 1 else ()):
            yield _preferred(refused, kind, f"Prefer to {verb} pods with {_shown(term)}", [i])
        if terms:
            title = f"Prefer to {verb} the pods that its {kind} names"
            yield _preferred(refused, kind, title, range(len(terms)))


def _other_values(refused: RefusedPod, term: Any, path: FieldPath) -> Iterator[Remedy]:
    """Values of the label, in the pods that the term could mean."""
    selector = path.child("labelSelector")
    asked = [(key, value, selector.child("matchLabels").key(key)) for key, value in _labels(term).items()]
    for i, one in enumerate(listed(term, ("labelSelector", "matchExpressions"))):
        if one.get("operator") == "In":
            at = selector.child("matchExpressions").index(i).child("values")
            asked.append((one.get("key"), "", at.index(len(listed(one, ("values",))))))
    namespaces = listed(term, ("namespaces",)) or [refused.namespace]
    for key, value, at in asked:
        found: Counter[str] = Counter()
        for label_set in refused.cluster.label_sets.values():
            if key in label_set.labels and ("namespaceSelector" in term or label_set.namespace in namespaces):
                found[label_set.labels[key]] += sum(label_set.on.values())
        for other in [one for one, _ in found.most_common(_MOST_VALUES + 1) if one != value][:_MOST_VALUES]:
            edit = set_(at, other) if isinstance(at[-1], str) else insert_(at, other)
            yield Remedy(f"Run beside pods with {key}={other}", at, (edit,))


def _other_namespaces(refused: RefusedPod, term: Any, path: FieldPath) -> Iterator[Remedy]:
    """Namespaces in which there are such pods."""
    if "namespaceSelector" in term:
        return
    found: Counter[str] = Counter()
    for label_set in refused.cluster.label_sets.values():
        own = AffinityTerm({**term, "namespaces": [label_set.namespace]}, "", refused.info.labels, refused.version)
        if own.matches(label_set.namespace, label_set.labels, {}):
            found[label_set.namespace] += sum(label_set.on.values())
    listed_at = path.child("namespaces")
    place = len(listed(term, ("namespaces",)))
    for namespace, _ in found.most_common(_MOST_VALUES):
        edit = insert_(listed_at.index(place), namespace) if place else set_(listed_at, [namespace])
        yield Remedy(f"Run beside such pods of the namespace {namespace}", listed_at, (edit,))


def _preferred(refused: RefusedPod, kind: str, title: str, numbers: Sequence[int]) -> Remedy:
    """Prefer what these terms demand."""
    of_kind = _AFFINITY.child(kind)
    terms = listed(refused.written, of_kind.child(REQUIRED))
    place = len(listed(refused.written, of_kind.child(PREFERRED)))
    wishes = [
        insert_(of_kind.child(PREFERRED).index(place + i), {"weight": 100, "podAffinityTerm": terms[number]})
        for i, number in enumerate(numbers)
    ]
    path = of_kind.child(REQUIRED)
    gone = [path] if len(numbers) == len(terms) else [path.index(number) for number in numbers]
    return Remedy(title, gone[0], (*wishes, *map(remove_, gone)), Size.WISH)


def _labels(term: Any) -> dict[str, Any]:
    return mapping_at(term, ("labelSelector", "matchLabels"))


def _shown(term: Any) -> str:
    keys = [f"{key}={value}" for key, value in _labels(term).items()]
    keys += [str(one.get("key")) for one in listed(term, ("labelSelector", "matchExpressions"))]
    return ", ".join(keys) or "any labels"

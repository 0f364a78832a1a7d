"""What stands beside a pod in its file, found by name and by selector without looking at everything for each pod.

Nobody has checked these objects: whatever is not written as Kubernetes wants it is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.label_selector import OPERATORS, matches
from podbuilder.kube.manifest.neighbours import agree, namespace_of, objects_of
from podbuilder.kube.manifest.pod_paths import pod_paths_of
from podbuilder.kube.yamltext.source import Source

Labels = Mapping[str, Any]
Selector = dict[str, Any]
Pair = tuple[str, str]
SERVICE, NETWORK_POLICY, BUDGET = "Service", "NetworkPolicy", "PodDisruptionBudget"
CONFIG_MAP, SECRET, SERVICE_ACCOUNT = "ConfigMap", "Secret", "ServiceAccount"
CLAIM = "PersistentVolumeClaim"
# A text in which none of these words stands has nothing beside its pods that a rule asks for.
WORDS = re.compile("Service|NetworkPolicy|PodDisruptionBudget|ConfigMap|Secret|PersistentVolumeClaim")


class Companions:
    """The objects of a text."""

    def __init__(self, objects: Iterable[Document] = (), source: Source | None = None) -> None:
        self._objects = tuple(objects)
        self._source = source

    @cached_property
    def _by_kind(self) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = {}
        objects = self._objects if self._source is None else objects_of(self._source, WORDS)
        for one in objects:
            if isinstance(one.get("kind"), str):
                found.setdefault(one["kind"], []).append(one)
        return found

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[Document]]:
        found: dict[tuple[str, str], list[Document]] = {}
        for kind in (CONFIG_MAP, SECRET, SERVICE_ACCOUNT, CLAIM):
            for one in self._by_kind.get(kind, ()):
                found.setdefault((kind, name_of(one)), []).append(one)
        return found

    def has(self, kind: str) -> bool:
        """Whether the text has an object of this kind: an author who keeps one there keeps the others there, too."""
        return kind in self._by_kind

    def named(self, kind: str, name: str, namespace: str) -> Document | None:
        """The object of that name; None if the text has none, or several."""
        found = [one for one in self._by_name.get((kind, name), ()) if is_in(one, namespace)]
        return found[0] if len(found) == 1 else None

    def selecting(self, kind: str, labels: Labels, namespace: str) -> list[Document]:
        """The Services, policies or budgets that are for a pod with these labels."""
        pairs, others = self._by_selector.get(kind, ({}, []))
        candidates = [*others]
        for pair in labels.items():
            candidates += pairs.get(pair, ())
        return [one for selector, one in candidates if is_in(one, namespace) and matches(selector, labels)]

    @cached_property
    def _by_selector(self) -> dict[str, tuple[dict[Any, list[tuple[Selector, Document]]], list[Any]]]:
        """For each kind the objects under one label that they ask for, and those that ask for none by its value."""
        found: dict[str, tuple[dict[Any, list[tuple[Selector, Document]]], list[Any]]] = {}
        for kind in (SERVICE, NETWORK_POLICY, BUDGET):
            pairs: dict[Any, list[tuple[Selector, Document]]] = {}
            others: list[tuple[Selector, Document]] = []
            for one in self._by_kind.get(kind, ()):
                selector = selector_of(one)
                if selector is not None:
                    wanted = selector["matchLabels"]
                    (pairs.setdefault(max(wanted.items()), []) if wanted else others).append((selector, one))
            found[kind] = (pairs, others)
        return found

    @cached_property
    def idle_services(self) -> list[Document]:
        """The Services whose selector fits no pod of the text."""
        services = [(selector_of(one), one) for one in self._by_kind.get(SERVICE, ())]
        return [one for selector, one in services if selector and not self._has_pod(selector, namespace_of(one))]

    def _has_pod(self, selector: Selector, namespace: str) -> bool:
        buckets = [self._pods_by_label.get(pair, []) for pair in selector["matchLabels"].items()]
        return any(
            matches(selector, labels) and agree(namespace, other) for labels, other in min(buckets, key=len, default=[])
        )

    @cached_property
    def _pods_by_label(self) -> dict[Pair, list[tuple[Labels, str]]]:
        found: dict[Pair, list[tuple[Labels, str]]] = {}
        for labels, namespace in self._pods:
            for pair in labels.items():
                found.setdefault(pair, []).append((labels, namespace))
        return found

    @cached_property
    def _pods(self) -> list[tuple[Labels, str]]:
        """The labels and the namespace of every pod of the text."""
        objects = self._objects if self._source is None else objects_of(self._source)
        return [
            (_texts(get(one, (*path, "metadata", "labels"))), namespace_of(one))
            for one in objects
            for path in pod_paths_of(one)
        ]

    @property
    def number_of_pods(self) -> int:
        return len(self._pods)


NONE = Companions()
_KEPT = "companions"


def companions_of(source: Source) -> Companions:
    """What stands in a text; the work is done when a rule asks for it, and once for all of the text's pods."""
    if _KEPT not in source.kept:
        source.kept[_KEPT] = Companions(source=source) if WORDS.search(source.text) else NONE
    found: Companions = source.kept[_KEPT]
    return found


def name_of(one: Document) -> str:
    name = get(one, ("metadata", "name"))
    return name if isinstance(name, str) else ""


def is_in(one: Document, namespace: str) -> bool:
    """Whether an object may lie in a namespace: whoever applies the file chooses where it names none."""
    return agree(namespace_of(one), namespace)


def selector_of(one: Document) -> Selector | None:
    """Which pods an object is for: labels and expressions; None for no pods, or if nobody could say which."""
    spec = one.get("spec")
    if not isinstance(spec, dict):
        return None
    if one["kind"] == SERVICE:
        wanted = _texts(spec.get("selector"))
        return {"matchLabels": wanted, "matchExpressions": []} if wanted else None
    return selector_in(spec.get("podSelector", {}) if one["kind"] == NETWORK_POLICY else spec.get("selector"))


def selector_in(selector: Any) -> Selector | None:
    """Labels and expressions as a selector has them; None if there is none, or nobody could say whom it selects."""
    if not isinstance(selector, dict):
        return None
    expressions = selector.get("matchExpressions") or []
    if not isinstance(expressions, list) or not all(map(_is_expression, expressions)):
        return None
    return {"matchLabels": _texts(selector.get("matchLabels")), "matchExpressions": expressions}


def _is_expression(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("key"), str)
        and value.get("operator") in OPERATORS
        and isinstance(value.get("values", []), list)
    )


def _texts(value: Any) -> dict[str, str]:
    """A mapping of texts to texts; what is none is left out."""
    return {k: v for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}

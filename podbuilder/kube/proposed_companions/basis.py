"""What companions are made from: a pod, the workload around it, what stands beside it, and what has been chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.core import document, versions
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.kinds import kind_of, native
from podbuilder.kube.core.label_keys import GIVEN, IDENTITY
from podbuilder.kube.core.label_selector import matches
from podbuilder.kube.core.pod_containers import CONTAINERS, Visited, is_native_sidecar, visit_containers
from podbuilder.kube.insight.prerequisites import Prerequisite, prerequisites, references
from podbuilder.kube.insight.replica_count import replica_count
from podbuilder.kube.lint.companions import SERVICE, name_of, selector_of
from podbuilder.kube.manifest import Edit, Manifest, file_places, set_
from podbuilder.kube.manifest.neighbours import agree, namespace_of
from podbuilder.kube.manifest.pod_paths import pod_paths_of
from podbuilder.kube.proposed_companions.offer import Answers
from podbuilder.kube.workload_change.identity_labels import missing_labels, object_name

LABELS = ROOT.child("metadata", "labels")
# By these labels people tell what a pod is; those of others may change with each release.
_TELLING = (
    *("app", "k8s-app", "name", "run", "component", "tier", "role", "release"),
    *(*IDENTITY, "app.kubernetes.io/component"),
)
_CHANGING = frozenset(
    {"app.kubernetes.io/version", "app.kubernetes.io/managed-by", "helm.sh/chart", "chart", "heritage", "version"}
)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9-]+")
_LONGEST = 63
# The kinds whose pods end.
ENDING = ("Job", "CronJob")


class Basis:
    """A manifest as those see it who make companions. `chosen` has the completed answers by the slug of the offer."""

    def __init__(self, manifest: Manifest, version: str, chosen: Mapping[str, Answers] | None = None) -> None:
        self.manifest = manifest
        self.version = version
        self.minor = versions.minor(version)
        self.chosen: Mapping[str, Answers] = chosen or {}
        self.object, self.pod, self.kind = manifest.object, manifest.pod, manifest.kind
        self.namespace = namespace_of(manifest.object)
        # A kind of Kubernetes' own; who makes the pods of others, and how, is not known.
        self.is_native = kind_of(self.object) is native().get(self.kind)

    @cached_property
    def name(self) -> str:
        """What companions are called that nobody names: as the object, as far as a Service could bear that name."""
        name = _NOT_IN_NAMES.sub("-", object_name(self.object).lower()).strip("-")
        name = name if name[:1].isalpha() else f"app-{name}" if name else "app"
        return name[:_LONGEST].rstrip("-")

    def free_name(self, kind: str, name: str, ending: str) -> str:
        """The name, or with an ending and then a number, if the file has an object of that kind and name."""
        taken = {name_of(one) for one in self.neighbours.get(kind, ())}
        candidate, number = name, 1
        while candidate in taken:
            tail = f"-{ending}" if number == 1 else f"-{ending}-{number}"
            candidate, number = name[: _LONGEST - len(tail)].rstrip("-") + tail, number + 1
        return candidate

    @cached_property
    def neighbours(self) -> dict[str, list[Document]]:
        """The other objects of the file that may be in the same namespace, by kind."""
        found: dict[str, list[Document]] = {}
        for number, at, one in file_places.neighbours(self.manifest):
            if (number, at) != (self.manifest.document_number, self.manifest.object_path):
                found.setdefault(str(one.get("kind")), []).append(one)
        return found

    def named(self, kind: str, name: str) -> Document | None:
        """The object of the file of that kind and name."""
        return next((one for one in self.neighbours.get(kind, ()) if name_of(one) == name), None)

    def selecting(self, kind: str) -> list[Document]:
        """The Services, policies or budgets of the file that are for the pod."""
        found = ((selector_of(one), one) for one in self.neighbours.get(kind, ()))
        return [one for selector, one in found if selector and matches(selector, self.labels)]

    @cached_property
    def services(self) -> list[Document]:
        """The Services of the file that lead to the pod, but for headless ones."""
        return [one for one in self.selecting(SERVICE) if document.get(one, ("spec", "clusterIP")) != "None"]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of the pod."""
        return _texts(document.mapping_at(self.pod, LABELS))

    @cached_property
    def selector(self) -> dict[str, str]:
        """The labels by which the pod is found: those of its workload's selector, or else what it is told apart by.

        Nothing that changes with a release is among them. A pod without any such labels gets the two of its identity.
        """
        spoken = document.mapping_at(self.object, ("spec", "selector"))
        own = _texts(spoken.get("matchLabels", {} if "matchExpressions" in spoken else spoken))
        if own and own.items() <= self.labels.items():
            return own
        stable = {key: value for key, value in self.labels.items() if key not in _CHANGING and key not in GIVEN}
        if IDENTITY[0] in stable and IDENTITY[1] in stable:
            identity = {key: stable[key] for key in IDENTITY}
            return stable if self._is_shared(identity) else identity
        telling = {key: value for key, value in stable.items() if key in _TELLING} or stable
        telling = stable if self._is_shared(telling) else telling
        return telling or {key: value for key, value in {**self.labels, **self._missing}.items() if key in IDENTITY}

    def _is_shared(self, selected: dict[str, str]) -> bool:
        """Whether another pod of the file bears these labels as well."""
        others = (
            _texts(document.mapping_at(one, (*path, *LABELS)))
            for found in self.neighbours.values()
            for one in found
            for path in pod_paths_of(one)
        )
        return any(selected.items() <= labels.items() for labels in others)

    @cached_property
    def _missing(self) -> dict[str, str]:
        return missing_labels(self.object, self.labels)

    @property
    def label_edits(self) -> tuple[Edit, ...]:
        """The edits of the pod after which the selector finds it."""
        new = {key: value for key, value in self.selector.items() if self.labels.get(key) != value}
        return tuple(set_(LABELS.key(key), value) for key, value in new.items())

    @cached_property
    def visited(self) -> list[Visited]:
        """All containers of the pod."""
        return list(visit_containers(self.pod))

    @cached_property
    def lasting(self) -> list[Visited]:
        """The containers that run as long as the pod does."""
        return [one for one in self.visited if one.kind == CONTAINERS or is_native_sidecar(one.container, one.kind)]

    @property
    def ends(self) -> bool:
        """Whether the pod is there for work that comes to an end."""
        return self.kind in ENDING or document.get(self.pod, ("spec", "restartPolicy")) in ("Never", "OnFailure")

    @property
    def replicas(self) -> int | None:
        """How many pods there are; None where nobody says that, or each node has one."""
        return replica_count(self.object, self.version) if self.is_native else None

    @cached_property
    def prerequisites(self) -> list[Prerequisite]:
        """The objects that the pod names."""
        return prerequisites(references(self.pod, catalogue.load(self.version)))

    def needed_by_all(self, one: Prerequisite) -> Prerequisite:
        """The same object with what all pods of the file, those of its namespace, read from it."""
        named = [
            reference
            for manifest in self.manifest.siblings
            if agree(namespace_of(manifest.object), self.namespace)
            for reference in references(manifest.pod, catalogue.load(self.version))
            if (reference.kind, reference.name) == (one.kind, one.name)
        ]
        return prerequisites(named)[0]

    def metadata(self, name: str, *, is_own: bool = True) -> dict[str, Any]:
        """The metadata of a companion: in the namespace of the pod, with its identity if it is there for this one."""
        labels = {key: self.selector[key] for key in IDENTITY if key in self.selector} if is_own else {}
        namespace = {"namespace": self.namespace} if self.namespace else {}
        return {"name": name, **namespace, **({"labels": labels} if labels else {})}

    def of_workload(self, *names: str) -> FieldPath:
        """The path of a field of the object around the pod, as edits of a manifest name it."""
        return FieldPath((self.kind, *names))


def each(values: Any) -> Iterator[dict[str, Any]]:
    """The mappings of what should be a list of them."""
    yield from (value for value in values if isinstance(value, dict)) if isinstance(values, list) else ()


def _texts(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {key: text for key, text in value.items() if isinstance(key, str) and isinstance(text, str)}

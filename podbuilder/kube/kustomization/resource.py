"""An object while it is built, with the names that it has had on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.kustomization.kind_facts import is_cluster_scoped
from podbuilder.kube.kustomization.strategic import text_of

NO_NAMESPACE = "_non_namespaceable_"
_DEFAULT = "default"


class ObjectId(NamedTuple):
    """What tells objects apart: the namespace is the effective one. Mirrors ResId, kustomize v5.8.1 (kyaml/resid)."""

    group: str
    version: str
    kind: str
    name: str
    namespace: str


@dataclass(slots=True, eq=False)
class Resource:
    """One object. The document belongs to the build, which changes it.

    Mirrors Resource, kustomize v5.8.1 (api/resource), which keeps all this in annotations of its own.
    """

    document: dict[str, Any]
    # Where it stands: the file, and the number of the document in it; "" for one that is generated.
    file: str = ""
    number: int = 0
    # The kinds, names and effective namespaces it had before, oldest first.
    previous: list[tuple[str, str, str]] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    suffixes: list[str] = field(default_factory=list)
    needs_hash: bool = False
    behavior: str = ""

    @property
    def api_version(self) -> str:
        """Its apiVersion; "" where it says none."""
        return text_of(self.document.get("apiVersion"))

    @property
    def kind(self) -> str:
        """Its kind."""
        return text_of(self.document.get("kind"))

    @property
    def name(self) -> str:
        """Its name now."""
        return text_of(document.get(self.document, ("metadata", "name")))

    @property
    def namespace(self) -> str:
        """The namespace that it names now; "" for none."""
        return text_of(document.get(self.document, ("metadata", "namespace")))

    @property
    def group_version(self) -> tuple[str, str]:
        """The group, "" for the core's, and the version."""
        group, slash, version = self.api_version.partition("/")
        return (group, version) if slash else ("", group)

    @property
    def current_id(self) -> ObjectId:
        """What it is now."""
        return self._id(self.kind, self.name, self.effective_namespace)

    @property
    def previous_ids(self) -> list[ObjectId]:
        """What it was, oldest first."""
        return [self._id(*one) for one in self.previous]

    @property
    def original_id(self) -> ObjectId:
        """What it was at first."""
        return [*self.previous_ids, self.current_id][0]

    @property
    def original_kind(self) -> str:
        """Its kind at first."""
        return self.previous[0][0] if self.previous else self.kind

    @property
    def is_cluster_scoped(self) -> bool:
        """Whether it is surely in no namespace."""
        return is_cluster_scoped(self.api_version, self.kind)

    @property
    def effective_namespace(self) -> str:
        """The namespace it is in, default where it names none."""
        return NO_NAMESPACE if self.is_cluster_scoped else self.namespace or _DEFAULT

    def store_previous(self) -> None:
        """Remember what it is now: references may have that name."""
        self.previous.append((self.kind, self.name, self.effective_namespace))

    def has_had(self, wanted: ObjectId) -> bool:
        """Whether it is this object now, or was before."""
        return wanted in (*self.previous_ids, self.current_id)

    def _id(self, kind: str, name: str, namespace: str) -> ObjectId:
        return ObjectId(*self.group_version, kind, name, namespace)

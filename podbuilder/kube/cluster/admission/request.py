"""What is asked of the API server, and what a plugin of it can answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from podbuilder.kube.cluster.snapshot import Object, Snapshot
from podbuilder.kube.core.field import Document

FORBIDDEN, UNPROCESSABLE, SERVER_ERROR = 403, 422, 500


class AdmissionRefusal(NamedTuple):
    """The answer that ends a request: its text, its HTTP status, and the plugin that gave it."""

    message: str
    code: int = FORBIDDEN
    by: str = ""
    # The request at its end, where the plugin has warned before it refused.
    request: Request | None = None
    # What the plugin would refuse it for as well, of which the server tells nothing.
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApiResource:
    """What the API calls the objects of a kind."""

    kind: str
    name: str
    group: str = ""
    version: str = "v1"

    @property
    def shown(self) -> str:
        """As messages name it: `pods`, `deployments.apps`."""
        return f"{self.name}.{self.group}" if self.group else self.name

    @property
    def api_version(self) -> str:
        return f"{self.group}/{self.version}" if self.group else self.version


POD = ApiResource("Pod", "pods")
RESOURCES = {
    one.kind: one
    for one in (
        POD,
        ApiResource("PodTemplate", "podtemplates"),
        ApiResource("ReplicationController", "replicationcontrollers"),
        ApiResource("Deployment", "deployments", "apps"),
        ApiResource("ReplicaSet", "replicasets", "apps"),
        ApiResource("StatefulSet", "statefulsets", "apps"),
        ApiResource("DaemonSet", "daemonsets", "apps"),
        ApiResource("Job", "jobs", "batch"),
        ApiResource("CronJob", "cronjobs", "batch"),
    )
}


@dataclass(frozen=True, slots=True)
class Request:
    """A new object on its way through admission. A plugin that changes it returns another one."""

    snapshot: Snapshot
    resource: ApiResource
    object: Document
    version: str
    # The plugins that are switched on.
    plugins: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()
    # What nobody here can judge, as sentences.
    not_judged: tuple[str, ...] = ()
    # The plugins that have changed the object, in order.
    changed_by: tuple[str, ...] = ()

    @property
    def is_pod(self) -> bool:
        return self.resource.kind == "Pod"

    @property
    def metadata(self) -> dict[str, Any]:
        found: dict[str, Any] = self.object["metadata"]
        return found

    @property
    def spec(self) -> dict[str, Any]:
        found: dict[str, Any] = self.object["spec"]
        return found

    @property
    def name(self) -> str:
        """What messages call it: until it has a name, the beginning of that."""
        return str(self.metadata.get("name") or self.metadata.get("generateName") or "")

    @property
    def namespace(self) -> str:
        return str(self.metadata.get("namespace") or "default")

    @property
    def annotations(self) -> dict[str, str]:
        return self.metadata.get("annotations") or {}

    @property
    def namespace_object(self) -> Object:
        """The object's namespace; without any labels where the snapshot does not have it."""
        return self.snapshot.named("Namespace", self.namespace) or {"metadata": {"name": self.namespace}}

    def in_namespace(self, kind: str) -> list[Object]:
        """The objects of a kind that stand in the request's namespace, as they were created.

        Kubernetes keeps them so and begins with a random one, which is the first more often than all others.
        """
        found = self.snapshot.of(kind, self.namespace)
        return sorted(found, key=lambda one: str(one["metadata"].get("creationTimestamp", "")))

    def with_spec(self, **fields: Any) -> Request:
        """The request with these fields of the spec instead."""
        return self.with_object({**self.object, "spec": {**self.spec, **fields}})

    def with_object(self, changed: Document) -> Request:
        return replace(self, object=changed)

    def warned(self, *warnings: str) -> Request:
        """The request with these warnings, each told once. Mirrors AddWarning, apiserver pkg/endpoints/filters."""
        return replace(self, warnings=tuple(dict.fromkeys((*self.warnings, *warnings))))

    def unsure(self, *sentences: str) -> Request:
        """The request with something that is not judged, each said once."""
        new = tuple(one for one in dict.fromkeys(sentences) if one not in self.not_judged)
        return replace(self, not_judged=(*self.not_judged, *new)) if new else self

    def changed(self, before: Request, name: str) -> Request:
        """The request as a plugin has left it, which is noted if it changed the object."""
        if self.object == before.object or name in self.changed_by:
            return self
        return replace(self, changed_by=(*self.changed_by, name))

    def forbidden(self, why: str) -> AdmissionRefusal:
        """Mirrors NewForbidden, Kubernetes v1.36, apiserver pkg/admission."""
        return AdmissionRefusal(f'{self.resource.shown} "{self.name}" is forbidden: {why}')


Outcome = Request | AdmissionRefusal


def first_of(refusals: Sequence[AdmissionRefusal]) -> AdmissionRefusal | None:
    """The refusal that is told, with the words of the others; None if there is none."""
    if not refusals:
        return None
    return refusals[0]._replace(more=tuple(other.message for other in refusals[1:]))

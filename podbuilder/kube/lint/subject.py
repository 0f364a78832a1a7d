"""A pod prepared once for all rules, with its effective values: the container's before the pod's, defaults if unset.

The pod is decoded but holds only what the user wrote. The server's defaults are applied here, so that a finding never
points to a field that the user cannot see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from podbuilder.kube.core import feature_gates, image, versions
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import (
    CONTAINERS,
    EPHEMERAL_CONTAINERS,
    INIT_CONTAINERS,
    SPEC,
    visit_containers,
)
from podbuilder.kube.core.quantity import Quantity, QuantityError, parse
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.settings import DEFAULTS, Settings
from podbuilder.kube.lint.surroundings import ALONE, Surroundings

METADATA = FieldPath(("metadata",))
SECURITY = SPEC.child("securityContext")
PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
HANDLERS = ("httpGet", "tcpSocket", "grpc", "exec")
NODE_OS = "kubernetes.io/os"
WINDOWS = "windows"
_KIND_NAMES = {INIT_CONTAINERS: "Init container", CONTAINERS: "Container", EPHEMERAL_CONTAINERS: "Ephemeral container"}


class Item(NamedTuple):
    """An object in a list, and its path."""

    path: FieldPath
    fields: dict[str, Any]


class Container:
    """A container as rules see it."""

    def __init__(self, path: FieldPath, fields: dict[str, Any], kind: str) -> None:
        self.path = path
        self.fields = fields
        self.kind = kind
        self.name: str = fields.get("name") or ""
        self.security: dict[str, Any] = fields.get("securityContext") or {}
        self.is_ephemeral = kind == EPHEMERAL_CONTAINERS
        self.is_sidecar = kind == INIT_CONTAINERS and fields.get("restartPolicy") == "Always"
        # A classic init container, which runs to its end before the app starts.
        self.is_init = kind == INIT_CONTAINERS and not self.is_sidecar
        self.title = f"{'Native sidecar' if self.is_sidecar else _KIND_NAMES[kind]} {quote(self.name)}"

    def at(self, *names: str) -> FieldPath:
        """The path of a field of its security context."""
        return self.path.child("securityContext", *names)

    @cached_property
    def image(self) -> image.Image | None:
        """The image; None if it is unset or malformed."""
        return read_image(self.fields.get("image"))

    @cached_property
    def pull_policy(self) -> str:
        """The pull policy, or its default."""
        return self.fields.get("imagePullPolicy") or image.default_pull_policy(self.fields.get("image") or "")

    def items(self, field: str) -> Iterator[Item]:
        """The objects in one of the container's lists: ports, env, volumeMounts …"""
        value = self.fields.get(field)
        return items(value, self.path.child(field)) if value else iter(())

    @cached_property
    def capabilities(self) -> dict[str, list[str]]:
        return self.security.get("capabilities") or {}

    def added(self) -> Iterator[tuple[FieldPath, str, str]]:
        """Each added capability: the path, the text, and the plain name."""
        for i, text in enumerate(self.capabilities.get("add") or ()):
            yield self.at("capabilities", "add").index(i), text, capability(text)

    @cached_property
    def probes(self) -> tuple[tuple[str, Item], ...]:
        """The probes, each with the name of its field."""
        return tuple((p, Item(self.path.child(p), self.fields[p])) for p in PROBES if self.fields.get(p))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its command and its args."""
        return (*(self.fields.get("command") or ()), *(self.fields.get("args") or ()))

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names of the variables in `env`."""
        return frozenset(variable.fields.get("name") or "" for variable in self.items("env"))

    @cached_property
    def mounts(self) -> tuple[Item, ...]:
        return tuple(self.items("volumeMounts"))

    @cached_property
    def requests(self) -> dict[str, str]:
        """The requests; one that is unset equals the limit."""
        return {**self.limits, **(self.resources.get("requests") or {})}

    @cached_property
    def limits(self) -> dict[str, str]:
        return self.resources.get("limits") or {}

    @cached_property
    def resources(self) -> dict[str, Any]:
        return self.fields.get("resources") or {}


class Subject:
    """A pod, the version it is for, the settings that rules check it against, and what stands around it."""

    def __init__(
        self,
        pod: Document,
        version: str = versions.DEFAULT,
        settings: Settings = DEFAULTS,
        around: Surroundings = ALONE,
    ) -> None:
        self.pod = pod
        self.version = version
        self.minor = versions.minor(version)
        self.settings = settings
        self.around = around
        self.metadata: dict[str, Any] = pod.get("metadata") or {}
        self.labels: dict[str, str] = self.metadata.get("labels") or {}
        self.annotations: dict[str, str] = self.metadata.get("annotations") or {}
        self.spec: dict[str, Any] = pod.get("spec") or {}
        self.security: dict[str, Any] = self.spec.get("securityContext") or {}
        self.containers = tuple(Container(*visited) for visited in visit_containers(pod))
        # All containers but those that are attached for debugging.
        self.planned = tuple(c for c in self.containers if not c.is_ephemeral)
        # The containers that are meant to run as long as the pod does.
        self.lasting = tuple(c for c in self.planned if not c.is_init)
        self.is_windows = self._is_windows()
        self.has_user_namespace = self.spec.get("hostUsers") is False
        # The containers to which Linux's security fields apply.
        self.linux = () if self.is_windows else self.containers
        # What is worked out for one rule and serves others, by the name of who works it out.
        self.kept: dict[str, Any] = {}

    def _is_windows(self) -> bool:
        """Whether the pod runs on Windows: it says so itself, or it selects Windows nodes."""
        os = (self.spec.get("os") or {}).get("name")
        selector = self.spec.get("nodeSelector") or {}
        return (os or selector.get(NODE_OS) or selector.get(f"beta.{NODE_OS}")) == WINDOWS

    @property
    def namespace(self) -> str:
        """The namespace of the pod, which is that of its workload; "" if it names none."""
        return self.around.namespace if self.around.workload else self.metadata.get("namespace") or ""

    @property
    def is_job_like(self) -> bool:
        """Whether the pod is meant to end."""
        return self.spec.get("restartPolicy") in ("OnFailure", "Never")

    @cached_property
    def resources(self) -> dict[str, Any]:
        """The resources of the pod as a whole, if the version has that field."""
        enabled = feature_gates.enabled("PodLevelResources", self.version)
        return (self.spec.get("resources") or {}) if enabled else {}

    @cached_property
    def volumes(self) -> tuple[Item, ...]:
        return tuple(items(self.spec.get("volumes"), SPEC.child("volumes")))

    @cached_property
    def volumes_by_name(self) -> dict[str, Item]:
        return {volume.fields.get("name", ""): volume for volume in self.volumes}

    @cached_property
    def host_paths(self) -> tuple[tuple[Item, str], ...]:
        """The volumes that are directories of the node, with their paths."""
        found = ((v, (v.fields.get("hostPath") or {}).get("path")) for v in self.volumes)
        return tuple((volume, path) for volume, path in found if path)

    def mounts_of(self, name: str) -> list[tuple[Container, Item]]:
        """Every mount of a volume."""
        return self._mounts_by_volume.get(name, [])

    @cached_property
    def _mounts_by_volume(self) -> dict[str | None, list[tuple[Container, Item]]]:
        found: dict[str | None, list[tuple[Container, Item]]] = {}
        for container in self.containers:
            for mount in container.mounts:
                found.setdefault(mount.fields.get("name"), []).append((container, mount))
        return found

    def of(self, container: Container, name: str) -> Any:
        """The effective value of a security field for a container: its own, or else the pod's."""
        own = container.security.get(name)
        return self.security.get(name) if own is None else own

    def failing(
        self, name: str, is_bad: Callable[[Any], bool], containers: tuple[Container, ...]
    ) -> Iterator[tuple[FieldPath, Any, str]]:
        """The bad values of a security field: the path, the value, and which containers it applies to, in words.

        The pod's own value is reported once, for all containers that inherit it.
        """
        inheriting = [c for c in containers if c.security.get(name) is None]
        if inheriting and is_bad(self.security.get(name)):
            whom = inheriting[0].title if len(inheriting) == 1 else "Every container that inherits the pod's setting"
            yield SECURITY.child(name), self.security.get(name), whom
        for container in containers:
            own = container.security.get(name)
            if own is not None and is_bad(own):
                yield container.at(name), own, container.title

    def stating(self, name: str) -> Iterator[tuple[FieldPath, Any]]:
        """The places where a security field is given, on the pod and on its containers, and its values."""
        if value := self.security.get(name):
            yield SECURITY.child(name), value
        for container in self.containers:
            if value := container.security.get(name):
                yield container.at(name), value

    def container_at(self, path: FieldPath) -> Container:
        """The container that a path lies in."""
        return self._by_path[path[:3]]

    @cached_property
    def _by_path(self) -> dict[tuple[str | int, ...], Container]:
        return {c.path: c for c in self.containers}


def items(value: Any, path: FieldPath) -> Iterator[Item]:
    """The objects of a list, with their paths."""
    for i, item in enumerate(value or ()):
        if isinstance(item, dict):
            yield Item(path.index(i), item)


def read_image(text: str | None) -> image.Image | None:
    """The image that a reference names; None if it is unset or malformed."""
    try:
        return image.parse(text) if text else None
    except image.ImageError:
        return None


def capability(text: str) -> str:
    """A capability's plain name: NET_RAW for cap_net_raw."""
    return text.upper().removeprefix("CAP_")


def quantity(text: Any) -> Quantity | None:
    """A quantity; None if it is unset or malformed."""
    try:
        return None if text is None else parse(text)
    except QuantityError:
        return None

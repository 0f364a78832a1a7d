"""A container while it becomes a command: its flags, and what is said of the fields that they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried
from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SPEC, Visited, visit_containers
from podbuilder.kube.exporters.field_report import FieldReport
from podbuilder.kube.exporters.shell_text import ShellFlag
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.source_pod import SourcePod

PODMAN, COMPOSE = "podman", "compose"
CONTEXT = "securityContext"


@dataclass(slots=True)
class PodExport:
    """A pod that becomes commands of an engine, and what its containers have found out together."""

    engine: str
    file: SourceFile
    source: SourcePod
    report: FieldReport
    # Files that commands speak of, by path; and what became of objects beside the pod, by kind and name.
    files: dict[str, str] = field(default_factory=dict)
    used: dict[tuple[str, str], Note] = field(default_factory=dict)
    # How it mounts volumes of some kinds otherwise than by a flag.
    mounters: Mapping[str, Callable[..., dict[str, Note]]] = field(default_factory=dict)
    # Names of containers that have others than usual, by their paths.
    names: dict[FieldPath, str] = field(default_factory=dict)
    # How often each volume is mounted.
    mounts: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        containers = [one.container for one in visit_containers(self.source.pod)]
        self.mounts = Counter(mount.get("name", "") for one in containers for mount in one.get("volumeMounts") or [])

    @property
    def main(self) -> Visited | None:
        """The container that the others share a network with."""
        return next(iter(self.source.app_containers), None)

    @property
    def others(self) -> list[Visited]:
        """Those that run beside it."""
        return [*self.source.sidecars, *self.source.app_containers[1:]]

    def add_file(self, path: str, text: str) -> None:
        """Keep a file beside the commands; one whose path leads elsewhere is none."""
        if not path.startswith("/") and ".." not in path.split("/"):
            self.files[path] = text

    def name_of(self, container: Visited) -> str:
        """The name of a container on the machine. The main one has the pod's, unless the engine knows pods itself."""
        if container.path in self.names:
            return self.names[container.path]
        is_named_as_pod = container == self.main and not (self.engine == PODMAN and self.others)
        name = container.container.get("name", "")
        return self.source.name if is_named_as_pod else f"{self.source.name}-{name}"


@dataclass(slots=True)
class ContainerExport:
    """One container of it."""

    whole: PodExport
    visited: Visited
    flags: list[ShellFlag] = field(default_factory=list)
    # The values of variables as the program sees them; None where nobody knows them here.
    variables: dict[str, str | None] = field(default_factory=dict)
    # Names of variables in commands and arguments that nobody knows the value of.
    words: list[str] = field(default_factory=list)

    @property
    def container(self) -> Document:
        """The container's fields."""
        return self.visited.container

    @property
    def spec(self) -> Document:
        """The pod's."""
        return self.whole.source.spec

    @property
    def is_podman(self) -> bool:
        """Whether the engine is podman, which has more flags."""
        return self.whole.engine == PODMAN

    @property
    def is_compose(self) -> bool:
        """Whether its flags are written as keys of a Compose file, which has lists of words."""
        return self.whole.engine == COMPOSE

    @property
    def is_main(self) -> bool:
        """Whether the others share its network."""
        return self.visited == self.whole.main

    @property
    def is_init(self) -> bool:
        """Whether it ends before the others start."""
        return self.visited in self.whole.source.init_containers

    @property
    def has_network(self) -> bool:
        """Whether the network is its own: an init container has nobody to share one with."""
        return self.is_main or self.is_init

    def at(self, *names: str | int) -> FieldPath:
        """The path of a field of the container."""
        return FieldPath((*self.visited.path, *names))

    def get(self, *names: str | int) -> Any:
        """A field of the container; None if it has none."""
        return document.get(self.container, names)

    def say(self, path: FieldPath, note: Note) -> None:
        """Say what became of a field."""
        self.whole.report.add(path, note)

    def flag(self, name: str, value: str | None = None) -> None:
        """Add a flag."""
        self.flags.append(ShellFlag(name, value))

    def carry(self, path: FieldPath, name: str, value: str | None = None, note: Note | None = None) -> None:
        """Add a flag that says what a field says; with a note, where something differs."""
        self.flag(name, value)
        self.say(path, note or carried(f"--{name}"))

    def setting(self, *names: str) -> tuple[Any, FieldPath]:
        """A value of the security context, the container's before the pod's, and where it stands."""
        own = self.get(CONTEXT, *names)
        if own is not None:
            return own, self.at(CONTEXT, *names)
        return document.get(self.spec, (CONTEXT, *names)), SPEC.child(CONTEXT, *names)

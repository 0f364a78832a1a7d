"""What a handler of a key gets: the service that has it, and all others. It yields notes with their places below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.conversion_report.note import Note, nothing
from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.importers.compose.compose_node import NodeKind
from podbuilder.kube.importers.compose.services.imported_service import ImportedService, ServicePlan, Workload
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts

KeyNote = tuple[ValuePath, Note]
_EMPTY = "It is empty, and says nothing."
_OFF = "It is switched off."


@dataclass(frozen=True, slots=True)
class KeyContext:
    """A key of a service."""

    service: ImportedService
    plan: ServicePlan
    # `deploy.replicas` is `("deploy", "replicas")`.
    key: tuple[str, ...]

    @property
    def parts(self) -> ContainerParts:
        """The container."""
        return self.service.parts

    @property
    def workload(self) -> Workload:
        """What is around the container."""
        return self.service.workload

    @property
    def path(self) -> ValuePath:
        """The key's path in the file."""
        return ("services", self.service.name, *self.key)

    def mate(self, name: str) -> ImportedService | None:
        """The service of this name, if it is in the same pod."""
        other = self.plan.services.get(name)
        return other if other and other.workload is self.workload and other is not self.service else None

    def speak_of(self, *below: str | int) -> None:
        """Ask from now on in the name of what stands there."""
        path = (*self.path, *below)
        self.plan.questions.place = lambda: self.plan.file.written(self.plan.places.of(path) or path)

    def bare_names(self) -> set[str]:
        """The entries of this mapping that are written as a name alone, so that the caller says their value."""
        node = self.plan.file.node_of(self.path)
        if node is None:
            return set()
        names = {name for name, below in node.fields.items() if below.kind is NodeKind.SCALAR and below.value is None}
        return names | {item.value for item in node.items if isinstance(item.value, str) and "=" not in item.value}


Handler = Callable[[KeyContext, Any], Iterable[KeyNote]]


def whole(note: Note) -> list[KeyNote]:
    """A note about a key as a whole."""
    return [((), note)]


def of_value(setting: Callable[[ContainerParts, str], Note]) -> Handler:
    """A handler that passes a value to a setting."""
    return lambda context, value: whole(setting(context.parts, str(value)))


def of_switch(setting: Callable[[ContainerParts], Note]) -> Handler:
    """A handler of a boolean that is switched on."""
    return lambda context, value: whole(setting(context.parts) if value else nothing(_OFF))


def of_items(setting: Callable[[ContainerParts, str], Note]) -> Handler:
    """A handler that passes each item of a list to a setting."""

    def handler(context: KeyContext, value: Any) -> Iterator[KeyNote]:
        for index, item in enumerate(value):
            context.speak_of(index)
            yield (index,), nothing(_EMPTY) if item == "" else setting(context.parts, str(item))

    return handler


def of_entries(setting: Callable[[ContainerParts, str, str], Note]) -> Handler:
    """A handler that passes each entry of a mapping to a setting."""

    def handler(context: KeyContext, value: Any) -> Iterator[KeyNote]:
        for name, text in value.items():
            context.speak_of(name)
            yield (name,), setting(context.parts, name, str(text))

    return handler

"""A pod while it is put together from settings: its parts, and the objects beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from podbuilder.kube.importers.container_settings.object_names import FreeNames, free, label, service_name
from podbuilder.kube.importers.question import Questions

APP_LABEL = "app"
# Of the fields that settings go to, those whose keys are anybody's.
_MAPS = ("limits", "requests")


@dataclass(frozen=True, slots=True)
class ServicePort:
    """A port of a Service and the port of the container that it leads to."""

    port: int
    target: int
    protocol: str = "TCP"
    # Of the application, as in Kubernetes' appProtocol.
    app_protocol: str = ""

    def as_document(self, is_named: bool) -> dict[str, Any]:
        """As it is written in a Service; one of several needs a name."""
        name = {"name": f"{self.protocol.lower()}-{self.port}"} if is_named else {}
        protocol = {} if self.protocol == "TCP" else {"protocol": self.protocol}
        application = {"appProtocol": self.app_protocol} if self.app_protocol else {}
        return {**name, "port": self.port, "targetPort": self.target, **protocol, **application}


@dataclass(slots=True)
class ImportedPod:
    """A pod, its containers, and its companions by kind and name."""

    name: str
    questions: Questions
    metadata: dict[str, Any] = field(default_factory=dict)
    spec: dict[str, Any] = field(default_factory=dict)
    containers: list[dict[str, Any]] = field(default_factory=list)
    inits: list[dict[str, Any]] = field(default_factory=list)
    companions: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    # Of its own Service, and of those with other names.
    service_ports: list[ServicePort] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    storage_class: str = ""
    # The names of its volumes, also by what they hold, and of the ConfigMaps that are made for files.
    volume_names: FreeNames = field(default_factory=FreeNames)
    volumes: dict[str, str] = field(default_factory=dict)
    config_names: FreeNames = field(default_factory=FreeNames)

    def add_container(self, name: str, is_init: bool = False) -> ContainerParts:
        """One more container, whose name is made unique."""
        taken = {container["name"] for container in (*self.inits, *self.containers)}
        containers = self.inits if is_init else self.containers
        containers.append({"name": free(label(name), taken)})
        return ContainerParts(self, len(containers) - 1, is_init)

    def companion(self, kind: str, name: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """The object of this kind and name beside the pod, made with this content if there is none yet."""
        made = {"apiVersion": "v1", "kind": kind, "metadata": {"name": name}, **content}
        return self.companions.setdefault((kind, name), made)

    def set(self, path: tuple[str, ...], value: Any) -> str:
        """Set a field of the pod's spec; its path."""
        put(self.spec, path, value)
        return f"spec.{written(path)}"

    def documents(self) -> list[dict[str, Any]]:
        """The pod and its companions, as Kubernetes reads them."""
        services = self._services()
        labels = {"labels": {APP_LABEL: self.name}} if services else {}
        inits = {"initContainers": self.inits} if self.inits else {}
        pod = {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": self.name, **labels, **self.metadata},
            "spec": {**inits, "containers": self.containers, **self.spec},
        }
        return [pod, *services, *self.companions.values()]

    def _services(self) -> list[dict[str, Any]]:
        ports = list(dict.fromkeys(self.service_ports))
        names = [service_name(self.name)] if ports else []
        names += [service_name(alias) for alias in self.aliases]
        inner = list(dict.fromkeys(self._container_ports()))
        return [
            self._service(name, ports if not number and ports else inner)
            for number, name in enumerate(dict.fromkeys(names))
        ]

    def _container_ports(self) -> list[ServicePort]:
        """The ports that containers see of each other, which docker's own networks lead to."""
        found = [port for container in self.containers for port in container.get("ports", ())]
        return [
            ServicePort(port["containerPort"], port["containerPort"], port.get("protocol", "TCP")) for port in found
        ]

    def _service(self, name: str, ports: list[ServicePort]) -> dict[str, Any]:
        """A Service; without any port it is a headless one, which is a name alone."""
        documents = {"ports": [port.as_document(len(ports) > 1) for port in ports]} if ports else {"clusterIP": "None"}
        spec = {"selector": {APP_LABEL: self.name}, **documents}
        return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": name}, "spec": spec}


@dataclass(slots=True)
class ContainerParts:
    """One container of a pod that is put together."""

    pod: ImportedPod
    index: int
    is_init: bool = False
    # Where each port stands in the list of its ports, by number and protocol.
    ports: dict[tuple[int, str], int] = field(default_factory=dict)
    # Where each variable stands in their list, and the paths at which something is mounted.
    variables: dict[str, int] = field(default_factory=dict)
    mount_paths: set[str] = field(default_factory=set)

    @property
    def container(self) -> dict[str, Any]:
        """The container itself."""
        return (self.pod.inits if self.is_init else self.pod.containers)[self.index]

    @property
    def questions(self) -> Questions:
        """Where what the input does not say is asked."""
        return self.pod.questions

    def at(self, path: str) -> str:
        """The path of a field of this container."""
        return f"spec.{'initContainers' if self.is_init else 'containers'}[{self.index}].{path}"

    def rename(self, name: str) -> str:
        """Give the container another name, which is made unique; the name."""
        others = (*self.pod.inits, *self.pod.containers)
        taken = {container["name"] for container in others if container is not self.container}
        self.container["name"] = free(label(name), taken)
        return str(self.container["name"])

    def set(self, path: tuple[str, ...], value: Any) -> str:
        """Set a field of the container; its path."""
        put(self.container, path, value)
        return self.at(written(path))

    def append(self, name: str, item: Any) -> str:
        """Add an item to a list of the container; its path."""
        items = self.container.setdefault(name, [])
        items.append(item)
        return self.at(f"{name}[{len(items) - 1}]")


def written(path: tuple[str, ...]) -> str:
    """A path as the API server writes it: what is no field but a key stands in brackets."""
    *above, last = path
    return f"{'.'.join(above)}[{last}]" if above and above[-1] in _MAPS else ".".join(path)


def put(document: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Set a field below a document, with the objects on the way to it."""
    for key in path[:-1]:
        document = document.setdefault(key, {})
    document[path[-1]] = value

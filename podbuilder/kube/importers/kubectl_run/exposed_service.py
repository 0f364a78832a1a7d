"""`kubectl expose` in a paste that also makes the pod or the Deployment: the Service in front of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, companion, left, nothing, refused
from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.container_settings.object_names import service_name
from podbuilder.kube.importers.docker_run.argument_report import ordinals_of
from podbuilder.kube.importers.docker_run.command_line import CommandLine, Option, read_mixed_line
from podbuilder.kube.importers.kubectl_run.command_tables import EXPOSE, table_of_verb
from podbuilder.kube.importers.kubectl_run.kubectl_command import KubectlCommand
from podbuilder.kube.importers.kubectl_run.made_objects import service_object
from podbuilder.kube.importers.kubectl_run.run_handlers import port_of
from podbuilder.kube.importers.shell.run_command import RunCommand

_TYPES = ("ClusterIP", "NodePort", "LoadBalancer", "ExternalName")
_PROTOCOLS = ("TCP", "UDP", "SCTP")
_SHARED = ("namespace", "dry-run", "help")


@dataclass(slots=True)
class ExposedService:
    """A command that exposes something of the same paste, or something else."""

    run: RunCommand
    commands: Mapping[str, KubectlCommand]
    line: CommandLine = field(init=False)
    documents: list[Document] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line = read_mixed_line(self.run.words, table_of_verb(EXPOSE))

    @property
    def name(self) -> str:
        """The name of what is exposed: of `deployment/web` or `deployment web`."""
        words = [token.text for token in (self.line.operand, *self.line.arguments) if token]
        return (words[0].partition("/")[2] or (words[1] if len(words) > 1 else "")) if words else ""

    def lines(self) -> Iterator[ReportLine]:
        """Make the Service; what became of each word."""
        command = self.commands.get(self.name)
        port = port_of(self._value("port")) or (command and self._port_of(command))
        words = [*(token for token in (self.line.operand, *self.line.arguments) if token)]
        if command is None or not port:
            says = "kubectl run and kubectl create of it have to stand in the same paste, with its port."
            yield ReportLine(
                f"{self.run.name} {cut(self.name)}".rstrip(), Outcome.REFUSED, says=says, words=self.run.ordinals
            )
            yield from self._unused(words)
            return
        name = service_name(self._value("name") or self.name)
        service = service_object(command, name, [self._port(port)])
        self.documents.append(service)
        says = "It leads to the pods by their labels."
        yield ReportLine(self.run.name, Outcome.COMPANION, f"Service {name}", says, self.run.ordinals)
        yield ReportLine("NAME", Outcome.CARRIED, f"Service {name}", words=ordinals_of(words))
        for option in self.line.options:
            yield _line(option, self._note(option, service))
        yield from self._problems()

    def _unused(self, words: list[Any]) -> Iterator[ReportLine]:
        says = "Nothing is exposed."
        if words:
            yield ReportLine("NAME", Outcome.LEFT, says=says, words=ordinals_of(words))
        for option in self.line.options:
            yield ReportLine(option.written, Outcome.LEFT, says=says, words=option.ordinals)
        yield from self._problems()

    def _problems(self) -> Iterator[ReportLine]:
        for one in self.line.problems:
            yield ReportLine(one.written, one.outcome, says=one.says, words=one.ordinals)

    def _value(self, name: str) -> str:
        return next((one.value for one in reversed(self.line.options) if one.flag.name == name), "")

    def _port_of(self, command: KubectlCommand) -> int:
        ports = command.parts.container.get("ports") or [{}]
        return int(ports[0].get("containerPort", 0))

    def _port(self, number: int) -> dict[str, Any]:
        target = self._value("target-port")
        return {
            "port": number,
            "protocol": self._value("protocol") if self._value("protocol") in _PROTOCOLS else "TCP",
            "targetPort": number if not target else port_of(target) or target,
        }

    def _note(self, option: Option, service: Document) -> Note:
        name, value, to = option.flag.name, option.value, f"Service {service['metadata']['name']}"
        if option.flag.left:
            return left(option.flag.left)
        if option.flag.nothing or name in _SHARED:
            return nothing(option.flag.nothing or "It is said in the command that makes the pod.")
        if name in ("port", "target-port", "name"):
            return carried(to)
        if name == "protocol":
            return carried(to) if value in _PROTOCOLS else refused(f"A protocol is one of {', '.join(_PROTOCOLS)}.")
        if name == "labels":
            service["metadata"]["labels"] = dict(item.partition("=")[::2] for item in value.split(","))
            return carried(to)
        if name == "selector":
            service["spec"]["selector"] = dict(item.partition("=")[::2] for item in value.split(","))
            return companion("Service", service["metadata"]["name"], "It finds its pods by these labels.")
        field_, allowed = _FIELDS[name]
        if allowed and value not in allowed:
            return refused(f"It is one of {', '.join(allowed)}.")
        service["spec"][field_] = value
        return carried(to)


_FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "type": ("type", _TYPES),
    "cluster-ip": ("clusterIP", ()),
    "session-affinity": ("sessionAffinity", ("None", "ClientIP")),
}


# The flags of which something becomes.
HANDLED = {*_FIELDS, *_SHARED, "port", "target-port", "name", "protocol", "labels", "selector"}


def _line(option: Option, note: Note) -> ReportLine:
    return ReportLine(option.written, note.outcome, note.to, note.says, option.ordinals)

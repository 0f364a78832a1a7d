"""Pods in, commands of an engine out: one for each container, and those of init containers before the others."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube.conversion_report.note import carried, different
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.core.pod_containers import Visited
from podbuilder.kube.exporters.engine_run import (
    health_flags,
    mount_flags,
    network_flags,
    port_flags,
    program_flags,
    resource_flags,
    security_flags,
    variable_flags,
)
from podbuilder.kube.exporters.engine_run.container_export import PODMAN, ContainerExport, PodExport
from podbuilder.kube.exporters.engine_run.flag_order import in_order
from podbuilder.kube.exporters.export_result import ExportResult
from podbuilder.kube.exporters.field_report import OF_CLUSTERS, FieldReport, companion_lines, sentences
from podbuilder.kube.exporters.shell_text import shell_command
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.source_pod import SourcePod

DOCKER = "docker"
_BESIDE = "It is an object of a cluster; an engine has nothing like it."
# What says the fields of a container in flags, in the order in which it is asked.
ADDERS = (
    network_flags.add_names,
    variable_flags.add_variables,
    port_flags.add_ports,
    mount_flags.add_mounts,
    security_flags.add_security,
    network_flags.add_network,
    resource_flags.add_resources,
    health_flags.add_health,
)


class Head(NamedTuple):
    """What the head of a pod becomes: the tool, the engine below it, and where kind and name stand."""

    tool: str
    engine: str
    to: str
    name: str
    of_init_containers: str


def export_docker_run(source: SourceFile) -> ExportResult:
    """The commands of docker that run the containers of a file's pods."""
    return _export(source, DOCKER)


def export_podman_run(source: SourceFile) -> ExportResult:
    """The same with podman, which knows pods."""
    return _export(source, PODMAN)


def _export(source: SourceFile, engine: str) -> ExportResult:
    texts: list[str] = []
    lines: list[ReportLine] = []
    files: dict[str, str] = {}
    used = {}
    for pod in source.pods:
        export = PodExport(
            engine, source, pod, FieldReport(pod, sentences(OF_CLUSTERS), f"{engine} run has no flag for it.")
        )
        texts.append(_commands(export))
        lines += export.report.lines()
        files.update(export.files)
        used.update(export.used)
    lines += companion_lines(source, used, _BESIDE)
    return ExportResult("\n".join(texts), tuple(lines), files)


def _commands(export: PodExport) -> str:
    """The commands of one pod. Its init containers end one after the other before the main container starts."""
    pod = export.source
    of_init_containers = "Init containers are commands before the others, joined by &&."
    add_head(export, Head(export.engine, export.engine, f"{export.engine} run", "--name", of_init_containers))
    first = [_command(export, one) for one in (*pod.init_containers, *filter(None, (export.main,)))]
    others = [_command(export, one) for one in export.others]
    mount_flags.say_of_unused(export)
    return "".join(f"{text}\n" for text in (" && \\\n".join(first), *others) if text)


def add_head(export: PodExport, head: Head) -> None:
    """Report the lines of what a pod is: what differs although no field says so, and where its name stands."""
    pod = export.source
    says = []
    if "terminationGracePeriodSeconds" not in pod.spec:
        says.append(f"Kubernetes waits 30 seconds for it to stop, where {head.tool} waits 10.")
    if any(_is_unfiltered(pod, one) for one in pod.app_containers):
        says.append(f"By default {head.engine} filters system calls, and Kubernetes does not.")
    if pod.init_containers:
        says.append(head.of_init_containers)
    export.report.add(ROOT.child("apiVersion"), carried(head.to))
    export.report.add(ROOT.child("kind"), different(head.to, " ".join(says)) if says else carried(head.to))
    export.report.add(ROOT.child("metadata", "name"), carried(head.name))


def _is_unfiltered(pod: SourcePod, one: Visited) -> bool:
    """Whether nothing says which system calls a container may make."""
    contexts = [place.get("securityContext") or {} for place in (one.container, pod.spec)]
    return not contexts[0].get("privileged") and not any("seccompProfile" in context for context in contexts)


def _command(export: PodExport, visited: Visited) -> str:
    one = ContainerExport(export, visited)
    for add in ADDERS:
        add(one)
    words = program_flags.add_program(one)
    return shell_command([export.engine, "run"], in_order(one.flags), words)

"""Pods in, a Compose file out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from podbuilder.kube.conversion_report.note import carried
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core.pod_containers import Visited
from podbuilder.kube.exporters.compose.file_keys import FileKeys
from podbuilder.kube.exporters.compose.flag_keys import Keys, add_flag, in_keys, with_keys
from podbuilder.kube.exporters.compose.service_links import add_links
from podbuilder.kube.exporters.engine_run import mount_flags, program_flags
from podbuilder.kube.exporters.engine_run.container_export import COMPOSE, ContainerExport, PodExport
from podbuilder.kube.exporters.engine_run.run_export import ADDERS, Head, add_head
from podbuilder.kube.exporters.export_result import ExportResult
from podbuilder.kube.exporters.field_report import OF_CLUSTERS, FieldReport, companion_lines, sentences
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.manifest import write

_FIELDS = Path(__file__).parent / "compose_fields.yaml"
_HEAD = Head("Compose", "Docker", "services", "services", "Init containers are services that the main one waits for.")
_BESIDE = "It is an object of a cluster; Compose has nothing like it."
_OTHERWISE = "Compose has no key for it."
# From what a service is, over what it has and what it may do, to how many there are of it.
_ORDER = (
    *("image", "platform", "runtime", "pull_policy", "entrypoint", "command", "working_dir", "environment", "env_file"),
    *("ports", "expose", "volumes", "tmpfs", "shm_size", "configs", "secrets", "networks", "network_mode", "hostname"),
    *("extra_hosts", "dns", "dns_opt", "dns_search", "pid", "ipc", "init", "stdin_open", "tty", "user", "group_add"),
    *("privileged", "read_only", "cap_add", "cap_drop", "security_opt", "sysctls", "healthcheck", "depends_on"),
    *("restart", "stop_signal", "stop_grace_period", "storage_opt", "deploy", "labels", "annotations"),
)


def export_compose(source: SourceFile) -> ExportResult:
    """The services that run the containers of a file's pods."""
    files = FileKeys(source)
    services: dict[str, Keys] = {}
    lines: list[ReportLine] = []
    used = {}
    told = {pattern: with_keys(says) for pattern, says in sentences(OF_CLUSTERS, _FIELDS).items()}
    for pod in source.pods:
        report = FieldReport(pod, told, _OTHERWISE)
        export = PodExport(COMPOSE, source, pod, report, mounters=files.mounters)
        _name_apart(export, services)
        services.update(_services(export, files))
        mount_flags.say_of_unused(export)
        report.notes = {path: in_keys(note) for path, note in report.notes.items()}
        lines += report.lines()
        used.update({key: in_keys(note) for key, note in export.used.items()})
    lines += companion_lines(source, used, _BESIDE)
    top = {"volumes": _volumes(services), "configs": files.configs, "secrets": files.secrets}
    made = {"services": services, **{name: entries for name, entries in top.items() if entries}}
    return ExportResult(write(_escaped(made)), tuple(lines))


def _services(export: PodExport, files: FileKeys) -> Iterator[tuple[str, Keys]]:
    """The services of one pod."""
    add_head(export, _HEAD)
    for visited in _containers(export):
        one = ContainerExport(export, visited)
        for add in (*ADDERS, program_flags.add_running):
            add(one)
        keys: Keys = {"image": one.container["image"]} if one.get("image") else {}
        one.say(one.at("image"), carried("image"))
        for field, key in (("command", "entrypoint"), ("args", "command")):
            words = program_flags.expanded_words(one, field)
            if words:
                keys[key] = words
        for flag in one.flags:
            add_flag(keys, flag)
        keys.update(files.of_service.get(visited.path, {}))
        add_links(one, keys)
        yield export.name_of(visited), {key: keys[key] for key in _ORDER if key in keys}


def _containers(export: PodExport) -> list[Visited]:
    """Those that end first, the main one, and those beside it."""
    return [*export.source.init_containers, *filter(None, (export.main,)), *export.others]


def _name_apart(export: PodExport, services: Collection[str]) -> None:
    """Give names of their own to containers whose usual names are taken: pods of two kinds may have one."""
    taken, numbers = set(services), Counter[str]()
    for visited in _containers(export):
        usual = name = export.name_of(visited)
        while name in taken:
            numbers[usual] += 1
            name = f"{usual}-{numbers[usual] + 1}"
        taken.add(name)
        export.names[visited.path] = name


def _volumes(services: dict[str, Keys]) -> dict[str, Any]:
    """The named volumes that services mount, as the file has to define them."""
    found: dict[str, Any] = {}
    for keys in services.values():
        for entry in keys.get("volumes", ()):
            if isinstance(entry, dict):
                name = entry.get("source", "") if entry["type"] == "volume" else ""
            else:
                name = entry.partition(":")[0]
            if name and not name.startswith(("/", ".")):
                found[name] = {}
    return found


def _escaped(value: Any) -> Any:
    """The values of a file as Compose reads them, which fills in what stands behind a single $."""
    if isinstance(value, dict):
        return {key: _escaped(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    return value.replace("$", "$$") if isinstance(value, str) else value

"""Pods in, a `.kube` unit out for podman's Quadlet, and the manifest that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from podbuilder.kube import catalogue
from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.exporters.export_result import ExportResult
from podbuilder.kube.exporters.field_report import FieldReport, companion_lines, sentences
from podbuilder.kube.exporters.source_file import SourceFile, key_of
from podbuilder.kube.exporters.source_pod import Leaf, SourcePod
from podbuilder.kube.insight.prerequisites import references
from podbuilder.kube.manifest import write
from podbuilder.kube.manifest.file_name import file_name

_PLAY = Path(__file__).parent / "kube_play_fields.yaml"
# Names that mean nothing else to systemd; no server accepts others.
_PLAIN = re.compile(r"[A-Za-z0-9][-A-Za-z0-9._]*")
# What podman kube play reads beside pods, and which volumes it knows.
_READ = ("ConfigMap", "Secret", "PersistentVolumeClaim")
_VOLUMES = ("name", "hostPath", "emptyDir", "persistentVolumeClaim", "configMap", "secret", "image")
_PROBE = "spec.containers[].livenessProbe.httpGet"
_BESIDE = "Podman reads no objects of this kind; ports of the host lead into a pod."


def export_quadlet(source: SourceFile) -> ExportResult:
    """The unit, which belongs into /etc/containers/systemd, and the manifest beside it."""
    name = file_name(source.pods[0].manifest)
    file = f"{name}.yaml"
    missing: dict[str, None] = {}
    lines: list[ReportLine] = []
    for pod in source.pods:
        report = FieldReport(pod, sentences(_PLAY), "Podman does not heed it.")
        missing.update(dict.fromkeys(_tell(source, pod, report, file)))
        lines += report.lines()
    used = {key_of(one): carried(file) for one in source.companions if key_of(one)[0] in _READ}
    lines += companion_lines(source, used, _BESIDE)
    unit = _unit(source, file, list(missing))
    return ExportResult(unit, tuple(lines), {file: _manifest(source)})


def _unit(source: SourceFile, file: str, config_maps: list[str]) -> str:
    names = " and ".join(pod.name if _PLAIN.fullmatch(pod.name) else pod.manifest.kind for pod in source.pods)
    lines = [
        *("[Unit]", f"Description=Pod {names}" if len(source.pods) == 1 else f"Description=Pods {names}", ""),
        *("[Kube]", f"Yaml={file}", *(f"ConfigMap={name}.yaml" for name in config_maps), ""),
        *("[Install]", "WantedBy=default.target"),
    ]
    return "".join(f"{line}\n" for line in lines)


def _manifest(source: SourceFile) -> str:
    """The text as it is, if podman reads all of it; otherwise the pods by themselves and what it reads beside them."""
    kinds = {pod.manifest.kind for pod in source.pods} | {key_of(one)[0] for one in source.companions}
    if kinds <= {"Pod", *_READ}:
        return source.text if source.text.endswith("\n") else f"{source.text}\n"
    documents = [_pod(pod) for pod in source.pods]
    documents += [one for one in source.companions if key_of(one)[0] in _READ]
    return "---\n".join(map(write, documents))


def _pod(pod: SourcePod) -> Document:
    metadata = {"name": pod.name, **{key: value for key, value in pod.metadata.items() if key != "name"}}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": pod.spec}


def _tell(source: SourceFile, pod: SourcePod, report: FieldReport, file: str) -> Iterator[str]:
    """Say what becomes of each field; the ConfigMaps that are not in the file."""
    found = [one for one in references(pod.pod, catalogue.load(pod.version)) if one.kind in ("ConfigMap", "Secret")]
    for one in found:
        if source.companion(one.kind, one.name) is not None:
            continue
        if not _PLAIN.fullmatch(one.name):
            report.add(one.path, left("There can be no object of this name."))
        elif one.kind == "ConfigMap":
            yield one.name
            report.add(one.path, asks("ConfigMap=", f"The ConfigMap has to be in {cut(one.name)}.yaml."))
        elif not one.is_optional:
            says = f"Podman has to know the Secret {cut(one.name)}: podman kube play of its manifest makes it."
            report.add(one.path, asks(file, says))
    for name in ("apiVersion", "kind"):
        report.add(ROOT.child(name), carried(file))
    for leaf in pod.leaves():
        if not leaf.path.is_under_any(report.notes) and not _is_left(leaf.path, report):
            report.add(leaf.path, _note(leaf, file))


def _is_left(path: FieldPath, report: FieldReport) -> bool:
    above = (
        FieldPath(path[:length]).pattern().replace("initContainers", "containers") for length in range(1, len(path) + 1)
    )
    return any(pattern in report.told for pattern in above)


def _note(leaf: Leaf, file: str) -> Note:
    pattern = leaf.path.pattern()
    if pattern.startswith("spec.volumes[].") and leaf.path[3] not in _VOLUMES:
        return left("Podman knows no volumes of this kind.")
    if pattern.startswith(_PROBE):
        return different(file, "Podman makes the request by curl in the container: the image needs it.")
    return carried(file)

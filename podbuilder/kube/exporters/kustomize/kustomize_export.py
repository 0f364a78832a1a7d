"""A text and the overlays that somebody chose in; a folder that kubectl builds, and what it builds, out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core.field import Document
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.kustomize.base_files import base_of
from podbuilder.kube.exporters.kustomize.choices import Choices
from podbuilder.kube.exporters.kustomize.overlay_files import overlay_files
from podbuilder.kube.exporters.kustomize.traps import base_lines, overlay_lines
from podbuilder.kube.kustomization.build import build
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.overlay import Overlay
from podbuilder.kube.kustomization.problem import KustomizationError

BASE, OVERLAYS = "base", "overlays"
MAX_OVERLAYS = 20
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z")


@dataclass(frozen=True, slots=True)
class KustomizeExport:
    """The files by their paths, what kubectl builds of base and overlays, and the report.

    `overlays` are those that were written: without what the base has no place for, which the report names.
    """

    files: Mapping[str, str]
    overlays: tuple[Overlay, ...]
    base: Sequence[Document]
    # By the names of the overlays.
    built: Mapping[str, Sequence[Document]]
    report: tuple[ReportLine, ...]


def export_kustomize(text: str, overlays: Sequence[Overlay] = ()) -> KustomizeExport:
    """The base that a text makes, with overlays (ExportRefused if kustomize would not take it)."""
    base = base_of(text)
    _check_names(overlays)
    resources = [one.resource for one in base.objects]
    files = {f"{BASE}/{name}": own for name, own in base.files.items()}
    lines = list(base_lines(base.objects))
    kept: list[Overlay] = []
    for overlay in overlays:
        choices = Choices(overlay, resources)
        kept.append(choices.kept)
        lines += [*choices.lines, *overlay_lines(choices.kept, base.objects)]
        made = overlay_files(choices.kept, base.objects)
        files |= {f"{OVERLAYS}/{overlay.name}/{name}": own for name, own in made.items()}
    return _built(files, kept, lines)


def _built(files: dict[str, str], overlays: Sequence[Overlay], lines: Sequence[ReportLine]) -> KustomizeExport:
    try:
        folder = Folder(files)
        base = build(folder, BASE)
        built = {one.name: build(folder, f"{OVERLAYS}/{one.name}") for one in overlays}
    except KustomizationError as problem:
        raise ExportRefused(f"Kustomize would not take this. {problem.message}") from problem
    return KustomizeExport(files, tuple(overlays), base, built, tuple(lines))


def _check_names(overlays: Sequence[Overlay]) -> None:
    names = [one.name for one in overlays]
    if len(names) > MAX_OVERLAYS:
        raise ExportRefused(f"There are {len(names)} overlays; at most {MAX_OVERLAYS} are written at once.")
    if len(set(names)) < len(names):
        raise ExportRefused("Two overlays have the same name.")
    if not all(map(_NAME.match, names)):
        raise ExportRefused("An overlay's name is small letters, digits and dashes: staging, for example.")

"""What a manifest becomes as a folder of files: one file an object, a base with overlays, a chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core import versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.helm.chart_export import export_chart
from podbuilder.kube.exporters.helm.parameter_values import ChartParameter
from podbuilder.kube.exporters.kustomize.base_files import KUSTOMIZATION, base_of
from podbuilder.kube.exporters.kustomize.kustomize_export import export_kustomize
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.overlays.overlay import Overlay
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.manifest.file_name import file_name


@dataclass(frozen=True, slots=True)
class FolderSource:
    """What is exported: a text, the parameters whose placeholders it has, their defaults filled in, and overlays.

    `text` has the placeholders, `filled` the defaults in their place.
    """

    text: str
    filled: str
    parameters: tuple[ChartParameter, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    version: str = versions.DEFAULT
    # The folder that it was brought in, and whose base it is; None for none.
    kept: KeptFolder | None = None

    @property
    def name(self) -> str:
        """What a folder of it is called (ExportRefused)."""
        return file_name(SourceFile(self.filled, self.version).pods[0].manifest)


@dataclass(frozen=True, slots=True)
class FolderExport:
    """A folder: what it is called, its files by their paths in it, and what became of what.

    Where it has overlays, the objects that kubectl builds of the base, and of each overlay by its name.
    """

    name: str
    files: Mapping[str, str]
    report: tuple[ReportLine, ...] = ()
    base: Sequence[Document] = ()
    built: Mapping[str, Sequence[Document]] = field(default_factory=dict)
    # What is no text of a folder that was brought.
    others: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def contents(self) -> dict[str, str | bytes]:
        """All files by their paths."""
        return {**self.files, **self.others}


def _objects(source: FolderSource) -> FolderExport:
    files = {name: text for name, text in base_of(source.filled).files.items() if name != KUSTOMIZATION}
    return FolderExport(source.name, files)


def _kustomize(source: FolderSource) -> FolderExport:
    if source.kept is not None:
        return _kept(source.kept, source)
    made = export_kustomize(source.filled, source.overlays)
    return FolderExport(source.name, made.files, made.report, made.base, made.built)


def _kept(kept: KeptFolder, source: FolderSource) -> FolderExport:
    """The folder as it was brought, with the text in the files of its base."""
    try:
        now = kept.with_text(source.filled)
    except KustomizationError as problem:
        raise ExportRefused(f"The files of the base cannot take this text. {problem}") from problem
    return FolderExport(source.name, now.files, others=now.others)


def _helm(source: FolderSource) -> FolderExport:
    made = export_chart(source.text, source.parameters, source.name, source.version)
    return FolderExport(made.name, made.files, made.report)


# By the names that addresses and a command line have for them; each raises ExportRefused.
FOLDERS: Mapping[str, Callable[[FolderSource], FolderExport]] = {
    "yaml": _objects,
    "kustomize": _kustomize,
    "helm": _helm,
}


def export_folder(form: str, source: FolderSource) -> FolderExport:
    """The folder of one of the FOLDERS (ExportRefused)."""
    if form not in FOLDERS:
        raise ExportRefused(f"There is no folder called {form}; there are {', '.join(FOLDERS)}.")
    return FOLDERS[form](source)

"""A draft as a folder of files: a base with overlays, a chart, or one file an object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import cached_property

from podbuilder.builder.draft_folder import folder_of, overlay_names
from podbuilder.builder.draft_overlays import USUAL_NAMES, OverlayForm, overlays_of
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.export_choices import FOLDERS, ExportChoice, Target, choices
from podbuilder.builder.pages.export_page import ExportedFile
from podbuilder.builder.pages.export_report import ExportReport
from podbuilder.builder.pages.overlay_page import overlay_url
from podbuilder.kube.core.field import Document
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.folders import FolderExport, FolderSource, export_folder
from podbuilder.kube.exporters.kustomize.base_files import base_of
from podbuilder.kube.exporters.kustomize.overlay_questions import OverlayQuestion, questions
from podbuilder.kube.kustomization.build import build
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.manifest import write
from podbuilder.kube.manifest.text_diff import DiffLine, changes

KUSTOMIZE = "kustomize"
# The file of a chart that people change.
VALUES = "values.yaml"


class BuiltOverlay(NamedTuple):
    """What kubectl builds of an overlay, where that differs from the base."""

    name: str
    diff: list[DiffLine]


class KeptOverlay(NamedTuple):
    """An overlay of a folder that was brought, and why it cannot be built, "" if it can."""

    name: str
    url: str
    problem: str


@dataclass(frozen=True)
class KeptOverlays:
    """What a folder that was brought has besides its base."""

    draft: Draft
    folder: KeptFolder

    @property
    def base(self) -> str:
        return self.folder.base

    @property
    def overlays(self) -> list[KeptOverlay]:
        found = overlay_names(self.folder)
        problems = {one: self._problem(one) for one in self.folder.tried(found)}
        return [KeptOverlay(one, overlay_url(self.draft, one), problems.get(one, "")) for one in found]

    def _problem(self, at: str) -> str:
        try:
            build(self.folder.folder, at)
        except KustomizationError as problem:
            return str(problem)
        return ""


def source_of(draft: Draft) -> FolderSource:
    """What is exported of a draft."""
    manifest = draft.manifest
    filled = draft.with_defaults(manifest).text
    kept = KeptFolder.from_json(draft.folder)
    overlays = overlays_of(draft.overlays)
    return FolderSource(manifest.text, filled, draft.declared, overlays, draft.kubernetes, kept)


@dataclass(frozen=True)
class FolderPage:
    """The page of one of the folders that a draft becomes."""

    draft: Draft
    form: str

    @property
    def target(self) -> Target:
        return FOLDERS[self.form]

    @property
    def choices(self) -> list[ExportChoice]:
        return choices(self.draft, self.form)

    @cached_property
    def _source(self) -> FolderSource:
        return source_of(self.draft)

    @cached_property
    def _made(self) -> tuple[FolderExport | None, str]:
        """The folder, or why there is none."""
        try:
            return export_folder(self.form, self._source), ""
        except (ExportRefused, KustomizationError) as refusal:
            return None, str(refusal)

    @property
    def made(self) -> FolderExport | None:
        return self._made[0]

    @property
    def refusal(self) -> str:
        return self._made[1]

    @property
    def zip_name(self) -> str:
        """What the ZIP of it is called."""
        return f"{self.made.name}-{self.form}.zip" if self.made else ""

    @property
    def files(self) -> list[ExportedFile]:
        return [ExportedFile(name, text) for name, text in self.made.files.items()] if self.made else []

    def file(self, path: str) -> ExportedFile | None:
        """The file at a path of the folder, which is one of those that are made; None for any other."""
        return next((file for file in self.files if file.name == path), None)

    @property
    def shown(self) -> str:
        """The file that is open at first: what people change, or else the first."""
        names = [file.name for file in self.files]
        return next((name for name in (VALUES, *names) if name in names), "")

    @property
    def told(self) -> ExportReport:
        """What became of each field."""
        return ExportReport(self.made.report if self.made else ())

    # Overlays.

    @property
    def has_overlays(self) -> bool:
        """Whether it asks what overlays are to make different; a folder that was brought has overlays of its own."""
        return self.form == KUSTOMIZE and not self.draft.folder

    @cached_property
    def kept(self) -> KeptOverlays | None:
        """The overlays of the folder that it was brought in; None for none, and on other pages."""
        kept = folder_of(self.draft) if self.form == KUSTOMIZE and self.made else None
        return KeptOverlays(self.draft, kept) if kept else None

    @cached_property
    def overlays(self) -> list[OverlayForm]:
        asked = self._questions
        return [OverlayForm(number, one, asked) for number, one in enumerate(self.draft.overlays)]

    @property
    def usual_names(self) -> list[str]:
        """The names that are offered for a new overlay."""
        return [name for name in USUAL_NAMES if all(one.name != name for one in self.overlays)]

    @property
    def _questions(self) -> list[OverlayQuestion]:
        try:
            return questions([one.resource for one in base_of(self._source.filled).objects])
        except ExportRefused:
            return []

    @cached_property
    def built(self) -> list[BuiltOverlay]:
        """What each overlay makes different, as kubectl builds it."""
        if not self.made or not self.made.built:
            return []
        base = _text(self.made.base)
        return [BuiltOverlay(name, changes(base, _text(documents))) for name, documents in self.made.built.items()]


def _text(documents: Sequence[Document]) -> str:
    return "---\n".join(write(one) for one in documents)

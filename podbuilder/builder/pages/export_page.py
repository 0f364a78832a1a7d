"""A draft for other tools: commands or a file that run its containers elsewhere, and what became of each field."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.export_choices import TOOLS, ExportChoice, Target, choices
from podbuilder.builder.pages.export_report import ExportReport
from podbuilder.kube.core.limits import SHOWN_CHARACTERS
from podbuilder.kube.exporters.export_result import ExportRefused, ExportResult
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.targets import TARGETS
from podbuilder.kube.manifest.file_name import file_name

# What browsers are told of a file by the end of its name; of all others that it is a text.
CONTENT_TYPES = {"yaml": "application/yaml", "json": "application/json", "md": "text/markdown"}


@dataclass(frozen=True)
class ExportedFile:
    """A text that is made, of which a long one is shown in part."""

    name: str
    text: str

    @property
    def base_name(self) -> str:
        """What it is called without its folders."""
        return self.name.rpartition("/")[2]

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES.get(self.base_name.rpartition(".")[2], "text/plain")

    @property
    def shown(self) -> str:
        return self.text[:SHOWN_CHARACTERS]

    @property
    def more(self) -> int:
        """How many characters are not shown."""
        return len(self.text) - len(self.shown)


@dataclass(frozen=True)
class ExportPage:
    """What a draft becomes for one tool; without a result, why it becomes nothing."""

    draft: Draft
    target: str
    result: ExportResult | None
    refusal: str = ""

    @classmethod
    def of(cls, draft: Draft, target: str) -> ExportPage:
        """The page of a draft for one of the targets."""
        text = draft.with_defaults(draft.manifest).text
        try:
            return cls(draft, target, TARGETS[target](SourceFile(text, draft.kubernetes)))
        except ExportRefused as refusal:
            return cls(draft, target, None, str(refusal))

    @property
    def tool(self) -> Target:
        return TOOLS[self.target]

    @property
    def choices(self) -> list[ExportChoice]:
        """What a draft can be exported to."""
        return choices(self.draft, self.target)

    @property
    def file(self) -> ExportedFile | None:
        """What the tool reads."""
        name = f"{file_name(self.draft.manifest)}{self.tool.ending}"
        return ExportedFile(name, self.result.text) if self.result else None

    @property
    def others(self) -> list[ExportedFile]:
        """The files that it speaks of."""
        return [ExportedFile(name, text) for name, text in self.result.files.items()] if self.result else []

    @property
    def told(self) -> ExportReport:
        """What became of each field."""
        return ExportReport(self.result.report if self.result else ())

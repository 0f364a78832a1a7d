"""A draft for other tools: commands or a file that run its containers elsewhere, and what became of each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.import_report import ORDER, ReportRow, report_row, summary
from podbuilder.builder.pages.urls import url_of
from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.core.limits import SHOWN_CHARACTERS, SHOWN_ROWS
from podbuilder.kube.exporters.export_result import ExportRefused, ExportResult
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.targets import TARGETS
from podbuilder.kube.manifest.file_name import file_name

# Lines of a report that are shown.
SHOWN_REPORT = 5 * SHOWN_ROWS
QUIET = (Outcome.CARRIED, Outcome.NOTHING)


class Target(NamedTuple):
    """A tool: its name, how its file's name ends, and what is made for it."""

    title: str
    ending: str
    says: str


TOOLS: Mapping[str, Target] = {
    "docker-run": Target("docker run", ".docker.sh", "A command for each container, for Docker and what is like it."),
    "podman-run": Target("podman run", ".podman.sh", "A command for each container, in one pod of podman's."),
    "kubectl-run": Target("kubectl run", ".kubectl.sh", "One command that makes the pod without a file."),
    "quadlet": Target("Quadlet", ".kube", "A unit with which systemd and podman run the manifest."),
    "compose": Target("Docker Compose", ".compose.yaml", "A service for each container."),
}


@dataclass(frozen=True)
class ExportedFile:
    """A text that is made, of which a long one is shown in part."""

    name: str
    text: str

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
    def choices(self) -> list[tuple[str, str, bool]]:
        """The tools: address, title, and whether it is the one that is shown."""
        here = url_of("builder:draft-export", self.draft.key)
        return [(f"{here}?to={name}", tool.title, name == self.target) for name, tool in TOOLS.items()]

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
    def summary(self) -> list[tuple[Outcome, str, str, int]]:
        """Each outcome that there is, and how many fields have it."""
        return summary(self.result.report) if self.result else []

    @property
    def rows(self) -> list[ReportRow]:
        """What became of the fields that somebody has to look at, the gravest first."""
        found = [report_row(line) for line in self._shown if line.outcome not in QUIET]
        return sorted(found, key=lambda row: ORDER.index(row.line.outcome))

    @property
    def quiet_rows(self) -> list[ReportRow]:
        """What is simply carried over, or needs nothing."""
        return [report_row(line) for line in self._shown if line.outcome in QUIET]

    @property
    def more_rows(self) -> int:
        """How many fields are not shown."""
        return len(self.result.report) - len(self._shown) if self.result else 0

    @property
    def _shown(self) -> tuple[ReportLine, ...]:
        return self.result.report[:SHOWN_REPORT] if self.result else ()

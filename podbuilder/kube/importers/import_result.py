"""What an importer hands back: documents, questions and the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.importers.question import Question
from podbuilder.kube.yamltext import writer


class ImportRefused(ValueError):
    """Nothing can be made of an input; the text says why, in a sentence for people."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The result of an import: workloads first, then their companions."""

    documents: tuple[Mapping[str, Any], ...]
    report: tuple[ReportLine, ...]
    questions: tuple[Question, ...] = ()

    @property
    def manifest(self) -> str:
        """The documents as YAML, separated by lines `---`."""
        return "---\n".join("".join(f"{line}\n" for line in writer.document(one)) for one in self.documents)

"""What an exporter hands back: a text, files beside it, and the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podbuilder.kube.conversion_report.report import ReportLine


class ExportRefused(ValueError):
    """Nothing can be made of an input; the text says why, in a sentence for people."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The result of an export. Each line of the report is `at` a field of the pod, and `to` what stands for it."""

    text: str
    report: tuple[ReportLine, ...]
    # Files that the text speaks of, by their paths beside it.
    files: Mapping[str, str] = field(default_factory=dict)

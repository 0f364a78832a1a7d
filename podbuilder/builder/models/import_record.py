"""What a draft was brought as, where that was no manifest: the text, the answers, and the report of that day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from podbuilder.kube.conversion_report.report import Outcome, ReportLine


@dataclass(frozen=True)
class ImportRecord:
    """A text in one of the forms that can be imported, and what became of it."""

    form: str
    text: str
    # The Dockerfile that came beside it; "" for none.
    dockerfile: str
    answers: Mapping[str, str]
    report: tuple[ReportLine, ...]
    # Each question with the answer that stood in the manifest.
    questions: tuple[tuple[str, str], ...]

    def to_json(self) -> str:
        """As a draft keeps it."""
        return json.dumps(asdict(self), separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> ImportRecord | None:
        """What a draft has kept; None for one that was not imported."""
        if not text:
            return None
        kept = json.loads(text)
        report = [
            ReportLine(one["at"], Outcome(one["outcome"]), one["to"], one["says"], tuple(one["words"]))
            for one in kept["report"]
        ]
        questions = tuple((asked, answer) for asked, answer in kept["questions"])
        return cls(**{**kept, "report": tuple(report), "questions": questions})

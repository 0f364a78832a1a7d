"""What a draft was brought as, kept as JSON and read again."""

from __future__ import annotations

from podbuilder.builder.models import ImportRecord
from podbuilder.kube.conversion_report.report import Outcome, ReportLine


def test_what_is_kept_is_read_again() -> None:
    lines = (ReportLine("-p", Outcome.LEFT, "to", "Why…", (1, 2)), ReportLine("-d", Outcome.CARRIED))
    record = ImportRecord("docker-run", "docker run x\n", "FROM x\n", {"a": "b"}, lines, (("Size", "1Gi"),))
    assert ImportRecord.from_json(record.to_json()) == record


def test_a_manifest_has_none() -> None:
    assert ImportRecord.from_json("") is None

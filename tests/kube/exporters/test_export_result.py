"""What an exporter hands back."""

from __future__ import annotations

from podbuilder.kube.exporters.export_result import ExportResult


def test_most_exports_are_one_text() -> None:
    assert ExportResult("docker run nginx\n", ()).files == {}

"""Texts that would not come out of a template as they stand in it, unless they are written with care."""

from __future__ import annotations

from podbuilder.kube.core import document
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.go_text import ERASED, is_fragile, scalar_text
from podbuilder.kube.exporters.helm.object_template import Slot


def add_fragile(draft: ChartDraft) -> None:
    """Write fragile texts in quotes where no value stands for them (ExportRefused for keys, which cannot be helped)."""
    for one in draft.objects:
        for path, text in list(document.walk(one.document)):
            if path and ERASED in str(path[-1]):
                raise ExportRefused(f"Helm takes “{ERASED}” out of all that it writes, and there is a key with it.")
            if isinstance(text, str) and is_fragile(text) and one.is_free(path):
                one.put(path, Slot(text=scalar_text(text)))

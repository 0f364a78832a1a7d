"""What in a chart reads like a credential, though it is in no Secret."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import different
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.secret_scanning import scanner

_SAYS = "This reads like a credential. Whoever has the chart can read it: it belongs into a Secret."


def add_credentials(draft: ChartDraft) -> None:
    """Say of pods and ConfigMaps where credentials stand in plain text; the chart has them as the manifest does."""
    for one in draft.objects:
        found = [
            FieldPath((*pod, *leak.path))
            for pod in one.pods
            for leak in scanner.find(document.mapping_at(one.document, pod))
        ]
        if one.kind == "ConfigMap":
            data = document.mapping_at(one.document, ("data",))
            entries = ((key, text) for key, text in data.items() if isinstance(text, str))
            found += [FieldPath(("data", key)) for key, text in entries if scanner.of_variable(key, text)]
        for path in found:
            draft.say(one, path, different("the chart", _SAYS))

"""The chart's `_helpers.tpl`: names, labels, and images put together."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.chart_names import LONGEST
from podbuilder.kube.exporters.helm.label_slots import line

_CUT = f'trunc {LONGEST} | trimSuffix "-"'


def helpers(draft: ChartDraft) -> str:
    """The text of `templates/_helpers.tpl`."""
    return "\n".join("\n".join(one) + "\n" for one in _definitions(draft))


def _definitions(draft: ChartDraft) -> Iterator[list[str]]:
    chart, names = draft.names.chart, {value.name for value in draft.values}
    override = "default .Chart.Name .Values.nameOverride" if "nameOverride" in names else ".Chart.Name"
    yield _define(chart, "name", "The name of the chart.", [f"{{{{- {override} | {_CUT} }}}}"])
    if draft.names.full:
        yield _define(
            chart, "fullname", "The name of the release's objects, at most as long as a Service's may be.", _FULL_NAME
        )
    selector = [line(draft, key, value) for key, value in draft.selector.items()]
    if selector:
        yield _define(chart, "selectorLabels", "The labels by which pods are found. They never change.", selector)
    yield _define(chart, "labels", "The labels of every object.", list(_labels(draft)))
    if "serviceAccount.name" in names:
        account = _ACCOUNT if "serviceAccount.create" in names else [_ACCOUNT_NAME]
        own = f'(include "{chart}.fullname" .)' if draft.names.full else '"default"'
        yield _define(
            chart, "serviceAccountName", "The account that the pods run as.", [a.replace("OWN", own) for a in account]
        )
    if any(value.path[-1] == "repository" for value in draft.values):
        yield _define(chart, "image", "An image from its repository, its tag and its digest.", [_IMAGE])


_FULL_NAME = [
    "{{- if .Values.fullnameOverride }}",
    f"{{{{- .Values.fullnameOverride | {_CUT} }}}}",
    "{{- else }}",
    "{{- $name := default .Chart.Name .Values.nameOverride }}",
    "{{- if contains $name .Release.Name }}",
    f"{{{{- .Release.Name | {_CUT} }}}}",
    "{{- else }}",
    f'{{{{- printf "%s-%s" .Release.Name $name | {_CUT} }}}}',
    "{{- end }}",
    "{{- end }}",
]
_ACCOUNT_NAME = "{{- .Values.serviceAccount.name }}"
_ACCOUNT = [
    "{{- if .Values.serviceAccount.create }}",
    "{{- default OWN .Values.serviceAccount.name }}",
    "{{- else }}",
    '{{- default "default" .Values.serviceAccount.name }}',
    "{{- end }}",
]
_IMAGE = "{{- .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}"


def _labels(draft: ChartDraft) -> Iterator[str]:
    common = dict(draft.common)
    if draft.selector and common.items() >= draft.selector.items():
        yield f"{{{{- {draft.names.helper('selectorLabels')} }}}}"
        common = {key: value for key, value in common.items() if key not in draft.selector}
    for key, value in common.items():
        yield line(draft, key, value)
    yield from ("{{- with .Values.commonLabels }}", "{{ toYaml . }}", "{{- end }}")


def _define(chart: str, name: str, about: str, lines: list[str]) -> list[str]:
    return [f"{{{{/* {about} */}}}}", f'{{{{- define "{chart}.{name}" -}}}}', *lines, "{{- end }}"]

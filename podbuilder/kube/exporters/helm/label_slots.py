"""Labels and selectors of a chart: by helpers, and following the release where they tell one from another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.conversion_report.note import left
from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.go_text import scalar_text
from podbuilder.kube.exporters.helm.object_template import COLUMN, ObjectTemplate, Slot, structure, text_map, texts
from podbuilder.kube.exporters.helm.value_schema import texts_but

Labels = dict[str, str]
_LABELS = FieldPath(("metadata", "labels"))
# The fields that hold labels, or a selector's.
_MAPS = ("labels", "matchLabels", "selector", "podSelector")
_SELECTOR = FieldPath(("spec", "selector"))
_SAME = "No label in it follows the release: two releases in one namespace would take each other's pods for their own."
_COMMON = "Labels that every object of the chart gets besides its own."


def selector_of(draft: ChartDraft, one: ObjectTemplate) -> Labels:
    """The labels by which a workload knows its pods; of one without a selector those that follow the release."""
    for path in (_SELECTOR.child("matchLabels"), _SELECTOR):
        if found := texts_in(one.get(*path)):
            return found
    labels = texts_in(one.get(*one.pods[0], *_LABELS))
    return {key: value for key, value in labels.items() if draft.names.label(key, value)}


def texts_in(value: Any) -> Labels:
    """A map of texts; an empty one for anything else."""
    is_map = isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
    return dict(value) if is_map else {}


def line(draft: ChartDraft, key: str, value: str) -> str:
    """The line of a label."""
    expression = draft.names.label(key, value) if (key, value) in draft.following else ""
    return f"{scalar_text(key)}: {f'{{{{ {expression} | quote }}}}' if expression else scalar_text(value)}"


def common_labels(draft: ChartDraft) -> Labels:
    """The labels that all objects have which have any."""
    maps = [found for one in draft.objects if (found := texts_in(one.get(*_LABELS)))]
    first = maps[0] if maps else {}
    return {key: value for key, value in first.items() if all(one.get(key) == value for one in maps)}


def add_labels(draft: ChartDraft) -> None:
    """Have helpers write the labels of the chart's objects, and the selectors that find its pods."""
    taken = sorted({key for one in draft.objects for key in texts_in(one.get(*_LABELS))})
    for one in draft.workloads:
        if one.has(_SELECTOR) and draft.following.isdisjoint(selector_of(draft, one).items()):
            draft.say(one, _SELECTOR, left(_SAME))
    with_common = [one for one in draft.objects if _add_to_object(draft, one)]
    if with_common:
        draft.values.add(("commonLabels",), {}, _COMMON, texts_but(taken), is_needed=False)
    for one in draft.objects:
        # Of pods, workload_values.py writes the labels, together with those that a value adds.
        pods = [FieldPath((*path, *_LABELS)) for path in one.pods]
        for path, value in list(documents.walk(one.document)):
            is_labels = path[-1:] and path[-1] in _MAPS and path != _LABELS and path not in pods
            if is_labels and draft.follows(texts_in(value)):
                _put(one, path, Slot(below=tuple(_lines(draft, texts_in(value)))))
            elif path[-2:-1] == ("matchExpressions",):
                _add_to_expression(draft, one, path, value)


def _put(one: ObjectTemplate, path: FieldPath, slot: Slot) -> None:
    if one.is_free(path):
        one.put(path, slot)


def _add_to_object(draft: ChartDraft, one: ObjectTemplate) -> bool:
    """Have the labels of an object; whether the chart's common ones are among them."""
    helper, common = draft.names.helper("labels"), draft.common
    labels = texts_in(one.get(*_LABELS))
    if not one.is_free(_LABELS) or one.has(_LABELS) != bool(labels):
        return False
    if labels:
        rest = {key: value for key, value in labels.items() if key not in common}
        one.put(_LABELS, Slot(below=(_included(helper, bool(common)), *_lines(draft, rest))))
    else:
        # What all others have is no label of this one.
        alone = Slot(below=(f"{{{{- . | nindent {COLUMN} }}}}",), condition=f"with {helper}")
        one.put(_LABELS, structure(".Values.commonLabels") if common else alone)
    return True


def _included(helper: str, is_something: bool) -> str:
    action = f"{{{{- {helper} | nindent {COLUMN} }}}}"
    # What may be empty would leave an empty line.
    return action if is_something else f"{{{{- with {helper} }}}}{{{{- . | nindent {COLUMN} }}}}{{{{- end }}}}"


def add_pod_labels(draft: ChartDraft, one: ObjectTemplate, path: FieldPath, value: str) -> None:
    """Have the labels of pods at a path, with those that a value adds."""
    added = (f"{{{{- with {value} }}}}{{{{- toYaml . | nindent {COLUMN} }}}}{{{{- end }}}}",)
    labels = texts_in(one.get(*path))
    one.put(path, Slot(below=(*_lines(draft, labels), *added)) if labels else text_map(value))


def _lines(draft: ChartDraft, labels: Labels) -> Iterator[str]:
    """The lines of labels, by a helper if those of the selector are among them."""
    selector = draft.selector
    if selector and labels.items() >= selector.items():
        yield f"{{{{- {draft.names.helper('selectorLabels')} | nindent {COLUMN} }}}}"
        labels = {key: value for key, value in labels.items() if key not in selector}
    for key, value in labels.items():
        yield line(draft, key, value)


def _add_to_expression(draft: ChartDraft, one: ObjectTemplate, path: FieldPath, value: Any) -> None:
    """Have the values of a selector's expression follow the release where they name a label that does."""
    key = documents.get(value, ("key",))
    if not isinstance(key, str):
        return
    for i, item in enumerate(documents.listed(value, ("values",))):
        if isinstance(item, str) and (key, item) in draft.following:
            _put(one, FieldPath((*path, "values", i)), texts(draft.names.label(key, item)))

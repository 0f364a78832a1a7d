"""Which pods belong to a workload: its selector, and what that has to do with the labels of its pod template."""

from __future__ import annotations

from typing import Any

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import more
from podbuilder.builder.forms.layout import Sentence
from podbuilder.builder.steps.outline import workload_of
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.label_selector import OPERATORS, matches

LABELS = FieldPath(("metadata", "labels"))
ABOUT = "Which pods are its own: those that have all of these labels"
FIXED = "; it cannot be changed once the {kind} exists"


def draw_selector(sheet: Sheet, path: FieldPath) -> Part:
    """The selector of a workload that is found by labels: a LabelSelector, or the labels themselves."""
    spec = sheet.spec(path)
    labels = path if spec is not None and spec.type == "map" else path.child("matchLabels")
    pairs = sheet.pairs(
        labels, label="Its pods have these labels", add="Add label", noun="Label", key_suggestions="known-labels"
    )
    about = ABOUT if labels == path else ABOUT + FIXED.format(kind=workload_of(sheet.pod))
    parts = [pairs, Sentence(path, f"{path}:sentence", about_pods(sheet, path))]
    if labels != path:
        parts += more(sheet, path, {"matchLabels"}, "More conditions")
    return sheet.group(path, "Selector", parts, about)


def about_pods(sheet: Sheet, path: FieldPath) -> str:
    """Whether the pods of the template are among those that are selected, and what to do if they are not."""
    kind, selector, labels = workload_of(sheet.pod), _normal(sheet.get(path)), sheet.get(LABELS)
    if not selector and sheet.get(path) is None and kind == "ReplicationController":
        return "Left out, it is all the labels of the pod template."
    if not selector:
        return "Choose a label, and give it to the pods, too, in the step Metadata of the pod template."
    if not _is_readable(selector):
        return ""
    if matches(selector, labels if isinstance(labels, dict) else {}):
        return f"The pods of the template have these labels, so the {kind} finds them."
    return "The pods of the template do not have all of these labels. Give them in its step Metadata."


def needed_labels(sheet: Sheet) -> str:
    """Which labels of the template the selector of its workload needs, as a sentence; "" if it needs none."""
    kind = workload_of(sheet.pod)
    selector = _normal(sheet.get(FieldPath((kind, "spec", "selector")))) if kind else {}
    labels = selector.get("matchLabels")
    wanted = [f"{key}: {value}" for key, value in labels.items()] if isinstance(labels, dict) else []
    if not wanted:
        return ""
    return f"The {kind} finds its pods by {', '.join(wanted)}. Keep {'it' if len(wanted) == 1 else 'them'} here."


def _normal(selector: Any) -> dict[str, Any]:
    """A selector as those of apps/v1 are; that of a ReplicationController is its labels alone."""
    if not isinstance(selector, dict):
        return {}
    is_plain = selector and not selector.keys() & {"matchLabels", "matchExpressions"}
    return {"matchLabels": selector} if is_plain else selector


def _is_readable(selector: dict[str, Any]) -> bool:
    """Whether labels can be compared with it; what is wrong otherwise is said beside it."""
    labels, conditions = selector.get("matchLabels", {}), selector.get("matchExpressions", [])
    if not isinstance(labels, dict) or not isinstance(conditions, list):
        return False
    return all(
        isinstance(one, dict)
        and "key" in one
        and one.get("operator") in OPERATORS
        and isinstance(one.get("values", []), list)
        for one in conditions
    )

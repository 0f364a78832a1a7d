"""Which pods belong to a workload: its selector, and whether the pods it makes are among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.core.field import ROOT, FieldError, FieldPath, invalid, required
from podbuilder.kube.core.label_selector import OPERATORS, matches, meets
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.validation.formats import is_qualified_name, is_valid_label_value
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.selectors import validate_label_selector

Labels = Mapping[str, str]
Selector = Mapping[str, Any]

LABELS = ROOT.child("metadata", "labels")


def labels_of(template: Mapping[str, Any]) -> Labels:
    """The labels of the pods that are made from a template."""
    labels: Labels = (template.get("metadata") or {}).get("labels") or {}
    return labels


def is_empty(selector: Selector) -> bool:
    """Whether the selector has no requirement."""
    return not selector.get("matchLabels") and not selector.get("matchExpressions")


def is_usable(selector: Selector) -> bool:
    """Whether labels can be compared with it. Mirrors LabelSelectorAsSelector, Kubernetes v1.36, apimachinery."""
    labels = selector.get("matchLabels", {})
    if any(is_qualified_name(key) or is_valid_label_value(value) for key, value in labels.items()):
        return False
    for requirement in selector.get("matchExpressions", ()):
        operator, values = requirement.get("operator", ""), requirement.get("values", ())
        wants_values = operator in ("In", "NotIn")
        if operator not in OPERATORS or bool(values) != wants_values:
            return False
        if is_qualified_name(requirement.get("key", "")) or any(is_valid_label_value(value) for value in values):
            return False
    return True


def validate_selector(
    selector: Selector | None, path: FieldPath, kind: str, options: PodOptions
) -> Iterator[FieldError]:
    """The selector, which must be there and not be empty, as three kinds of apps/v1 check it."""
    if selector is None:
        yield required(path, f"Say which pods the {kind} owns, such as matchLabels with the labels of its template.")
        return
    yield from validate_label_selector(selector, path, options)
    if is_empty(selector):
        yield invalid(path, selector, f"The selector of this {kind} is empty. Name a label of its template.")


def validate_labels_are_selected(selector: Selector | None, labels: Labels, path: FieldPath) -> Iterator[FieldError]:
    """The template's pods must be among those that are selected. `path` is the template's.

    sic: where there is no selector at all, upstream complains about the labels, too.
    """
    at = FieldPath((*path, *LABELS))
    if selector is None:
        yield invalid(at, labels, "The pods' labels match no selector, because there is none.")
    elif not matches(selector, labels):
        yield invalid(at, labels, f"The pods' labels do not match the selector; they need {_wish(selector, labels)}.")


def _wish(selector: Selector, labels: Labels) -> str:
    """The first thing that the labels lack."""
    for key, value in selector.get("matchLabels", {}).items():
        if labels.get(key) != value:
            return f"“{cut(key)}: {cut(value)}”"
    requirement = next(each for each in selector["matchExpressions"] if not meets(each, labels))
    listed = cut(", ".join(requirement.get("values", ())))
    sentences = {
        "In": f"“{cut(requirement['key'])}” to be one of {listed}",
        "NotIn": f"“{cut(requirement['key'])}” to be none of {listed}",
        "Exists": f"a label “{cut(requirement['key'])}”",
        "DoesNotExist": f"to be without “{cut(requirement['key'])}”",
    }
    return sentences[requirement["operator"]]

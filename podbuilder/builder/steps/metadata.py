"""The step "Metadata": the pod's name, labels and annotations. A template has no name that counts: its labels do."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields
from podbuilder.builder.forms.layout import Sentence
from podbuilder.builder.steps.outline import workload_of
from podbuilder.builder.steps.selector import needed_labels
from podbuilder.kube.catalogue import SERVER_WRITTEN
from podbuilder.kube.core.field import FieldPath

METADATA = FieldPath(("metadata",))
BY_HAND = {"name", "namespace", "labels", "annotations"}


def draw(sheet: Sheet) -> list[Part]:
    kind = workload_of(sheet.pod)
    name = sheet.line(METADATA, "name", "namespace")
    about = f"The {kind} names its pods itself, and makes them in its own namespace"
    return [
        *([] if kind else [sheet.group(METADATA, "Name", [name], "The pod’s name and namespace")]),
        _labels(sheet),
        sheet.fold(
            METADATA.child("annotations"),
            "Annotations",
            [_annotations_of(sheet, METADATA)],
            "Notes for tools; nothing selects by them",
        ),
        *([sheet.fold(METADATA, "Name", [name], about)] if kind else []),
        sheet.fold(
            METADATA,
            "More about the object",
            auto_fields(sheet, METADATA, skip=BY_HAND | SERVER_WRITTEN),
            "Generated name, owners, and finalizers",
        ),
    ]


def _labels(sheet: Sheet) -> Part:
    labels, needed = METADATA.child("labels"), needed_labels(sheet)
    parts = [_labels_of(sheet, METADATA), *([Sentence(labels, f"{labels}:sentence", needed)] if needed else [])]
    return sheet.group(labels, "Labels", parts, "What Services and Deployments select it by")


def labels_and_annotations(sheet: Sheet, metadata: FieldPath) -> list[Part]:
    """The two maps in the metadata of any object."""
    return [_labels_of(sheet, metadata), _annotations_of(sheet, metadata)]


def _labels_of(sheet: Sheet, metadata: FieldPath) -> Part:
    at = metadata.child("labels")
    return sheet.pairs(at, label="Labels", add="Add label", noun="Label", key_suggestions="known-labels")


def _annotations_of(sheet: Sheet, metadata: FieldPath) -> Part:
    at, example = metadata.child("annotations"), "example.com/owner"
    return sheet.pairs(at, label="Annotations", add="Add annotation", noun="Annotation", key_placeholder=example)

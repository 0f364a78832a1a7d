"""The step "Metadata": how the pod is called and labelled."""

from __future__ import annotations

from podbuilder.builder.forms.parts import Part
from podbuilder.builder.forms.sheet import Sheet
from podbuilder.kube.field import FieldPath

METADATA = FieldPath(("metadata",))


def draw(sheet: Sheet) -> list[Part]:
    return [
        sheet.group(
            METADATA,
            "Name",
            [sheet.line(METADATA, "name", "namespace"), *_generated_name(sheet)],
            "What the pod is called, and where it lives",
        ),
        sheet.group(
            METADATA.child("labels"),
            "Labels",
            [
                sheet.pairs(
                    METADATA.child("labels"),
                    label="Labels",
                    add="Add label",
                    noun="Label",
                    key_suggestions="known-labels",
                )
            ],
            "What Services, Deployments and people select it by",
        ),
        sheet.fold(
            METADATA.child("annotations"),
            "Annotations",
            [
                sheet.pairs(
                    METADATA.child("annotations"),
                    label="Annotations",
                    add="Add annotation",
                    noun="Annotation",
                    key_placeholder="example.com/owner",
                )
            ],
            "Notes for tools; nothing selects by them",
        ),
    ]


def _generated_name(sheet: Sheet) -> list[Part]:
    """generateName is rare by hand, so it shows only where a manifest has it."""
    path = METADATA.child("generateName")
    return [sheet.control(path)] if sheet.get(path) is not None else []

"""The step "Metadata": the pod's name, labels and annotations."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields
from podbuilder.kube.catalogue import SERVER_WRITTEN
from podbuilder.kube.core.field import FieldPath

METADATA = FieldPath(("metadata",))
BY_HAND = {"name", "namespace", "labels", "annotations"}


def draw(sheet: Sheet) -> list[Part]:
    return [
        sheet.group(
            METADATA,
            "Name",
            [sheet.line(METADATA, "name", "namespace")],
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
        sheet.fold(
            METADATA,
            "More about the object",
            auto_fields(sheet, METADATA, skip=BY_HAND | SERVER_WRITTEN),
            "A generated name, owners, and who must agree before it goes",
        ),
    ]

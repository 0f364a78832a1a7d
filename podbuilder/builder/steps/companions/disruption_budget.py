"""The fields of a PodDisruptionBudget: how many of which pods stay while nodes are drained."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import SET, auto_fields, more, presence_choice
from podbuilder.kube.core.field import FieldPath

NUMBERS = ("minAvailable", "maxUnavailable")


def draw(sheet: Sheet, at: FieldPath) -> list[Part]:
    spec = at.child("spec")
    return [
        sheet.group(
            spec, "Budget", [sheet.line(spec, *NUMBERS)], "One of both: a number, or a share of the pods that there are"
        ),
        _selector(sheet, spec.child("selector")),
        sheet.fold(
            spec,
            "Pods that are not ready",
            auto_fields(sheet, spec, skip={*NUMBERS, "selector"}),
            "Whether they count, too",
        ),
    ]


def _selector(sheet: Sheet, path: FieldPath) -> Part:
    """Left out it is for no pods, and empty for all of the namespace, so that is chosen first."""
    choice = presence_choice(sheet, path)
    pairs = sheet.pairs(
        path.child("matchLabels"),
        label="Pods with these labels",
        add="Add label",
        noun="Label",
        key_suggestions="known-labels",
    )
    chooser = sheet.chooser(
        choice,
        label="Pods",
        labels={SET: "All of the namespace that have these labels"},
        parts=[pairs, *more(sheet, path, {"matchLabels"}, "More conditions")] if choice.chosen else [],
        nothing="None",
    )
    return sheet.group(path, "Selector", [chooser], "Which pods it is for")

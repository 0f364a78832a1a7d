"""The fields of a HorizontalPodAutoscaler: what it scales, between which numbers, and by which metrics."""

from __future__ import annotations

from typing import Any

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields
from podbuilder.builder.forms.layout import Line
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath

TYPE, TARGET = "type", "target"
# The value that a target of each type has.
VALUE_OF = {"Utilization": "averageUtilization", "AverageValue": "averageValue", "Value": "value"}
OF_RESOURCE = ("resource", "containerResource")


def draw(sheet: Sheet, at: FieldPath) -> list[Part]:
    spec = at.child("spec")
    target, behavior = spec.child("scaleTargetRef"), spec.child("behavior")
    names = ("kind", "name", "apiVersion")
    left = auto_fields(sheet, spec, skip={"scaleTargetRef", "minReplicas", "maxReplicas", "metrics", "behavior"})
    return [
        sheet.group(
            target,
            "What it scales",
            [sheet.line(target, *names), *auto_fields(sheet, target, skip=names)],
            "A Deployment, a StatefulSet, or anything else that has replicas",
        ),
        sheet.group(
            spec, "Replicas", [sheet.line(spec, "minReplicas", "maxReplicas")], "How many pods there are at all times"
        ),
        sheet.group(
            spec.child("metrics"),
            "Metrics",
            [_metrics(sheet, spec.child("metrics"))],
            "The one that asks for most pods counts",
        ),
        sheet.fold(behavior, "How fast", auto_fields(sheet, behavior), "How quickly it adds and removes pods"),
        *([sheet.fold(spec, "More", left)] if left else []),
    ]


def _metrics(sheet: Sheet, path: FieldPath) -> Part:
    return sheet.rows(
        path,
        lambda at: _metric(sheet, at),
        label="Metrics",
        add="Add metric",
        noun="Metric",
        name_of=_name_of,
        empty="None: 80 % of the CPU that its pods request.",
        is_wide=True,
    )


def _name_of(item: Any) -> str:
    """What is measured: the name of a resource or of a metric."""
    for value in item.values() if isinstance(item, dict) else ():
        name = document.get(value, ("name",)) or document.get(value, ("metric", "name"))
        if isinstance(name, str) and name:
            return name
    return ""


def _metric(sheet: Sheet, at: FieldPath) -> list[Part]:
    """Its type, and the fields of that type; those of another are shown where the manifest has them."""
    kind = sheet.get(at.child(TYPE))
    chosen = kind[:1].lower() + kind[1:] if isinstance(kind, str) else ""
    spec = sheet.spec(at)
    parts: list[Part] = [sheet.line(at, TYPE, reshapes=True)]
    for name in spec.fields if spec else ():
        if name != TYPE and (name == chosen or sheet.get(at.child(name)) is not None):
            parts += _source(sheet, at.child(name), name in OF_RESOURCE)
    return parts


def _source(sheet: Sheet, at: FieldPath, is_resource: bool) -> list[Part]:
    parts: list[Part] = []
    if is_resource:
        parts.append(Line(at, f"{at}:line", sheet.controls(at, "name", suggestions="known-metrics")))
    named = {"name"} if is_resource else set()
    return [*parts, *auto_fields(sheet, at, skip={TARGET, *named}), *_target(sheet, at.child(TARGET))]


def _target(sheet: Sheet, at: FieldPath) -> list[Part]:
    kind = sheet.get(at.child(TYPE))
    chosen = VALUE_OF.get(kind, "") if isinstance(kind, str) else ""
    shown = [name for name in VALUE_OF.values() if name == chosen or sheet.get(at.child(name)) is not None]
    controls = [*sheet.controls(at, TYPE, reshapes=True), *sheet.controls(at, *shown)]
    return [Line(at, f"{at}:line", controls), *auto_fields(sheet, at, skip={TYPE, *VALUE_OF.values()})]

"""What holds for all pods of a namespace or a cluster: LimitRange, ResourceQuota, PriorityClass and Namespace."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields
from podbuilder.builder.forms.layout import Line
from podbuilder.builder.steps.companions.permissions import AROUND
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath


def draw_limit_range(sheet: Sheet, at: FieldPath) -> list[Part]:
    path = at.child("spec", "limits")
    rows = sheet.rows(
        path,
        lambda item: _limits(sheet, item),
        label="Limits",
        add="Add limits",
        noun="Limits",
        name_of=lambda item: str(document.get(item, ("type",)) or ""),
        is_wide=True,
    )
    return [
        sheet.group(
            path, "Limits", [rows], "What each container, pod or claim may have, and has where it says nothing"
        ),
        *_more(sheet, at.child("spec"), {"limits"}),
    ]


def _limits(sheet: Sheet, at: FieldPath) -> list[Part]:
    kind = sheet.control(at.child("type"), suggestions="known-limited")
    return [Line(at, f"{at}:line", [kind]), *auto_fields(sheet, at, skip={"type"})]


def draw_resource_quota(sheet: Sheet, at: FieldPath) -> list[Part]:
    spec = at.child("spec")
    hard = spec.child("hard")
    pairs = sheet.pairs(
        hard,
        label="At most in the namespace",
        add="Add amount",
        noun="Amount",
        key_placeholder="requests.cpu",
        key_suggestions="known-quotas",
    )
    return [
        sheet.group(hard, "At most", [pairs], "What all objects of its namespace may have together"),
        sheet.fold(
            spec, "Only some pods", auto_fields(sheet, spec, skip={"hard"}), "By deadline, requests or priority class"
        ),
    ]


def draw_priority_class(sheet: Sheet, at: FieldPath) -> list[Part]:
    by_hand = ("value", "preemptionPolicy", "globalDefault")
    parts = [sheet.line(at, *by_hand), *auto_fields(sheet, at, skip=AROUND | {*by_hand})]
    return [sheet.group(at, "Priority", parts, "Which pods go first where there is not room for all", is_partial=True)]


def draw_namespace(sheet: Sheet, at: FieldPath) -> list[Part]:
    return _more(sheet, at.child("spec"), set())


def _more(sheet: Sheet, spec: FieldPath, shown: set[str]) -> list[Part]:
    parts = auto_fields(sheet, spec, skip=shown)
    return [sheet.fold(spec, "More", parts)] if parts else []

"""Claims: those that a StatefulSet makes for each of its pods, with what becomes of them, and those beside a pod."""

from __future__ import annotations

from typing import Any

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields, more
from podbuilder.builder.forms.layout import Line
from podbuilder.kube.catalogue import SERVER_WRITTEN
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath

CLAIMS, RETENTION = "volumeClaimTemplates", "persistentVolumeClaimRetentionPolicy"
BY_HAND = (CLAIMS, RETENTION)
STORAGE = "storage"


def draw(sheet: Sheet, spec: FieldPath) -> list[Part]:
    rows = sheet.rows(
        spec.child(CLAIMS),
        lambda at: draw_claim(sheet, at),
        label="Claims",
        add="Add claim",
        noun="Claim",
        name_of=lambda item: str(document.get(item, ("metadata", "name")) or ""),
        empty="None: its pods keep nothing that outlives them.",
        is_wide=True,
    )
    retention = spec.child(RETENTION)
    parts: list[Part] = [rows, sheet.line(retention, "whenDeleted", "whenScaled")]
    parts += auto_fields(sheet, retention, skip={"whenDeleted", "whenScaled"})
    return [
        sheet.group(spec.child(CLAIMS), "Storage of each pod", parts, "Mounted in its containers by the claim's name")
    ]


def draw_claim(sheet: Sheet, at: FieldPath) -> list[Part]:
    metadata, spec = at.child("metadata"), at.child("spec")
    rest = [*_rest(sheet, spec), *auto_fields(sheet, at, skip={"metadata", "spec", "status"})]
    return [
        Line(at, f"{at}:line", [sheet.control(metadata.child("name")), *_size_and_class(sheet, spec)]),
        _modes(sheet, spec),
        sheet.fold(spec, "More of the claim", rest, is_inner=True),
        *more(sheet, metadata, {"name", *SERVER_WRITTEN}, "Labels and annotations"),
    ]


def draw_object(sheet: Sheet, at: FieldPath) -> list[Part]:
    """The fields of a claim that stands beside a pod."""
    spec = at.child("spec")
    line = Line(spec, f"{spec}:line", _size_and_class(sheet, spec))
    return [
        sheet.group(spec, "Storage", [line, _modes(sheet, spec)], "How much, of what kind, and who may use it"),
        sheet.fold(spec, "More of the claim", _rest(sheet, spec), "What it is filled from, and which volume it gets"),
    ]


def _size_and_class(sheet: Sheet, spec: FieldPath) -> list[Part]:
    requests = spec.child("resources", "requests")
    is_plain = _holds_only_storage(sheet.get(requests))
    size = [sheet.control(requests.key(STORAGE), "Size")] if is_plain else []
    return [*size, sheet.control(spec.child("storageClassName"))]


def _modes(sheet: Sheet, spec: FieldPath) -> Part:
    modes = spec.child("accessModes")
    return sheet.strings(modes, label="Access modes", add="Add access mode", noun="Access mode")


def _rest(sheet: Sheet, spec: FieldPath) -> list[Part]:
    is_plain = _holds_only_storage(sheet.get(spec.child("resources", "requests")))
    resources = auto_fields(sheet, spec.child("resources"), skip={"requests"} if is_plain else ())
    return [*resources, *auto_fields(sheet, spec, skip={"accessModes", "storageClassName", "resources"})]


def _holds_only_storage(requests: Any) -> bool:
    """Whether one control says it all; a claim may ask for other things, too, though no driver knows any."""
    return requests is None or (isinstance(requests, dict) and requests.keys() <= {STORAGE})


def claim_names(pod: dict[str, Any]) -> list[str]:
    """The names of the claims of the workload around this pod: its containers mount them as they do volumes."""
    found = document.listed(pod, ("StatefulSet", "spec", CLAIMS))
    named = (document.get(claim, ("metadata", "name")) for claim in found)
    return [name for name in named if isinstance(name, str) and name]

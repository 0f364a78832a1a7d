"""The values in a ConfigMap or a Secret: keys, and texts that may have many lines."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields
from podbuilder.kube.core.field import FieldPath

FIXED = "immutable"
ABOUT_KEYS = "Each key becomes a variable or a file of the pods that use it"


def draw_config_map(sheet: Sheet, at: FieldPath) -> list[Part]:
    return [
        _values(sheet, at.child("data")),
        _in_base64(sheet, at.child("binaryData"), "For values that are no text"),
        *_rest(sheet, at, {"data", "binaryData"}),
    ]


def draw_secret(sheet: Sheet, at: FieldPath) -> list[Part]:
    kind = sheet.control(at.child("type"), suggestions="known-secret-types")
    return [
        sheet.group(at.child("type"), "Type", [kind], "Which keys it must have"),
        _values(sheet, at.child("stringData")),
        _in_base64(sheet, at.child("data"), "As the server stores it; base64 hides nothing"),
        *_rest(sheet, at, {"type", "stringData", "data"}),
    ]


def _values(sheet: Sheet, path: FieldPath) -> Part:
    pairs = sheet.pairs(path, label="Values", add="Add value", noun="Value", key_placeholder="LOG_LEVEL")
    return sheet.group(path, "Values", [pairs], ABOUT_KEYS)


def _in_base64(sheet: Sheet, path: FieldPath, about: str) -> Part:
    pairs = sheet.pairs(
        path, label="Values in base64", add="Add value in base64", noun="Value in base64", key_placeholder="logo.png"
    )
    return sheet.fold(path, "Values in base64", [pairs], about)


def _rest(sheet: Sheet, at: FieldPath, shown: set[str]) -> list[Part]:
    fields = auto_fields(sheet, at, skip=shown | {"apiVersion", "kind", "metadata", FIXED})
    parts = [sheet.line(at, FIXED), *fields]
    return [sheet.fold(at, "Changes", parts, "Whether its values may still be changed", is_partial=True)]

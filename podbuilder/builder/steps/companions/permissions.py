"""The account of a pod, and what it may do: ServiceAccount, Role and RoleBinding."""

from __future__ import annotations

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields, auto_part
from podbuilder.builder.forms.layout import Line
from podbuilder.kube.catalogue import NOT_WRITTEN
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath

AROUND = NOT_WRITTEN | {"metadata"}


def draw_service_account(sheet: Sheet, at: FieldPath) -> list[Part]:
    token, pull, secrets = "automountServiceAccountToken", "imagePullSecrets", "secrets"
    return [
        sheet.group(at.child(token), "Token", [sheet.line(at, token)], "With which its pods ask the API server"),
        sheet.group(at.child(pull), "Registries", _list(sheet, at, pull), "Credentials with which images are pulled"),
        sheet.fold(at.child(secrets), "Secrets", _list(sheet, at, secrets), "Only with an annotation that asks for it"),
        *_remaining(sheet, at, {token, pull, secrets}),
    ]


def draw_role(sheet: Sheet, at: FieldPath) -> list[Part]:
    path = at.child("rules")
    rows = sheet.rows(
        path,
        lambda item: _rule(sheet, item),
        label="Rules",
        add="Add rule",
        noun="Rule",
        name_of=lambda item: ", ".join(map(str, document.listed(item, ("resources",)))),
        empty="None: it allows nothing.",
        is_wide=True,
    )
    return [
        sheet.group(path, "Rules", [rows], "What it allows, in its own namespace"),
        *_remaining(sheet, at, {"rules"}),
    ]


def _rule(sheet: Sheet, at: FieldPath) -> list[Part]:
    return [
        sheet.strings(
            at.child("apiGroups"),
            label="API groups",
            add="Add API group",
            noun="API group",
            about="The core group, with Pods, Secrets and the like, has no name: its box stays empty.",
        ),
        _named(sheet, at, "resources", "known-resources"),
        _named(sheet, at, "verbs", "known-verbs"),
        *auto_fields(sheet, at, skip={"apiGroups", "resources", "verbs"}),
    ]


def _named(sheet: Sheet, at: FieldPath, name: str, suggestions: str) -> Part:
    label = name.capitalize()
    one = label.removesuffix("s")
    return sheet.strings(at.child(name), label=label, add=f"Add {one.lower()}", noun=one, suggestions=suggestions)


def draw_role_binding(sheet: Sheet, at: FieldPath) -> list[Part]:
    role, subjects = at.child("roleRef"), at.child("subjects")
    rows = sheet.rows(
        subjects,
        lambda item: [
            sheet.line(item, "kind", "name", "namespace"),
            *auto_fields(sheet, item, skip={"kind", "name", "namespace"}),
        ],
        label="Who gets it",
        add="Add account, user or group",
        noun="Subject",
        name_of=lambda item: str(document.get(item, ("name",)) or ""),
        empty="Nobody yet.",
        is_wide=True,
    )
    parts: list[Part] = [Line(role, f"{role}:line", sheet.controls(role, "kind", "name", "apiGroup"))]
    parts += auto_fields(sheet, role, skip={"kind", "name", "apiGroup"})
    return [
        sheet.group(role, "Role", parts, "Whose rules count; it cannot be changed once the RoleBinding exists"),
        sheet.group(subjects, "Who gets it", [rows], "Whom the rules are for"),
        *_remaining(sheet, at, {"roleRef", "subjects"}),
    ]


def _list(sheet: Sheet, at: FieldPath, name: str) -> list[Part]:
    spec = sheet.spec(at.child(name))
    return [auto_part(sheet, at.child(name), spec)] if spec else []


def _remaining(sheet: Sheet, at: FieldPath, shown: set[str]) -> list[Part]:
    """A fold for fields that no version has so far, so that none is ever missing."""
    parts = auto_fields(sheet, at, skip=shown | AROUND)
    return [sheet.fold(at, "More", parts, is_partial=True)] if parts else []

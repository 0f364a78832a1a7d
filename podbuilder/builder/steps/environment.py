"""A container's environment: variables with their sources, and whole Secrets and ConfigMaps."""

from __future__ import annotations

from typing import Any

from podbuilder.builder.forms.branch_choice import BranchChoice
from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Line
from podbuilder.kube.core.field import FieldPath

LITERAL = "value"
SOURCES = {
    LITERAL: "Value",
    "secretKeyRef": "Secret key",
    "configMapKeyRef": "ConfigMap key",
    "fieldRef": "Pod field",
    "resourceFieldRef": "Container resource",
    "fileKeyRef": "Key of a file",
}
FROM_SOURCES = {"configMapRef": "ConfigMap", "secretRef": "Secret"}


def draw(sheet: Sheet, at: FieldPath) -> list[Part]:
    env = sheet.rows(
        at.child("env"),
        lambda item: draw_variable(sheet, item),
        label="Variables",
        add="Add variable",
        noun="Variable",
        name_of=lambda item: str(item.get("name") or "") if isinstance(item, dict) else "",
        empty="No variables.",
    )
    env_from = sheet.rows(
        at.child("envFrom"),
        lambda item: draw_env_from(sheet, item),
        label="All keys of",
        add="Add Secret or ConfigMap",
        noun="Source",
    )
    about = "What the process finds in its environment"
    return [sheet.group(at.child("env"), "Environment", [env, env_from], about)]


def draw_variable(sheet: Sheet, at: FieldPath) -> list[Part]:
    choice = source_choice(sheet, at)
    parts = draw_source(sheet, choice.branches[choice.chosen], choice.chosen)
    chooser = sheet.chooser(choice, label="Source", labels=SOURCES, parts=parts)
    return [Line(at, f"{at}:line", [sheet.control(at.child("name")), chooser])]


def source_choice(sheet: Sheet, at: FieldPath) -> BranchChoice:
    """The source of a variable's value: the manifest itself, or another object or field."""
    source = sheet.get(at.child("valueFrom"))
    chosen = next((s for s in SOURCES if isinstance(source, dict) and s in source), LITERAL)
    branches = {s: at.child("valueFrom", s) if s != LITERAL else at.child(LITERAL) for s in SOURCES}
    return sheet.choice(at.child("valueFrom"), branches, chosen, lambda s: start_of(s, source))


def start_of(source: str, old: Any) -> dict[str, Any] | None:
    """The initial value of a newly chosen source: name and key are kept between Secret and ConfigMap."""
    if source == LITERAL:
        return None
    if source in ("secretKeyRef", "configMapKeyRef") and isinstance(old, dict):
        for ref in ("secretKeyRef", "configMapKeyRef"):
            if isinstance(old.get(ref), dict):
                return {k: v for k, v in old[ref].items() if k in ("name", "key", "optional")}
    return {}


def draw_source(sheet: Sheet, path: FieldPath, chosen: str) -> list[Part]:
    match chosen:
        case "secretKeyRef" | "configMapKeyRef":
            names = "known-secrets" if chosen == "secretKeyRef" else "known-config-maps"
            return [
                sheet.control(path.child("name"), SOURCES[chosen].removesuffix(" key"), suggestions=names),
                sheet.control(path.child("key"), suggestions="known-keys"),
                sheet.control(path.child("optional")),
            ]
        case "fieldRef":
            return [
                sheet.control(path.child("fieldPath"), suggestions="known-field-paths"),
                *([sheet.control(path.child("apiVersion"))] if sheet.get(path.child("apiVersion")) else []),
            ]
        case "resourceFieldRef":
            return sheet.controls(path, "resource", "containerName", "divisor")
        case "fileKeyRef":
            return sheet.controls(path, "volumeName", "path", "key", "optional")
    return [sheet.control(path)]


def draw_env_from(sheet: Sheet, at: FieldPath) -> list[Part]:
    choice = object_choice(sheet, at)
    parts: list[Part] = []
    if choice.chosen:
        ref = choice.branches[choice.chosen]
        names = "known-secrets" if choice.chosen == "secretRef" else "known-config-maps"
        parts = [
            sheet.control(ref.child("name"), FROM_SOURCES[choice.chosen], suggestions=names),
            sheet.control(ref.child("optional")),
        ]
    chooser = sheet.chooser(choice, label="Source", labels=FROM_SOURCES, parts=parts)
    return [Line(at, f"{at}:line", [chooser, sheet.control(at.child("prefix"), placeholder="DB_")])]


def object_choice(sheet: Sheet, at: FieldPath) -> BranchChoice:
    """The object whose keys all become variables; its name is kept when the other kind is chosen."""
    item = sheet.get(at)
    item = item if isinstance(item, dict) else {}
    chosen = next((s for s in FROM_SOURCES if s in item), "")
    old = item.get(chosen)
    branches = {s: at.child(s) for s in FROM_SOURCES}
    return sheet.choice(at, branches, chosen, lambda s: dict(old) if isinstance(old, dict) else {})

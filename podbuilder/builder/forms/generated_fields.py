"""Controls for whatever the catalogue knows and no step draws by hand.

The shape follows the type: a scalar is a control, a list has rows, a map has pairs, a union has a chooser, and an
object is a group that is folded away until it has a value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from podbuilder.builder.forms.branch_choice import BranchChoice
from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Group, Line
from podbuilder.kube.catalogue import FieldSpec, Union
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath

# Scalars that stand side by side.
IN_A_LINE = 3
# The one branch of an object that is there or not.
SET = "set"


def auto_fields(
    sheet: Sheet, base: FieldPath, *, skip: Collection[str] = (), groups: Collection[str] | None = None
) -> list[Part]:
    """The parts of the object at `base`: of all its fields, or only of those in some of the overlay's groups."""
    spec = sheet.catalogue.field(base)
    if spec is None:
        return []
    left = [f for f in spec.fields.values() if f.name not in skip and (groups is None or f.group in groups)]
    in_unions = {branch for union in spec.unions for branch in union.branches}
    parts = list(_lines(sheet, base, [f for f in left if f.is_scalar and f.name not in in_unions]))
    for union in spec.unions:
        if any(branch in {f.name for f in left} for branch in union.branches):
            parts.append(auto_union(sheet, base, union, skip))
    parts += [auto_part(sheet, base.child(f.name), f) for f in left if not f.is_scalar and f.name not in in_unions]
    return parts


def _lines(sheet: Sheet, base: FieldPath, scalars: list[FieldSpec]) -> Iterator[Part]:
    for start in range(0, len(scalars), IN_A_LINE):
        names = [f.name for f in scalars[start : start + IN_A_LINE]]
        yield Line(base, f"{base}:auto:{names[0]}", [sheet.control(base.child(name)) for name in names])


def auto_part(sheet: Sheet, path: FieldPath, spec: FieldSpec) -> Part:
    """The part of one field, whatever its type."""
    label = spec.label or spec.name
    if spec.type == "map":
        return sheet.pairs(path, label=label, add=_add(label), noun=label, key_placeholder="")
    if spec.type == "list" and spec.item is not None:
        if spec.item.is_scalar:
            return sheet.strings(path, label=label, add=_add(label), noun=label)
        return sheet.rows(
            path,
            lambda at: auto_fields(sheet, at),
            label=label,
            add=_add(label),
            noun=label,
            name_of=lambda item: _name_of(item, spec.keys),
        )
    if spec.type == "object":
        return auto_object(sheet, path, spec)
    return sheet.control(path)


def auto_object(sheet: Sheet, path: FieldPath, spec: FieldSpec) -> Group:
    """An object in a fold of its own. One that says something by being there, though empty, is chosen first."""
    title = spec.label or spec.name
    if not spec.presence:
        return sheet.fold(path, title, auto_fields(sheet, path), is_inner=True)
    choice = presence_choice(sheet, path)
    chooser = sheet.chooser(
        choice,
        label=title,
        labels={SET: "Set, even if all of it is empty"},
        parts=auto_fields(sheet, path) if choice.chosen else [],
        nothing="Not set",
    )
    return sheet.fold(path, title, [chooser], is_inner=True)


def presence_choice(sheet: Sheet, path: FieldPath) -> BranchChoice:
    """Whether an object is there that says something by being there."""
    chosen = SET if document.has(sheet.pod, path) else ""
    return sheet.choice(path, {SET: path}, chosen, lambda branch: {}, owner=path)


def auto_union(sheet: Sheet, base: FieldPath, union: Union, skip: Collection[str] = ()) -> Part:
    """The select of a union's branches, and what stands below the chosen one."""
    spec = sheet.catalogue.field(base)
    fields = spec.fields if spec else {}
    choice = union_choice(sheet, base, union, skip)
    branch = fields.get(choice.chosen)
    parts: list[Part] = []
    if branch is not None:
        at = base.child(choice.chosen)
        parts = auto_fields(sheet, at) if branch.type == "object" else [auto_part(sheet, at, branch)]
    is_item = _is_item(base)
    return sheet.chooser(
        choice,
        label="Kind" if is_item else f"{spec.label if spec else ''} by".strip().capitalize(),
        labels={b: fields[b].label or b for b in choice.branches},
        parts=parts,
        nothing="" if is_item and union.required else "Not set",
    )


def union_choice(sheet: Sheet, base: FieldPath, union: Union, skip: Collection[str] = ()) -> BranchChoice:
    """Which branch of a union is set; `skip` are those that are drawn elsewhere."""
    spec, value = sheet.catalogue.field(base), sheet.get(base)
    chosen = next((b for b in union.branches if isinstance(value, dict) and b in value), "")
    offered = {b: base.child(b) for b in union.branches if spec and b in spec.fields and b not in skip}
    return sheet.choice(base, offered, chosen, lambda branch: {}, owner=None if _is_item(base) else base)


def _is_item(path: FieldPath) -> bool:
    return bool(path) and isinstance(path[-1], int)


def rest(sheet: Sheet, base: FieldPath, title: str, groups: Iterable[str], skip: Collection[str], about: str) -> Group:
    """A fold for what is left of some of the overlay's groups once `skip` has been drawn by hand."""
    parts = auto_fields(sheet, base, skip=skip, groups=frozenset(groups))
    return sheet.fold(base, title, parts, about)


def more(sheet: Sheet, base: FieldPath, shown: Collection[str], title: str = "More") -> list[Part]:
    """A fold for the fields of an object that are not among those `shown`; nothing if there are none."""
    parts = auto_fields(sheet, base, skip=shown)
    return [sheet.fold(base, title, parts, is_inner=True, is_partial=True)] if parts else []


def _add(label: str) -> str:
    """The label of the button that adds an item: "Block devices" becomes "Add block device"."""
    one = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    if one.endswith("ies"):
        return f"Add {one[:-3]}y"
    if one.endswith("ses"):
        return f"Add {one[:-2]}"
    is_plural = one.endswith("s") and not one.endswith(("ss", "'s")) and " of " not in one
    return f"Add {one[:-1]}" if is_plural else f"Add to {one}"


def _name_of(item: Any, keys: tuple[str, ...]) -> str:
    value = item.get(keys[0] if keys else "name") if isinstance(item, dict) else None
    return str(value) if isinstance(value, (str, int)) else ""

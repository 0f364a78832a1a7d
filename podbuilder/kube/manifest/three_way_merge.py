"""A three-way merge: what another person changed since a common ancestor is adopted, field by field.

Where both sides changed the same field there is a conflict, which a person resolves. Nothing of our own text is lost:
the result is a list of edits to it. Lists whose items have names are merged item by item; others count as one value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.manifest import Edit, insert_, move_, remove_, set_
from podbuilder.kube.manifest.list_map_keys import inner_spec, item_names, root_spec
from podbuilder.kube.yamltext.edits import same

MINE, THEIRS = "mine", "theirs"


class FieldConflict(NamedTuple):
    """A field that both sides changed; a value may be MISSING. Its name stays the same while others are resolved."""

    name: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """The edits to our own document, in order and with paths of the whole document, and the conflicts."""

    edits: tuple[Edit, ...]
    conflicts: tuple[FieldConflict, ...]
    # The names of the fields that are taken over, resolved conflicts among them.
    taken: tuple[str, ...]


@dataclass
class _Merging:
    choices: Mapping[str, str]
    edits: list[Edit] = field(default_factory=list)
    conflicts: list[FieldConflict] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def takes(self, name: str, base: Any, mine: Any, theirs: Any) -> bool:
        """Whether to take their value. A conflict is recorded, and our value stays unless `choices` says otherwise."""
        if same_or_missing(mine, theirs) or same_or_missing(base, theirs):
            return False
        if not same_or_missing(base, mine):
            self.conflicts.append(FieldConflict(name, base, mine, theirs))
            if self.choices.get(name) != THEIRS:
                return False
        self.taken.append(name)
        return True


def merge(
    base: Document, mine: Document, theirs: Document, version: str, choices: Mapping[str, str] | None = None
) -> Merge:
    """The edits by which `mine` takes over what `theirs` changed since `base`; `choices` resolves conflicts by name.

    A conflict that is not resolved, or resolved as MINE, leaves our own value.
    """
    merging = _Merging(choices or {})
    _merge(merging, (base, mine, theirs), root_spec(mine, version), FieldPath(), "")
    return Merge(tuple(merging.edits), tuple(merging.conflicts), tuple(merging.taken))


def same_or_missing(one: Any, other: Any) -> bool:
    """Whether two values are equal, or both missing."""
    if one is MISSING or other is MISSING:
        return one is other
    return same(one, other)


def _merge(merging: _Merging, sides: tuple[Any, Any, Any], spec: FieldSpec | None, path: FieldPath, name: str) -> None:
    """Merge the values at `path` of our own document."""
    base, mine, theirs = sides
    if same_or_missing(mine, theirs) or same_or_missing(base, theirs):
        return
    if isinstance(mine, dict) and isinstance(theirs, dict):
        _fields(merging, (base if isinstance(base, dict) else {}, mine, theirs), spec, path, name)
        return
    if isinstance(mine, list) and isinstance(theirs, list):
        lists = [base if isinstance(base, list) else [], mine, theirs]
        named = [item_names(items, spec) for items in lists]
        if all(found is not None for found in named):
            keyed = [dict(zip(found or (), items, strict=True)) for found, items in zip(named, lists, strict=True)]
            _items(merging, (keyed[0], keyed[1], keyed[2]), spec, path, name)
            return
    if merging.takes(name, base, mine, theirs):
        merging.edits.append(remove_(path) if theirs is MISSING else set_(path, theirs))


def _fields(
    merging: _Merging, sides: tuple[Document, Document, Document], spec: FieldSpec | None, path: FieldPath, name: str
) -> None:
    base, mine, theirs = sides
    for key in dict.fromkeys((*mine, *theirs, *base)):
        values = tuple(side.get(key, MISSING) for side in sides)
        within = f"{name}[{key}]" if spec is not None and spec.type == "map" else f"{name}.{key}" if name else key
        _merge(merging, (values[0], values[1], values[2]), inner_spec(spec, key), path.child(key), within)


def _items(
    merging: _Merging,
    sides: tuple[dict[str, Any], dict[str, Any], dict[str, Any]],
    spec: FieldSpec | None,
    path: FieldPath,
    name: str,
) -> None:
    """Merge lists by the names of their items: first their contents, then removals and additions, then the order."""
    base, mine, theirs = sides
    inner = spec.item if spec else None
    for number, key in enumerate(mine):
        if key in theirs:
            values = (base.get(key, MISSING), mine[key], theirs[key])
            _merge(merging, values, inner, path.index(number), f"{name}[{key}]")
    gone = {
        key
        for key in mine
        if key in base and key not in theirs and merging.takes(f"{name}[{key}]", base[key], mine[key], MISSING)
    }
    came = dict.fromkeys(
        key
        for key in theirs
        if key not in mine and merging.takes(f"{name}[{key}]", base.get(key, MISSING), MISSING, theirs[key])
    )
    for number, key in reversed(list(enumerate(mine))):
        if key in gone:
            merging.edits.append(remove_(path.index(number)))
    current = [key for key in mine if key not in gone]
    _arrange(merging, current, _order(merging, list(base), current, list(theirs), came, name), theirs, path)


def _arrange(
    merging: _Merging, current: list[str], target: list[str], theirs: Mapping[str, Any], path: FieldPath
) -> None:
    """The edits that bring a list of items into an order, with those that are missing."""
    places = {key: place for place, key in enumerate(current)}
    # Once an item of the target is dealt with, it stands before all of these, which keep their order.
    left = list(range(len(current)))
    for number, key in enumerate(target):
        if key not in places:
            merging.edits.append(insert_(path.index(number), theirs[key]))
            continue
        further = bisect_left(left, places[key])
        if further:
            merging.edits.append(move_(path.index(number + further), number))
        del left[further]


def _order(
    merging: _Merging, base: Sequence[str], mine: list[str], theirs: list[str], came: Mapping[str, None], name: str
) -> list[str]:
    """The order of the merged items: theirs if only they changed it, else ours with the new items inserted."""
    ours = dict.fromkeys(mine)
    shared = {*base} & {*mine} & {*theirs}
    orders = [[key for key in side if key in shared] for side in (base, mine, theirs)]
    if shared and merging.takes(f"{name} (order)", orders[0], orders[1], orders[2]):
        wanted = dict.fromkeys(key for key in theirs if key in ours or key in came)
        return _woven(wanted, mine, dict.fromkeys(key for key in mine if key not in wanted))
    return _woven(ours, theirs, came)


def _woven(order: Mapping[str, None], other: list[str], added: Mapping[str, None]) -> list[str]:
    """An order with added items, each after the one that it follows in the other order."""
    first: list[str] = []
    behind: dict[str, list[str]] = {key: [] for key in order}
    here = first
    for key in other:
        if key in order:
            here = behind[key]
        elif key in added:
            here.append(key)
    return first + [one for key, followers in behind.items() for one in (key, *followers)]

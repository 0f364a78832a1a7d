"""What a draft keeps beside its text and undo takes back with it, and what a step of undo stores of that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict, cast

from podbuilder.builder.models.text_delta import Splice, splice


class State(TypedDict, total=False):
    """Columns of a draft, or some of them."""

    roles: dict[str, str]
    waivers: list[dict[str, str]]
    parameters: list[dict[str, Any]]
    profile: str
    profile_text: str
    origin: str
    overlays: list[dict[str, Any]]
    folder: str


FIELDS = tuple(State.__annotations__)
# Values that are stored as they are; the others are one item each, and the roles a list of pairs.
_SEQUENCES = ("waivers", "parameters", "profile_text", "overlays", "folder")
# For each field that changed: the start, and what was removed and added there.
Delta = dict[str, list[Any]]


def delta(old: State, new: State) -> Delta:
    """The difference between two states: only the fields that changed."""
    before, after = cast(Mapping[str, Any], old), cast(Mapping[str, Any], new)
    found: Delta = {}
    for name in FIELDS:
        if before[name] != after[name]:
            change = splice(_sequence(name, before[name]), _sequence(name, after[name]))
            found[name] = [change.start, change.removed, change.added]
    return found


def apply(change: Delta, old: State) -> State:
    """The newer state, given the older one."""
    return _moved({name: Splice(start, *sides) for name, (start, *sides) in change.items()}, old)


def revert(change: Delta, new: State) -> State:
    """The older state, given the newer one."""
    return _moved({name: Splice(start, added, removed) for name, (start, removed, added) in change.items()}, new)


def _moved(changes: Mapping[str, Splice[Any]], state: State) -> State:
    """What is no longer as the step left it, as the origin is not after saving, stays as it is."""
    moved: dict[str, Any] = {**state}
    for name, change in changes.items():
        now = _sequence(name, moved[name])
        if now[change.start : change.start + len(change.removed)] == change.removed:
            moved[name] = _value(name, change.apply(now))
    return cast(State, moved)


def _sequence(name: str, value: Any) -> Any:
    if name == "roles":
        return sorted([container, role] for container, role in value.items())
    return value if name in _SEQUENCES else [value]


def _value(name: str, sequence: Any) -> Any:
    if name == "roles":
        return dict(sequence)
    return sequence if name in _SEQUENCES else sequence[0]

"""What is kept by the names of containers, after an edit: a renamed container keeps what is its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from podbuilder.builder.models.state import State
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.lint.waivers import name_of, read_waivers, renamed, write_waivers


def follow(state: State, before: Document, after: Document) -> State:
    """The roles and waivers of a state as they hold for the edited pod; none where there is nothing to follow."""
    found = State()
    if state["roles"]:
        found["roles"] = followed(state["roles"], before, after)
    if state["waivers"]:
        waivers = read_waivers(state["waivers"])
        names = {name_of(waiver.place) for waiver in waivers} - {""}
        now = followed({name: name for name in names}, before, after)
        moved = tuple(renamed(waivers, {was: name for name, was in now.items()}))
        if moved != waivers:
            found["waivers"] = write_waivers(moved)
    return found


def followed(chosen: Mapping[str, str], before: Document, after: Document) -> dict[str, str]:
    """What is kept by name after an edit, by the names that the containers have then.

    What belongs to a container that is gone goes with it; what belongs to none of the pod's, as in a file with other
    pods, stays.
    """
    old, new = _names(before), _names(after)
    names_before, names_after = Counter(old.values()), Counter(new.values())
    kept = {name: said for name, said in chosen.items() if name in names_after or name not in names_before}
    if old.keys() != new.keys():
        return kept
    for path, name in new.items():
        was = old[path]
        if was == name or was not in chosen:
            continue
        if was not in names_after:
            kept.setdefault(name, chosen[was])
        elif names_before[was] > 1:
            # On its way from one name to another it had that of a neighbour.
            kept.setdefault(name, kept.pop(was))
    return kept


def _names(pod: Document) -> dict[FieldPath, str]:
    return {path: str(container.get("name")) for path, container, _ in visit_containers(pod)}

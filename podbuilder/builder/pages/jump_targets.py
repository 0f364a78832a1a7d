"""Where a jump to a field lands: at its control, or with a hint at the button or select that would show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from podbuilder.builder.forms.control import Control, Message, Part
from podbuilder.builder.forms.layout import Chooser, Group, Leftover, Matrix, Rows
from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.forms.step_form import StepForm
from podbuilder.kube.catalogue import Catalogue
from podbuilder.kube.catalogue.labels import label_of
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import INIT_CONTAINERS

THE_STEP = "step"


@dataclass(frozen=True)
class Arrival:
    """The id of the element to go to; where that is not the field itself, also what to do there, said beside `part`."""

    id: str
    hint: str = ""
    part: Part | None = None


def arrive(form: StepForm | None, path: FieldPath, fields: Catalogue) -> Arrival:
    """Where to go for the field at `path`, in the form of its step (None if the pod has no such step)."""
    if form is None:
        kind = "init container" if path[1:2] == (INIT_CONTAINERS,) else "container"
        what = f"“{label_of(path, fields)}” belongs to a container" if len(path) > 3 else f"There is no such {kind}"
        return Arrival(THE_STEP, f"{what}. Add the {kind} first, in the outline.")
    exact = _itself(form.all_parts, path)
    if exact:
        return Arrival(exact)
    nearest = max(_near(form.all_parts, path, label_of(path, fields)), key=lambda found: found[0], default=None)
    if nearest is not None:
        return nearest[1]
    name = form.slot_for(path)
    return Arrival(dom_id(name) if name else THE_STEP)


def welcome(form: StepForm | None, path: FieldPath, fields: Catalogue) -> list[Message]:
    """Add a hint to the part where a jump to `path` landed; a hint that belongs to no part is returned."""
    arrival = arrive(form, path, fields)
    if not arrival.hint:
        return []
    message = Message("hint", arrival.hint)
    if arrival.part is None:
        return [message]
    arrival.part.messages.append(message)  # type: ignore[attr-defined]  # only parts with messages are named
    return []


def _itself(parts: Iterable[Part], path: FieldPath) -> str:
    """The id of what shows exactly this field; "" if nothing does."""
    found: dict[type[Part], str] = {}
    for part in parts:
        if isinstance(part, Matrix) and path[:-1] == part.path and path[-1] in ("requests", "limits"):
            line = part.lines[0]
            return (line.request if path[-1] == "requests" else line.limit).id
        if part.path == path and isinstance(part, (Control, Rows, Chooser, Group, Leftover)):
            found.setdefault(type(part), _rows_id(part) if isinstance(part, Rows) else part.id)
    return next((found[kind] for kind in (Control, Rows, Chooser, Group, Leftover) if kind in found), "")


def _rows_id(rows: Rows) -> str:
    return rows.rows[0].id if rows.rows else f"{rows.id}-add"


def _near(parts: Iterable[Part], path: FieldPath, label: str) -> Iterator[tuple[int, Arrival]]:
    """The parts that would show the field, and how near each of them is."""
    for part in parts:
        if isinstance(part, Rows) and _is_around(part.path, path) and not _has_row(part, path):
            deeper = len(path) > len(part.path) + 1
            hint = f"Press “{part.add}”" + (f"; “{label}” is then among its fields." if deeper else ".")
            yield len(part.path), Arrival(f"{part.id}-add", hint, part)
        elif isinstance(part, Chooser):
            for branch, at in part.branches.items():
                if branch != part.chosen and (at == path or _is_around(at, path)):
                    choice = dict(part.choices).get(branch, branch)
                    then = "" if at == path else f"; “{label}” then stands below"
                    yield len(at), Arrival(part.id, f"Choose “{choice}” here{then}.", part)


def _is_around(outer: FieldPath, inner: FieldPath) -> bool:
    return len(outer) < len(inner) and inner[: len(outer)] == outer


def _has_row(rows: Rows, path: FieldPath) -> bool:
    return any(row.path == path[: len(row.path)] for row in rows.rows)

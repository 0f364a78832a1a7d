"""Waivers: advice that the user suppresses, each with a reason, for a field, a container or the whole pod.

A waiver's place has names instead of indices (`containers[web].securityContext`), so it still fits when items move.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document, FieldPath, Finding, Key
from podbuilder.kube.core.pod_containers import KINDS

LONGEST_REASON = 500
LONGEST_PLACE = 1000
MOST = 500
_CONTAINER = "containers["
FIELD, CONTAINER, POD = "field", "container", "pod"


@dataclass(frozen=True, slots=True)
class Waiver:
    """Suppresses a rule at a place and everything in it, for a reason. An empty place is the whole pod.

    `source` says where it comes from: the annotation or comment for another tool; "" for Podbuilder itself.
    """

    rule: str
    place: str = ""
    reason: str = ""
    source: str = ""

    def covers(self, rule: str, place: str) -> bool:
        """Whether the waiver suppresses a finding of a rule at a place."""
        if rule != self.rule or not place.startswith(self.place):
            return False
        return not self.place or len(place) == len(self.place) or place[len(self.place)] in ".["


class Suppressed(NamedTuple):
    """A suppressed finding, and the waiver that suppresses it."""

    finding: Finding
    waiver: Waiver


def suppress(
    findings: Iterable[Finding], waivers: Sequence[Waiver], pod: Document
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings that remain, and those that are suppressed."""
    if not waivers:
        return tuple(findings), ()
    kept, suppressed = [], []
    for finding in findings:
        place = place_of(pod, finding.path)
        waiver = next((w for w in waivers if w.covers(finding.rule, place)), None)
        if waiver is None:
            kept.append(finding)
        else:
            suppressed.append(Suppressed(finding, waiver))
    return tuple(kept), tuple(suppressed)


def place_of(pod: Document, path: FieldPath) -> str:
    """A path with names instead of indices: `containers[web].env[MODE].value`, for any of the lists of containers.

    An item keeps its index if it has no name, or if another item of its list has the same name.
    """
    text = ""
    for i, part in enumerate(path):
        if isinstance(part, int):
            name = _name(get(pod, path[:i]), part)
            text = f"{'containers' if i == 2 and path[1] in KINDS else text}[{part if name is None else name}]"
        elif isinstance(part, Key):
            text = f"{text}[{part}]"
        else:
            text = f"{text}.{part}" if text else part
    return text


def _name(siblings: Any, index: int) -> str | None:
    """The name of an item, if no other item of its list has it."""
    names = [item.get("name") if isinstance(item, dict) else None for item in siblings or ()]
    name = names[index] if index < len(names) else None
    return name if isinstance(name, str) and name and names.count(name) == 1 else None


def container_of(place: str) -> str:
    """The container that a place lies in, itself written as a place; "" outside containers."""
    return place[: place.index("]") + 1] if place.startswith(_CONTAINER) and "]" in place else ""


def name_of(place: str) -> str:
    """The name of the container that a place lies in; "" outside containers."""
    return container_of(place)[len(_CONTAINER) : -1]


def waiver_for(pod: Document, finding: Finding, scope: str, reason: str) -> Waiver:
    """A waiver of a finding for its field, its container or the whole pod."""
    place = place_of(pod, finding.path)
    places = {FIELD: place, CONTAINER: container_of(place), POD: ""}
    return Waiver(finding.rule, places[scope], reason.strip()[:LONGEST_REASON])


def renamed(waivers: Iterable[Waiver], names: dict[str, str]) -> list[Waiver]:
    """The waivers after containers were renamed; `names` has the new names by the old ones."""
    found = []
    for waiver in waivers:
        place, name = waiver.place, names.get(name_of(waiver.place))
        if name is not None:
            place = f"{_CONTAINER}{name}]{place[len(container_of(place)) :]}"
        found.append(Waiver(waiver.rule, place, waiver.reason, waiver.source))
    return found


def read_waivers(stored: Any) -> tuple[Waiver, ...]:
    """The waivers of a stored list of `{rule, path, reason}`; anything else in it is left out."""
    found = []
    for item in stored[:MOST] if isinstance(stored, list) else ():
        texts = [item.get(key, "") for key in ("rule", "path", "reason")] if isinstance(item, dict) else []
        rule, place, reason = (text if isinstance(text, str) else None for text in texts or ("", "", ""))
        if rule and place is not None and reason is not None:
            found.append(Waiver(rule, place[:LONGEST_PLACE], reason[:LONGEST_REASON]))
    return tuple(found)


def write_waivers(waivers: Iterable[Waiver]) -> list[dict[str, str]]:
    """The list that `read_waivers` reads."""
    return [{"rule": waiver.rule, "path": waiver.place, "reason": waiver.reason} for waiver in waivers]

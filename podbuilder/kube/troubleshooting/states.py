"""Container states, conditions and fields, out of the keys and values of describe output, YAML and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.troubleshooting.entries import Entry
from podbuilder.kube.troubleshooting.fact import Fact, FactKind
from podbuilder.kube.troubleshooting.paste_lines import PasteLine

_GROUPS = {
    "containers": "containers",
    "initcontainers": "initContainers",
    "ephemeralcontainers": "ephemeralContainers",
    "containerstatuses": "containers",
    "initcontainerstatuses": "initContainers",
    "ephemeralcontainerstatuses": "ephemeralContainers",
}
_STATES = {"waiting": FactKind.WAITING, "terminated": FactKind.TERMINATED}
# Fields and plain values that tell causes apart.
_FIELDS = {
    *("image", "imagepullpolicy", "command", "args", "memory", "cpu", "liveness", "readiness", "startup", "ready"),
    *("livenessprobe", "readinessprobe", "startupprobe", "restartpolicy", "restartcount", "phase", "hostnetwork"),
    *("runasuser", "fsgroup", "finalizers", "deletiontimestamp", "activedeadlineseconds", "nodename", "claimname"),
    *("containerport", "hostport", "runasnonroot", "readonlyrootfilesystem", "imagepullsecrets"),
    *(
        "nodeselectors",
        "nodeselector",
        "nodeaffinity",
        "envfrom",
        "schedulername",
        "terminationgraceperiod",
        "port",
        "ports",
    ),
}
# What a container is told to do, and what is noted on a pod: no evidence of what it does.
_TOLD = {"command", "args", "environment", "env", "liveness", "readiness", "startup"}
_NOTED = {"annotations", "labels"}
# So many values below a field are a part of what it says.
_MOST_BELOW = 40


@dataclass(frozen=True, slots=True)
class _Place:
    """Of which container an entry speaks."""

    container: str = ""
    group: str = "containers"
    index: int = 0


def facts_in(root: Entry) -> Iterator[Fact]:
    """The facts that a tree of entries says, in its order."""
    left = [(root, _Place())]
    while left:
        entry, place = left.pop()
        yield from _facts(entry, place)
        left.extend(reversed(list(_places(entry, place))))


def told_lines(root: Entry) -> set[int]:
    """The numbers of the lines on which the pod's spec has words of its author: commands, variables, annotations."""
    found: set[int] = set()
    left = [(root, _Place())]
    while left:
        entry, place = left.pop()
        if entry.name in _NOTED or (entry.name in _TOLD and place.container):
            found.update(
                line.number
                for one in entry.below()
                for line in one.lines
                if line.indent > entry.indent or one.key == "-" or line is entry.lines[0]
            )
        else:
            left.extend(_places(entry, place))
    return found


def _places(entry: Entry, place: _Place) -> Iterator[tuple[Entry, _Place]]:
    """The entries below one, each with the container that it is of."""
    group = _GROUPS.get(entry.name)
    for index, child in enumerate(entry.children):
        if group and child.key != "-":
            yield child, _Place(child.key, group, index)
        elif group or (entry.name in ("", "-") and child.key == "-"):
            name = child.child("name")
            yield child, _Place(name.value if name else "", group or place.group, index if group else place.index)
        else:
            yield child, place


def _facts(entry: Entry, place: _Place) -> Iterator[Fact]:
    by_name = {child.name: child for child in entry.children}
    kind = _kind(entry, by_name)
    if kind:
        yield _state(kind, by_name, place)
    elif told := by_name.get("message") or by_name.get("reason"):
        yield _at(_said(told, by_name), place)
    if entry.name in _FIELDS:
        said = " ".join(one.value for one in islice(entry.below(), _MOST_BELOW) if one.value)
        yield _at(Fact(FactKind.FIELD, entry.name, said, _quote(entry.lines), _numbers(entry.lines)), place)


def _kind(entry: Entry, by_name: dict[str, Entry]) -> FactKind | None:
    """Whether some entries are a container's state, and which."""
    value = entry.value.lower() if entry.name in ("state", "laststate") else entry.name
    if value in _STATES and by_name:
        return _STATES[value]
    return FactKind.TERMINATED if "exitcode" in by_name else None


def _state(kind: FactKind, by_name: dict[str, Entry], place: _Place) -> Fact:
    reason, message = by_name.get("reason"), by_name.get("message")
    code, signal = by_name.get("exitcode"), by_name.get("signal")
    told = message or reason or code or signal or next(iter(by_name.values()))
    number = whole_number(code.value) if code else None
    fact = Fact(
        kind,
        reason.value if reason else "",
        message.value if message else "",
        _quote(told.lines),
        _numbers(told.lines),
        code=number,
    )
    return _at(fact, place)


def _said(told: Entry, by_name: dict[str, Entry]) -> Fact:
    """A reason and message that are no container's: an event's, a condition's, or the pod's own."""
    type_, kind = by_name.get("type"), FactKind.POD
    if type_:
        kind = FactKind.EVENT if type_.value in ("Normal", "Warning") else FactKind.CONDITION
    reason, message = (by_name[name].value if name in by_name else "" for name in ("reason", "message"))
    return Fact(kind, reason, message, _quote(told.lines), _numbers(told.lines))


def _at(fact: Fact, place: _Place) -> Fact:
    return replace(fact, container=place.container, group=place.group, index=place.index)


def _quote(lines: list[PasteLine]) -> str:
    return " ".join(line.raw for line in lines)


def _numbers(lines: list[PasteLine]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(line.number for line in lines))

"""Which container of a pod plays which role, and why we think so.

A container is judged by its place in the pod first, then by its image, its wiring (a port of its own that another
container reaches on localhost, a volume that it shares) and its name. One container is always the app.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from podbuilder.kube.core import feature_gates, image
from podbuilder.kube.core.annotation_keys import DEFAULT_CONTAINER
from podbuilder.kube.core.document import get, listed
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import (
    CONTAINERS,
    EPHEMERAL_CONTAINERS,
    INIT_CONTAINERS,
    Visited,
    is_native_sidecar,
    visit_containers,
)
from podbuilder.kube.manifest import pod_edits
from podbuilder.kube.roles.neighbours import Neighbours, mounts

APP, SIDECAR, AMBASSADOR, ADAPTER, INIT, DEBUG = "app", "sidecar", "ambassador", "adapter", "init", "debug"
ROLES = (APP, SIDECAR, AMBASSADOR, ADAPTER, INIT, DEBUG)
_SIGNS = Path(__file__).parent / "signs.yaml"


@dataclass(frozen=True, slots=True)
class Role:
    """A container's part in its pod; `pattern` says more exactly what it does: logs, wait, mesh, …"""

    path: FieldPath
    role: str
    reason: str
    pattern: str = ""


class Sign(NamedTuple):
    """One line of signs.yaml."""

    text: re.Pattern[str]
    role: str
    task: str
    does: str
    is_strong: bool = False


class Guess(NamedTuple):
    """What a container looks like by itself; the role is empty if it looks like nothing in particular."""

    role: str
    reason: str
    task: str


_NOTHING = Guess("", "", "")


def roles(pod: Document, version: str, chosen: Mapping[str, str] | None = None) -> list[Role]:
    """The role of every container, in start order; `chosen` has the roles that the user chose, by container name."""
    visited = list(visit_containers(pod))
    guesses = _guesses(pod, visited)
    app = _app(pod, visited, guesses)
    return [_role(pod, v, app, version, chosen or {}, guesses[v.path]) for v in visited]


def app_container(pod: Document) -> str:
    """The name of the app container, which the others help; "" if there is none."""
    visited = list(visit_containers(pod, (CONTAINERS,)))
    path = _app(pod, visited, _guesses(pod, visited))
    return str(get(pod, path, {}).get("name", "")) if path else ""


def _role(
    pod: Document, visited: Visited, app: FieldPath | None, version: str, chosen: Mapping[str, str], guess: Guess
) -> Role:
    path, container, kind = visited
    said = chosen.get(str(container.get("name")), "")
    if said in ROLES:
        return Role(path, said, "You said so.", guess.task)
    if kind == EPHEMERAL_CONTAINERS:
        return Role(path, DEBUG, "It was added to the running pod for debugging.", "debug")
    if kind == INIT_CONTAINERS and not (is_native_sidecar(container, kind) and _knows_native(version)):
        return _task(path, container)
    if kind == INIT_CONTAINERS:
        reason = "It starts before the app and keeps running beside it (restartPolicy: Always)."
        return Role(path, guess.role or SIDECAR, " ".join(filter(None, (reason, guess.reason))), guess.task or "helper")
    if path == app:
        return Role(path, APP, _why_app(pod, visited), "")
    if guess.role:
        return Role(path, guess.role, guess.reason, guess.task)
    return Role(path, APP, "It runs beside the others, and nothing marks it as a helper.", "")


def _knows_native(version: str) -> bool:
    return feature_gates.enabled("SidecarContainers", version)


def _app(pod: Document, visited: list[Visited], guesses: Mapping[FieldPath, Guess]) -> FieldPath | None:
    """The container that is the app: the likeliest of those that look like no helper, or of all if all do."""
    candidates = [v for v in visited if v.kind == CONTAINERS]
    if not candidates:
        return None
    plain = [v for v in candidates if not guesses[v.path].role] or candidates
    default = get(pod, ("metadata", "annotations", DEFAULT_CONTAINER))
    pod_name = str(get(pod, ("metadata", "name"), ""))

    def likelihood(v: Visited) -> tuple[bool, bool, bool]:
        name = str(v.container.get("name", ""))
        return (name == default, bool(name) and name == pod_name, bool(name) and name in pod_name)

    return max(plain, key=likelihood).path


def _why_app(pod: Document, visited: Visited) -> str:
    name = str(visited.container.get("name", ""))
    others = len(pod_edits.container_names(pod, (CONTAINERS,))) > 1
    if not others:
        return "It is the only container that runs for the whole life of the pod."
    if get(pod, ("metadata", "annotations", DEFAULT_CONTAINER)) == name:
        return f"The annotation {DEFAULT_CONTAINER} names it."
    if name and name in str(get(pod, ("metadata", "name"), "")):
        return "The pod is named after it."
    return "It looks like none of the usual helpers."


def _task(path: FieldPath, container: dict[str, Any]) -> Role:
    words = " ".join((str(container.get("name", "")), repository(container), _commands(container)))
    sign = next((s for s in signs().tasks if s.text.search(words.lower())), None)
    order = "It runs to completion before the app starts"
    return Role(path, INIT, f"{order}, and {sign.does}." if sign else f"{order}.", sign.task if sign else "setup")


def _guesses(pod: Document, visited: list[Visited]) -> dict[FieldPath, Guess]:
    """What each container looks like."""
    neighbours = Neighbours(pod)
    places = {v.path: place for place, v in enumerate(v for v in visited if v.kind == CONTAINERS)}
    return {v.path: _guess(v.container, neighbours, places.get(v.path)) for v in visited}


def _guess(container: dict[str, Any], neighbours: Neighbours, place: int | None) -> Guess:
    name = str(container.get("name", "")).lower()
    known = repository(container)
    named = next((sign for sign in signs().names if sign.text.search(name)), None)
    if named and named.is_strong:
        return Guess(named.role, f"Its name says so.{_shares(container, neighbours, place)}", named.task)
    for sign in signs().helpers:
        if known and sign.text.search(known):
            reason = f"The image {known} is known: it {sign.does}.{_shares(container, neighbours, place)}"
            return Guess(sign.role, reason, sign.task)
    if named:
        return Guess(named.role, f"Its name says so.{_shares(container, neighbours, place)}", named.task)
    called = _called_on_localhost(container, neighbours, place)
    if called:
        return Guess(AMBASSADOR, called, "proxy")
    reads = _only_reads(container, neighbours, place)
    return Guess(SIDECAR, reads, "files") if reads else _NOTHING


def repository(container: dict[str, Any]) -> str:
    """The repository of the container's image without registry and tag; "" if it cannot be read."""
    try:
        return image.parse(str(container.get("image", ""))).repository.removeprefix("library/")
    except image.ImageError:
        return ""


def _commands(container: dict[str, Any]) -> str:
    parts = [*listed(container, ("command",)), *listed(container, ("args",))]
    return " ".join(part for part in parts if isinstance(part, str))[:2000]


def _called_on_localhost(container: dict[str, Any], neighbours: Neighbours, place: int | None) -> str:
    """A sentence if another container's environment names this one's port on localhost; otherwise ""."""
    own = [p["containerPort"] for p in pod_edits.items(container, "ports") if type(p.get("containerPort")) is int]
    found = neighbours.caller(own, place)
    return f"The container {found[0]} reaches it on localhost, port {found[1]}." if found else ""


def _shares(container: dict[str, Any], neighbours: Neighbours, place: int | None) -> str:
    found = neighbours.sharer(mounts(container), place)
    return f" It shares the volume {found[1]} with {found[0]}." if found else ""


def _only_reads(container: dict[str, Any], neighbours: Neighbours, place: int | None) -> str:
    """A sentence if it has no port of its own and reads what another container writes; otherwise ""."""
    readings = [volume for volume, reads in mounts(container).items() if reads]
    found = None if container.get("ports") else neighbours.writer(readings, place)
    return f"It reads the volume {found[1]}, which {found[0]} writes, and has no port of its own." if found else ""


class Signs(NamedTuple):
    """The tables of signs.yaml."""

    helpers: tuple[Sign, ...]
    names: tuple[Sign, ...]
    tasks: tuple[Sign, ...]


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The signs by which roles are recognised."""
    data = yaml.load(_SIGNS.read_bytes(), yaml.CSafeLoader)
    return Signs(
        helpers=tuple(Sign(re.compile(s["image"]), s["role"], s["task"], s["does"]) for s in data["helpers"]),
        names=tuple(
            Sign(re.compile(s["name"]), s["role"], s["task"], "", s.get("strong", False)) for s in data["names"]
        ),
        tasks=tuple(Sign(re.compile(s["words"]), INIT, s["task"], s["does"]) for s in data["tasks"]),
    )

"""What a change adds to a pod, in words: containers, volumes, and what existing containers gain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.pod_containers import (
    INIT_CONTAINERS,
    Visited,
    is_native_sidecar,
    visit_containers,
)
from podbuilder.kube.insight.amounts import in_words
from podbuilder.kube.manifest import pod_edits

CHANGED = "changed"
PROBES = {"startupProbe": "startup", "readinessProbe": "readiness", "livenessProbe": "liveness"}
SOURCES = {
    "configMap": ("The ConfigMap {}", "name"),
    "secret": ("The Secret {}", "secretName"),
    "persistentVolumeClaim": ("The claim {}", "claimName"),
}


class Piece(NamedTuple):
    """A new or changed part of a pod: its name, its kind in a word, and sentences about it."""

    name: str
    what: str
    lines: list[str]


def added(before: Document, after: Document) -> list[Piece]:
    """What the second pod has and the first lacks."""
    old = {c.get("name"): c for _, c, _ in visit_containers(before)}
    visited = list(visit_containers(after))
    new = [
        Piece(str(v.container.get("name")), kind_in_words(v), list(_container(v.container)))
        for v in visited
        if v.container.get("name") not in old
    ]
    volumes = pod_edits.names(pod_edits.items(before, "spec", "volumes"))
    new += [
        Piece(str(v.get("name")), "volume", [_volume(v)])
        for v in pod_edits.items(after, "spec", "volumes")
        if v.get("name") not in volumes
    ]
    changed = [(v.container, old.get(v.container.get("name"))) for v in visited]
    new += [
        Piece(str(container.get("name")), CHANGED, lines)
        for container, present in changed
        if present is not None and (lines := list(_changes(present, container)))
    ]
    return new


def kind_in_words(visited: Visited) -> str:
    """The kind of a container, in words."""
    if is_native_sidecar(visited.container, visited.kind):
        return "native sidecar"
    return "init container" if visited.kind == INIT_CONTAINERS else "container"


def _container(container: dict[str, Any]) -> Iterator[str]:
    yield f"Runs {container.get('image')}."
    ports = _list(container, "ports")
    numbers = [f"{p.get('containerPort')}" + (f" ({p['name']})" if p.get("name") else "") for p in ports]
    if numbers:
        yield f"Listens on port {', '.join(numbers)}."
    yield from _mounts(_list(container, "volumeMounts"))
    yield from _variables(_list(container, "env"))
    probes = [word for probe, word in PROBES.items() if probe in container]
    if probes:
        yield f"Probes: {', '.join(probes)}."
    yield from _resources(container)


def _resources(container: dict[str, Any]) -> Iterator[str]:
    found = []
    for side, word in (("requests", "asks for"), ("limits", "may use")):
        amounts = get(container, ("resources", side))
        if isinstance(amounts, dict) and amounts:
            found.append(f"{word} {in_words({name: str(amount) for name, amount in amounts.items()})}")
    if found:
        text = ", ".join(found)
        yield f"{text[0].upper()}{text[1:]}."


def _mounts(mounts: list[dict[str, Any]], verb: str = "Has") -> Iterator[str]:
    for mount in mounts:
        only = ", read-only" if mount.get("readOnly") else ""
        yield f"{verb} the volume {mount.get('name')} at {mount.get('mountPath')}{only}."


def _variables(env: list[dict[str, Any]], verb: str = "Has") -> Iterator[str]:
    """A sentence for each variable; one from a Secret says where it comes from."""
    for variable in env:
        name = variable.get("name")
        secret = get(variable, ("valueFrom", "secretKeyRef", "name"))
        if secret:
            yield f"{verb} the variable {name} from the Secret {secret}."
        elif "value" in variable:
            yield f"{verb} the variable {name}: {variable['value']}."
        else:
            yield f"{verb} the variable {name}."


def _volume(volume: dict[str, Any]) -> str:
    for source, (words, field) in SOURCES.items():
        if source in volume:
            return f"{words.format(get(volume, (source, field), ''))}."
    directory = volume.get("emptyDir")
    if isinstance(directory, dict):
        size = f" of at most {directory['sizeLimit']}" if directory.get("sizeLimit") else ""
        where = " in memory" if directory.get("medium") == "Memory" else ""
        return f"An empty directory{size}{where}, which lives as long as the pod."
    return "A volume."


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    mounts = _list(before, "volumeMounts")
    yield from _mounts([m for m in _list(after, "volumeMounts") if m not in mounts], "Gets")
    env = _list(before, "env")
    yield from _variables([e for e in _list(after, "env") if e not in env], "Gets")


def _list(container: dict[str, Any], field: str) -> list[dict[str, Any]]:
    return pod_edits.items(container, field)

"""Making one kind of container into another (app container, native sidecar, init task): what moves, what cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from podbuilder.kube.core import feature_gates
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, SPEC, is_native_sidecar
from podbuilder.kube.manifest import Edit, insert_, remove_, set_
from podbuilder.kube.recipes.apply import NATIVE_SIDECARS, native_consequences

Kind = Literal["container", "native", "init"]
KINDS: dict[Kind, str] = {
    "container": "an app container",
    "native": "a native sidecar",
    "init": "an init task",
}
_PROBES = ("startupProbe", "readinessProbe", "livenessProbe")
_WHY_DROPPED = {
    "lifecycle": "An init task has no lifecycle hooks; it ends by itself.",
    "startupProbe": "An init task is not probed; the app starts when it has succeeded.",
    "readinessProbe": "An init task never takes traffic, so it is never asked whether it is ready.",
    "livenessProbe": "An init task that hangs is not restarted; give it a timeout of its own.",
    "restartPolicy": "Another rule now decides when it is restarted.",
    "restartPolicyRules": "Its restart rules belong to the restartPolicy that it had.",
    "resizePolicy": "An init task cannot be restarted to change its resources.",
}


@dataclass(frozen=True, slots=True)
class Dropped:
    """A setting that is not allowed where the container goes."""

    path: FieldPath
    sentence: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """What makes a container another kind; if `refused` says why that is impossible, there are no edits."""

    edits: tuple[Edit, ...] = ()
    # Where the container stands afterwards.
    path: FieldPath = ROOT
    dropped: tuple[Dropped, ...] = ()
    consequences: tuple[str, ...] = ()
    refused: str = ""


def kind_of(path: FieldPath, container: dict[str, Any]) -> Kind:
    """What a container is now."""
    if path[1] == INIT_CONTAINERS:
        return "native" if is_native_sidecar(container, INIT_CONTAINERS) else "init"
    return "container"


def convert(pod: Document, path: FieldPath, to: Kind, version: str) -> Conversion:
    """Make the container at `path` another kind, keeping every setting that is allowed there."""
    container = get(pod, path)
    if not isinstance(container, dict) or len(path) != 3 or path[1] not in (CONTAINERS, INIT_CONTAINERS):
        return Conversion(path=path, refused="There is no container here.")
    now = kind_of(path, container)
    if now == to:
        return Conversion(path=path, refused=f"It is {KINDS[to]} already.")
    if to == "native" and not feature_gates.enabled(NATIVE_SIDECARS, version):
        return Conversion(
            path=path,
            refused=f"Kubernetes {version} has no native sidecars; they come with 1.29. Keep an app container.",
        )
    if now == "container" and len(get(pod, path.parent)) == 1:
        return Conversion(path=path, refused="It is the pod's only app container, and a pod needs at least one.")
    dropped = tuple(_dropped(container, path, now, to, version))
    edits, place = _edits(pod, path, container, to, dropped)
    return Conversion(tuple(edits), place, dropped, tuple(_consequences(pod, now, to, version)))


def _dropped(container: dict[str, Any], path: FieldPath, now: Kind, to: Kind, version: str) -> Iterator[Dropped]:
    fields: list[str] = []
    if to == "init":
        fields += [field for field in ("lifecycle", *_PROBES) if field in container]
        policies = container.get("resizePolicy")
        restarts = [p for p in policies if isinstance(p, dict)] if isinstance(policies, list) else []
        if any(p.get("restartPolicy") == "RestartContainer" for p in restarts):
            fields.append("resizePolicy")
    # The policy of an app container or a task gives way, with its rules, to the one that makes a sidecar.
    if now != "native" and "restartPolicy" in container and not _keeps_policy(container, to, version):
        fields.append("restartPolicy")
    if "restartPolicyRules" in container and ("restartPolicy" in fields or "native" in (now, to)):
        fields.append("restartPolicyRules")
    yield from (Dropped(path.child(field), _WHY_DROPPED[field]) for field in fields)


def _keeps_policy(container: dict[str, Any], to: Kind, version: str) -> bool:
    """Whether a policy of the container's own means the same where it goes: Always would make it a sidecar there."""
    return (
        to != "native"
        and container["restartPolicy"] != "Always"
        and feature_gates.enabled("ContainerRestartRules", version)
    )


def _edits(
    pod: Document, path: FieldPath, container: dict[str, Any], to: Kind, dropped: tuple[Dropped, ...]
) -> tuple[list[Edit], FieldPath]:
    gone = {str(d.path[-1]) for d in dropped}
    if path[1] == INIT_CONTAINERS and to != "container":
        # It stays where it is, with its comments: only what differs is edited.
        edits = [remove_(d.path) for d in dropped if not (to == "native" and d.path[-1] == "restartPolicy")]
        policy = path.child("restartPolicy")
        return [*edits, set_(policy, "Always") if to == "native" else remove_(policy)], path
    moved = {k: v for k, v in container.items() if k not in gone}
    if to == "native":
        moved = _with_policy(moved)
    elif is_native_sidecar(container, str(path[1])):
        moved.pop("restartPolicy", None)
    target = SPEC.child(CONTAINERS if to == "container" else INIT_CONTAINERS)
    present = get(pod, target)
    place = target.index(len(present) if isinstance(present, list) else 0)
    add = insert_(place, moved) if isinstance(present, list) else set_(target, [moved])
    is_last = len(get(pod, path.parent)) == 1
    return [add, remove_(path.parent if is_last else path)], place


def _with_policy(container: dict[str, Any]) -> dict[str, Any]:
    """The container with the policy that makes it a sidecar, after its image, where people look for it."""
    made: dict[str, Any] = {}
    for key, value in container.items():
        made[key] = value
        if key == "image":
            made["restartPolicy"] = "Always"
    return {**made, "restartPolicy": "Always"}


def _consequences(pod: Document, now: Kind, to: Kind, version: str) -> Iterator[str]:
    policy = get(pod, ("spec", "restartPolicy"), "Always")
    if to == "native":
        yield from native_consequences(pod, version)
        if now == "init":
            yield "The next container waits until it has started, as its startup probe says, and no longer for its end."
    elif to == "init":
        yield "It must succeed before the app starts; if it keeps running, the app waits for ever."
        yield "Its requests count only while it runs, and not on top of those of the app."
    else:
        yield "It starts together with the other app containers, in no fixed order, and is stopped together with them."
        if policy in ("Never", "OnFailure"):
            yield "The pod finishes only once this container has ended as well."
        if now == "init":
            yield "The app no longer waits for it."

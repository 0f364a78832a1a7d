"""Taking a device away again: its amounts, and what came with it that nothing else in the pod needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.containers import SPEC, visit_containers
from podbuilder.kube.document import get, has
from podbuilder.kube.field import Document, FieldPath
from podbuilder.kube.manifest import Edit, remove_, set_
from podbuilder.kube.patterns import pod_parts
from podbuilder.kube.patterns.device_offers import NODE_AFFINITY, SHARED_MEMORY, Offer, without
from podbuilder.kube.patterns.devices import Vendor, asked, vendor_of

REQUIRED, PREFERRED = (
    "requiredDuringSchedulingIgnoredDuringExecution",
    "preferredDuringSchedulingIgnoredDuringExecution",
)
_TERMS = (REQUIRED, "nodeSelectorTerms")


def drop(pod: Document, container: FieldPath, resource: str) -> list[Edit]:
    """The edits after which a container asks for none of a device any more."""
    sides = [container.child("resources", side).key(resource) for side in ("requests", "limits")]
    present = [path for path in sides if has(pod, path)]
    whole = [path for path in present if len(get(pod, path.parent)) == 1]
    resources = get(pod, (*container, "resources"))
    if present and len(whole) == len(resources):
        return [remove_(container.child("resources"))]
    return [remove_(path.parent if path in whole else path) for path in present]


def leavings(pod: Document, container: FieldPath, resource: str) -> list[Offer]:
    """What came with a device, each to be taken away with it unless something else in the pod still needs it."""
    vendor = vendor_of(resource)
    found: list[Offer] = []
    if not _is_needed_elsewhere(pod, container, resource, vendor):
        found += _node_side(pod, vendor.taint if vendor else resource, vendor)
    if set(asked(get(pod, container))) > {resource}:
        return found
    found += _shared_memory(pod, container)
    if vendor and vendor.env:
        found += _env(pod, container, vendor.env["name"])
    return found


def _is_needed_elsewhere(pod: Document, container: FieldPath, resource: str, vendor: Vendor | None) -> bool:
    for path, other, _ in visit_containers(pod):
        for name in asked(other):
            is_this = path == container and name == resource
            if not is_this and (name == resource or (vendor is not None and vendor_of(name) == vendor)):
                return True
    return False


def _node_side(pod: Document, taint: str, vendor: Vendor | None) -> Iterator[Offer]:
    """What only says on which nodes the pod may run, and how."""
    tolerations = SPEC.child("tolerations")
    for number, toleration in enumerate(pod_parts.listed(pod, tolerations)):
        if isinstance(toleration, dict) and toleration.get("key") == taint:
            edit = without(pod, tolerations.index(number), SPEC)
            yield Offer("toleration", f"The toleration of the taint {taint}", "No device is wanted any more.", (edit,))
            break
    if vendor is None:
        return
    reason = "It was there to choose a model; without it the pod may run on any node."
    keys = {model.key for model in vendor.models}
    selector = get(pod, (*SPEC, "nodeSelector"))
    for key in selector if isinstance(selector, dict) else ():
        if key in keys:
            edit = without(pod, SPEC.child("nodeSelector").key(key), SPEC)
            yield Offer(f"model:{key}", f"The node selector {key}: {selector[key]}", reason, (edit,))
    affinity = get(pod, NODE_AFFINITY)
    rest = _without_models(affinity, keys)
    if rest != affinity:
        edit = set_(NODE_AFFINITY, rest) if rest else without(pod, NODE_AFFINITY, SPEC)
        yield Offer("affinity", "The node affinity on its models", reason, (edit,))
    if vendor.runtime_class and get(pod, (*SPEC, "runtimeClassName")) == vendor.runtime_class:
        edit = remove_(SPEC.child("runtimeClassName"))
        yield Offer("runtime-class", f"The runtime class {vendor.runtime_class}", "It handed the device out.", (edit,))


def _without_models(affinity: Any, keys: set[str]) -> Any:
    """A node affinity without what it says of these labels.

    A node has to fit one term of those required: where one of them said nothing else, any node fits now.
    """
    if not isinstance(affinity, dict):
        return affinity
    rest = dict(affinity)
    terms = pod_parts.items(affinity, *_TERMS)
    if any(_is_only_of(term, keys) for term in terms):
        del rest[REQUIRED]
    elif terms:
        kept = [_term_without(term, keys) for term in affinity[REQUIRED]["nodeSelectorTerms"]]
        rest[REQUIRED] = {**affinity[REQUIRED], "nodeSelectorTerms": kept}
    if pod_parts.items(affinity, PREFERRED):
        kept = [one for one in affinity[PREFERRED] if not _is_only_of(get(one, ("preference",)), keys)]
        rest[PREFERRED] = kept
        if not kept:
            del rest[PREFERRED]
    return rest


def _is_only_of(term: Any, keys: set[str]) -> bool:
    """Whether a term speaks of these labels, and of nothing else."""
    if not isinstance(term, dict) or set(term) != {"matchExpressions"}:
        return False
    expressions = pod_parts.items(term, "matchExpressions")
    return bool(expressions) and all(e.get("key") in keys for e in expressions)


def _term_without(term: Any, keys: set[str]) -> Any:
    expressions = get(term, ("matchExpressions",))
    if not isinstance(expressions, list):
        return term
    return {**term, "matchExpressions": [e for e in expressions if get(e, ("key",)) not in keys]}


def _shared_memory(pod: Document, container: FieldPath) -> Iterator[Offer]:
    """The mount at /dev/shm, and its volume where that is in memory and nobody else has it."""
    mounts = container.child("volumeMounts")
    for number, mount in enumerate(pod_parts.listed(pod, mounts)):
        if str(get(mount, ("mountPath",))).rstrip("/") != SHARED_MEMORY:
            continue
        name = get(mount, ("name",))
        edits = [without(pod, mounts.index(number), container)]
        mounted = [m.get("name") for _, c, _ in visit_containers(pod) for m in pod_parts.items(c, "volumeMounts")]
        volumes = SPEC.child("volumes")
        for place, volume in enumerate(pod_parts.listed(pod, volumes)):
            is_memory = get(volume, ("emptyDir", "medium")) == "Memory"
            if get(volume, ("name",)) == name and is_memory and mounted.count(name) == 1:
                edits.append(without(pod, volumes.index(place), SPEC))
        reason = "It was there for what processes on the device hand one another."
        yield Offer("shared-memory", f"The volume {name} at {SHARED_MEMORY}", reason, tuple(edits))
        return


def _env(pod: Document, container: FieldPath, name: str) -> Iterator[Offer]:
    variables = container.child("env")
    for number, variable in enumerate(pod_parts.listed(pod, variables)):
        if get(variable, ("name",)) == name:
            edit = without(pod, variables.index(number), container)
            yield Offer("env", f"The variable {name}", "It told the driver what to show.", (edit,))
            return

"""Removing a device: its amounts, and the settings that came with it and that nothing else in the pod needs."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.document import get, has, listed
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SHARED_MEMORY, SPEC, visit_containers
from podbuilder.kube.devices import node_labels
from podbuilder.kube.devices.requests import Vendor, asked, vendor_of
from podbuilder.kube.devices.suggestions import DeviceSuggestion
from podbuilder.kube.manifest import Edit, pod_edits, remove_


def drop(pod: Document, container: FieldPath, resource: str) -> list[Edit]:
    """The edits after which a container no longer asks for a device."""
    sides = [container.child("resources", side).key(resource) for side in ("requests", "limits")]
    present = [path for path in sides if has(pod, path)]
    whole = [path for path in present if len(get(pod, path.parent)) == 1]
    resources = get(pod, (*container, "resources"))
    if present and len(whole) == len(resources):
        return [remove_(container.child("resources"))]
    return [remove_(path.parent if path in whole else path) for path in present]


def leftovers(pod: Document, container: FieldPath, resource: str) -> list[DeviceSuggestion]:
    """The settings that can be removed along with a device, because nothing else in the pod needs them."""
    vendor = vendor_of(resource)
    found: list[DeviceSuggestion] = []
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


def _node_side(pod: Document, taint: str, vendor: Vendor | None) -> Iterator[DeviceSuggestion]:
    """The settings that only place the pod on nodes with the device."""
    tolerations = SPEC.child("tolerations")
    for number, toleration in enumerate(listed(pod, tolerations)):
        if isinstance(toleration, dict) and toleration.get("key") == taint:
            edit = pod_edits.without(pod, tolerations.index(number), SPEC)
            yield DeviceSuggestion(
                "toleration",
                f"The toleration of the taint {taint}",
                "The pod no longer asks for such a device.",
                (edit,),
            )
            break
    if vendor is None:
        return
    reason = "It was there to choose a model; without it the pod may run on any node."
    keys = tuple(model.key for model in vendor.models)
    selector = get(pod, (*SPEC, "nodeSelector"))
    for key in selector if isinstance(selector, dict) else ():
        if key in keys:
            edit = pod_edits.without(pod, SPEC.child("nodeSelector").key(key), SPEC)
            yield DeviceSuggestion(f"model:{key}", f"The node selector {key}: {selector[key]}", reason, (edit,))
    rest = node_labels.without(get(pod, node_labels.NODE_AFFINITY), keys)
    edits = tuple(node_labels.affinity_edits(pod, rest))
    if edits:
        yield DeviceSuggestion("affinity", "The node affinity on its models", reason, edits)
    if vendor.runtime_class and get(pod, (*SPEC, "runtimeClassName")) == vendor.runtime_class:
        edit = remove_(SPEC.child("runtimeClassName"))
        yield DeviceSuggestion(
            "runtime-class",
            f"The runtime class {vendor.runtime_class}",
            "It made the device available to the container.",
            (edit,),
        )


def _shared_memory(pod: Document, container: FieldPath) -> Iterator[DeviceSuggestion]:
    """The mount at /dev/shm, and its volume if that is in memory and not mounted elsewhere."""
    mounts = container.child("volumeMounts")
    for number, mount in enumerate(listed(pod, mounts)):
        if str(get(mount, ("mountPath",))).rstrip("/") != SHARED_MEMORY:
            continue
        name = get(mount, ("name",))
        edits = [pod_edits.without(pod, mounts.index(number), container)]
        mounted = [m.get("name") for _, c, _ in visit_containers(pod) for m in pod_edits.items(c, "volumeMounts")]
        volumes = SPEC.child("volumes")
        for place, volume in enumerate(listed(pod, volumes)):
            is_memory = get(volume, ("emptyDir", "medium")) == "Memory"
            if get(volume, ("name",)) == name and is_memory and mounted.count(name) == 1:
                edits.append(pod_edits.without(pod, volumes.index(place), SPEC))
        reason = "Processes that used the device shared data in it."
        yield DeviceSuggestion("shared-memory", f"The volume {name} at {SHARED_MEMORY}", reason, tuple(edits))
        return


def _env(pod: Document, container: FieldPath, name: str) -> Iterator[DeviceSuggestion]:
    variables = container.child("env")
    for number, variable in enumerate(listed(pod, variables)):
        if get(variable, ("name",)) == name:
            edit = pod_edits.without(pod, variables.index(number), container)
            yield DeviceSuggestion(
                "env", f"The variable {name}", "It told the driver which capabilities to provide.", (edit,)
            )
            return

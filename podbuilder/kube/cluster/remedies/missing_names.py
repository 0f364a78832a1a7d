"""Names of objects that the cluster does not have, or that do not allow the pod: the others that it has."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.admission import namespace_lifecycle, priority, runtime_class, service_accounts
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy
from podbuilder.kube.core.document import get, has
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import remove_, set_

# The fields that name an object, by the plugin that looks for it.
_NAMED = {
    priority.NAME: ("priorityClassName", "PriorityClass"),
    runtime_class.NAME: ("runtimeClassName", "RuntimeClass"),
    service_accounts.NAME: ("serviceAccountName", "ServiceAccount"),
}
# What a pod may not say otherwise than its class.
_OF_CLASS = {"PriorityClass": ("priority", "preemptionPolicy"), "RuntimeClass": ("overhead",)}
NAMES = (*_NAMED, namespace_lifecycle.NAME)
# Names that are offered as they are, and no longer list: the likest come first.
_MOST_OFFERED = 8


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Another name, the likest first."""
    if refused.answer.admission.by == namespace_lifecycle.NAME:
        yield from _namespaces(refused)
        return
    field, kind = _NAMED[refused.answer.admission.by]
    value, path = str(get(refused.written, SPEC.child(field)) or ""), SPEC.child(field)
    if not value and kind != "ServiceAccount":
        return
    namespace = refused.namespace if kind == "ServiceAccount" else None
    names = [str(one["metadata"]["name"]) for one in refused.snapshot.of(kind, namespace)]
    for name in _likest([one for one in names if one != value], value):
        gone = (remove_(SPEC.child(one)) for one in _OF_CLASS.get(kind, ()) if has(refused.written, SPEC.child(one)))
        yield Remedy(f"Use {kind} {name}", path, (set_(path, name), *gone))


def _namespaces(refused: RefusedPod) -> Iterator[Remedy]:
    """A namespace that is there and stays; a template's is that of its workload."""
    manifest = refused.manifest
    path = FieldPath((manifest.kind,) if manifest.is_template else ()).child("metadata", "namespace")
    names = [
        str(one["metadata"]["name"])
        for one in refused.snapshot.of("Namespace")
        if get(one, ("status", "phase")) != "Terminating"
    ]
    for name in _likest(names, refused.namespace):
        yield Remedy(f"Use the namespace {name}", path, (set_(path, name),))


def _likest(names: list[str], value: str) -> list[str]:
    """The names that have the most in common with the one that is not there, at their beginning and in all."""

    def likeness(name: str) -> tuple[int, str]:
        same = next((i for i, (one, other) in enumerate(zip(name, value, strict=False)) if one != other), None)
        return (-(min(len(name), len(value)) if same is None else same), name)

    return sorted(names, key=likeness)[:_MOST_OFFERED]

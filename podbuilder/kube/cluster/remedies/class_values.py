"""Values that a class sets for its pods, and that a pod may not set otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.admission import priority, runtime_class
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.core.document import has, mapping_at
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import remove_, set_

NAMES = (priority.NAME, runtime_class.NAME)
# What a pod leaves to its classes.
_LEFT = {"priority": priority.NAME, "preemptionPolicy": priority.NAME, "overhead": runtime_class.NAME}


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Leave the fields to the class, one or all; ask for the nodes that the runtime is on."""
    by = refused.answer.admission.by
    fields = [name for name, plugin in _LEFT.items() if plugin == by and has(refused.written, SPEC.child(name))]
    for name in fields:
        title = f"Leave {name} to the {'PriorityClass' if by == priority.NAME else 'RuntimeClass'}"
        yield Remedy(title, SPEC.child(name), (remove_(SPEC.child(name)),), Size.DROPPED)
    if len(fields) > 1:
        edits = tuple(remove_(SPEC.child(name)) for name in fields)
        yield Remedy(f"Leave {' and '.join(fields)} to the PriorityClass", edits[0].path, edits, Size.DROPPED)
    named = str(refused.spec.get("runtimeClassName") or "")
    found = refused.snapshot.named("RuntimeClass", named) if by == runtime_class.NAME else None
    own = mapping_at(refused.written, SPEC.child("nodeSelector"))
    asked = mapping_at(found, ("scheduling", "nodeSelector"))
    others = {key: value for key, value in asked.items() if own.get(key, value) != value}
    if others:
        path = SPEC.child("nodeSelector")
        title = " and ".join(f"{key}={value}" for key, value in others.items())
        yield Remedy(f"Choose nodes with {title}", path, tuple(set_(path.key(key), others[key]) for key in others))

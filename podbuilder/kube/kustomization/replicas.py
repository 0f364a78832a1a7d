"""How many pods a workload has. Mirrors ReplicaCountTransformer, kustomize v5.8.1 (api/internal/builtins)."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.kustomization.field_specs import field_specs, set_field
from podbuilder.kube.kustomization.kustomization_file import ReplicaEntry
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.resource import Resource


def set_replicas(resources: Sequence[Resource], entry: ReplicaEntry) -> None:
    """Set the replicas of every workload that has or had this name (KustomizationError if there is none)."""
    found = False
    for one in resources:
        for spec in field_specs("replicas"):
            ids = (*one.previous_ids, one.current_id)
            if any(id.name == entry.name and id.kind == spec.kind for id in ids):
                found = True
                set_field(one, spec, lambda _: entry.count)
    if not found:
        kinds = ", ".join(spec.kind for spec in field_specs("replicas"))
        raise KustomizationError(f"replicas names {entry.name}, but there is no such object of the kinds {kinds}.")

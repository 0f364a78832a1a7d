"""Claims of volumes that are not there, or that no node reaches: those that the namespace has, and other classes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy
from podbuilder.kube.cluster.scheduling.filters.volume_binding import VolumeBinding
from podbuilder.kube.cluster.scheduling.filters.volume_restrictions import VolumeRestrictions
from podbuilder.kube.cluster.scheduling.filters.volume_zone import VolumeZone
from podbuilder.kube.cluster.scheduling.volume_claims import is_bound
from podbuilder.kube.core.document import get, listed, mapping_at
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import set_

NAMES = (VolumeBinding.NAME, VolumeZone.NAME, VolumeRestrictions.NAME)
# As many claims are looked at in the place of one, and as many classes.
_MOST_OFFERED = 8


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Another claim for each volume that names one, another class for each that has its own made."""
    volumes = listed(refused.written, SPEC.child("volumes"))
    used = {mapping_at(one, ("persistentVolumeClaim",)).get("claimName") for one in volumes}
    for i, volume in enumerate(volumes):
        at = SPEC.child("volumes").index(i)
        if get(volume, ("persistentVolumeClaim", "claimName")) is not None:
            path = at.child("persistentVolumeClaim", "claimName")
            for name in _claims(refused, used):
                yield Remedy(f"Use PersistentVolumeClaim {name}", path, (set_(path, name),))
        path = at.child("ephemeral", "volumeClaimTemplate", "spec", "storageClassName")
        if get(refused.written, path.parent) is not None:
            for name in _classes(refused, get(refused.written, path)):
                yield Remedy(f"Use StorageClass {name}", path, (set_(path, name),))


def _claims(refused: RefusedPod, used: set[Any]) -> list[str]:
    """The claims of the namespace that the pod does not use, those first that have a volume."""
    found = sorted(
        refused.snapshot.of("PersistentVolumeClaim", refused.namespace),
        key=lambda one: (not is_bound(one), str(one["metadata"]["name"])),
    )
    names = [str(one["metadata"]["name"]) for one in found]
    return [name for name in names if name not in used][:_MOST_OFFERED]


def _classes(refused: RefusedPod, used: Any) -> list[str]:
    names = sorted(str(one["metadata"]["name"]) for one in refused.snapshot.of("StorageClass"))
    return [name for name in names if name != used][:_MOST_OFFERED]

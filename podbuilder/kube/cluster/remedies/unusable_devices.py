"""Claims of devices that are not there, or more devices than nodes have."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.remedies.container_amounts import REQUESTS, ContainerAmounts, is_whole
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.cluster.scheduling.device_classes import class_of_resource
from podbuilder.kube.cluster.scheduling.filters.dynamic_resources import DynamicResources
from podbuilder.kube.core.document import listed
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import remove_, set_

NAME = DynamicResources.NAME
_NAMED = {"resourceClaimName": "ResourceClaim", "resourceClaimTemplateName": "ResourceClaimTemplate"}
# As many claims are looked at in the place of one, and as many smaller numbers.
_MOST_OFFERED, _MOST_NUMBERS = 8, 8


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Another claim for each; fewer of what a class gives as a resource."""
    for i, entry in enumerate(listed(refused.written, SPEC.child("resourceClaims"))):
        at = SPEC.child("resourceClaims").index(i)
        gone = [remove_(at.child(field)) for field in _NAMED if field in entry]
        for field, kind in _NAMED.items():
            names = sorted(str(one["metadata"]["name"]) for one in refused.snapshot.of(kind, refused.namespace))
            for name in [one for one in names if one != entry.get(field)][:_MOST_OFFERED]:
                edit = set_(at.child(field), name)
                edits = (edit,) if field in entry else (*gone, edit)
                yield Remedy(f"Use {kind} {name}", at.child(field), edits)
    for name, wanted in refused.info.requests.items():
        if is_whole(name) and class_of_resource(refused.cluster, name):
            yield from _fewer(refused, name, wanted)


def _fewer(refused: RefusedPod, name: str, wanted: int) -> Iterator[Remedy]:
    for number in range(wanted - 1, max(0, wanted - 1 - _MOST_NUMBERS), -1):
        found = ContainerAmounts(refused.written, refused.stored, refused.version)
        found.lower(REQUESTS, name, number)
        yield Remedy(f"Ask for {number} of {name}", found.field, found.edits)
    found = ContainerAmounts(refused.written, refused.stored, refused.version)
    found.drop(name)
    yield Remedy(f"Ask for no {name}", found.field, found.edits, Size.DROPPED)

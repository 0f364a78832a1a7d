"""Constraints on how evenly pods are spread: a larger skew, another label of nodes, or only a preference."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.cluster.remedies.topology_keys import other_keys
from podbuilder.kube.cluster.scheduling.filters.pod_topology_spread import PodTopologySpread, SpreadConstraint
from podbuilder.kube.core.document import get, listed
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import Edit, remove_, set_

NAME = PodTopologySpread.NAME
_CONSTRAINTS = SPEC.child("topologySpreadConstraints")
_ANYWAY = "ScheduleAnyway"
# As many larger skews are looked at: each lets the pod onto more nodes.
_MOST_SKEWS = 3


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """What would make each constraint, and all of them together, let some node in."""
    hard = []
    for i, one in enumerate(listed(refused.written, _CONSTRAINTS)):
        # The server requires the field, so there is no default.
        if one.get("whenUnsatisfiable") == "DoNotSchedule":
            hard.append(i)
            yield from _of_one(refused, _CONSTRAINTS.index(i), SpreadConstraint(one, refused.info, refused.cluster))
    if len(hard) > 1:
        edits = tuple(edit for i in hard for edit in _wish(refused, _CONSTRAINTS.index(i)))
        yield Remedy("Prefer an even spread, by all constraints", _CONSTRAINTS, edits, Size.WISH)


def _of_one(refused: RefusedPod, path: FieldPath, constraint: SpreadConstraint) -> Iterator[Remedy]:
    key = constraint.topology_key
    counting = PodTopologySpread.counting(refused.info, refused.cluster, [constraint])
    counting.prepare()
    domains, own = constraint.domains, constraint.counts_itself
    if domains and len(domains) < constraint.min_domains:
        at = path.child("minDomains")
        yield Remedy(f"Spread over {len(domains)} {key}", at, (set_(at, len(domains)),))
    skews = sorted({pods + own - constraint.minimum for pods in domains.values()})
    at = path.child("maxSkew")
    for skew in [one for one in skews if one > constraint.max_skew][:_MOST_SKEWS]:
        yield Remedy(f"Allow a skew of {skew} over {key}", at, (set_(at, skew),))
    if not all(key in node.labels for node in refused.cluster.nodes):
        at = path.child("topologyKey")
        for other in other_keys(refused.cluster, key):
            yield Remedy(f"Spread over {other} instead of {key}", at, (set_(at, other),))
    edits = _wish(refused, path)
    yield Remedy(f"Prefer an even spread over {key}", edits[0].path, edits, Size.WISH)


def _wish(refused: RefusedPod, path: FieldPath) -> tuple[Edit, ...]:
    """Demand a constraint no longer; a wish cannot have a fewest number of domains."""
    edit, domains = set_(path.child("whenUnsatisfiable"), _ANYWAY), path.child("minDomains")
    return (edit, remove_(domains)) if get(refused.written, domains) is not None else (edit,)

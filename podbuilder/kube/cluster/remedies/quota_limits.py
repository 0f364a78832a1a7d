"""Quotas of the namespace: amounts that a pod must name, and what is left of them."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.admission import quota_usage, resource_quota
from podbuilder.kube.cluster.admission.request import POD, Request
from podbuilder.kube.cluster.remedies.container_amounts import LIMITS, REQUESTS, ContainerAmounts, Holder
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.cluster.scheduling.amounts import CPU, Counts, counts
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.pod_requests import Side, amounts
from podbuilder.kube.lint.settings import Settings

NAME = resource_quota.NAME
# As many amounts are told one by one.
_MOST_WORDS = 4


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Name the amounts that quotas want named, and no more than they have left, with one change."""
    request = Request(refused.snapshot, POD, refused.stored, refused.version)
    quotas = [one for one in request.in_namespace(resource_quota.KIND) if resource_quota.concerns(request, one)]
    found = ContainerAmounts(refused.written, refused.stored, refused.version)
    missing = {name: None for one in quotas for name in quota_usage.missing(request, resource_quota.hard_of(one))}
    left = _left(quotas)
    for name in missing:
        side, resource = side_of(name)
        _name_all(found, side, resource, left.get((side, resource)))
    for (side, resource), most in left.items():
        if most > 0 and found.of_pod(side).get(resource, 0) > most:
            found.lower(side, resource, most)
    yield Remedy(title_of(found), found.field, found.edits, Size.ADDED if missing else Size.OTHER)


def side_of(name: str) -> tuple[Side, str]:
    """What a quota's resource counts, and of which resource: `limits.cpu` the limits of CPUs, `memory` requests."""
    if name.startswith(quota_usage.LIMITS):
        return LIMITS, name.removeprefix(quota_usage.LIMITS)
    return REQUESTS, name.removeprefix(quota_usage.REQUESTS)


def title_of(found: ContainerAmounts) -> str:
    """The changes one by one; of many the first."""
    words = found.words
    more = f" and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else ""
    return f"Set {', '.join(words[:_MOST_WORDS])}{more}"


def usual_amount(name: str) -> int:
    """What is proposed for a container of which nothing is known; of all but CPUs as much as of memory."""
    proposed = Settings()
    text = proposed.proposed_cpu if name == CPU else proposed.proposed_memory
    return counts(amounts({name: text}))[name]


def _left(quotas: list[Object]) -> dict[tuple[Side, str], int]:
    """The least that is left in a quota, by what it counts."""
    found: dict[tuple[Side, str], int] = {}
    for quota in quotas:
        used = amounts(resource_quota.used_of(quota))
        for name, hard in amounts(resource_quota.hard_of(quota)).items():
            side, resource = side_of(name)
            room: Counts = counts({resource: hard - used[name] if name in used else hard})
            found[side, resource] = min(room[resource], found.get((side, resource), room[resource]))
    return found


def _name_all(found: ContainerAmounts, side: Side, name: str, most: int | None) -> None:
    """Name an amount for each container that does not; a share of what is left if that is less than is usual."""
    usual = usual_amount(name)
    share = usual if most is None or most <= 0 else min(usual, max(1, most // len(found.holders)))
    for holder in found.holders:
        if found.amount(holder, side, name) is None:
            _name_one(found, holder, side, name, share)


def _name_one(found: ContainerAmounts, holder: Holder, side: Side, name: str, share: int) -> None:
    if side == LIMITS:
        found.set_limit(holder, name, found.amount(holder, REQUESTS, name) or share)
    else:
        found.set_request(holder, name, share)

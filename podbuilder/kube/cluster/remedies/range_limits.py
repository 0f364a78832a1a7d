"""Amounts outside what the namespace's LimitRanges allow: the nearest that they allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from podbuilder.kube.cluster.admission import limit_ranger
from podbuilder.kube.cluster.admission.request import POD, Request
from podbuilder.kube.cluster.remedies.container_amounts import LIMITS, REQUESTS, ContainerAmounts, Holder, rounded_down
from podbuilder.kube.cluster.remedies.quota_limits import title_of, usual_amount
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy
from podbuilder.kube.cluster.scheduling.amounts import counts
from podbuilder.kube.core.pod_requests import Side, amounts
from podbuilder.kube.core.quantity import Quantity

NAME = limit_ranger.NAME
# One amount may move another, of the same container or of the pod; more rounds than kinds of limits change nothing.
_ROUNDS = 4


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """All amounts as near as can be, with one change; of a ratio the request rises, or else the limit falls."""
    request = Request(refused.snapshot, POD, refused.stored, refused.version)
    limits = [
        one
        for found in request.in_namespace(limit_ranger.KIND)
        for one in (found.get("spec") or {}).get("limits") or ()
    ]
    for moved in (REQUESTS, LIMITS):
        found = ContainerAmounts(refused.written, refused.stored, refused.version)
        for _ in range(_ROUNDS):
            for limit in limits:
                _within(found, limit, moved)
        yield Remedy(title_of(found), found.field, found.edits)


def _within(found: ContainerAmounts, limit: Mapping[str, Any], moved: Side) -> None:
    """Move amounts into one limit."""
    least, most = counts(amounts(limit.get("min"))), counts(amounts(limit.get("max")))
    ratios = amounts(limit.get("maxLimitRequestRatio"))
    if limit.get("type") == "Container":
        for holder in found.holders:
            for name, amount in least.items():
                _raise(found, holder, name, amount)
            for name, amount in most.items():
                _lower(found, holder, name, amount)
            for name, ratio in ratios.items():
                _bring_together(found, holder, name, ratio, moved)
    elif limit.get("type") == "Pod" and any(one.lasts for one in found.holders):
        for name, amount in least.items():
            _raise_pod(found, name, amount)
        for name, amount in most.items():
            _lower_pod(found, name, amount)
        for name, ratio in ratios.items():
            _bring_pod_together(found, name, ratio, moved)


def _raise(found: ContainerAmounts, holder: Holder, name: str, least: int) -> None:
    """Ask for the least, and so have a limit that is no less: none is below its request."""
    if (found.amount(holder, REQUESTS, name) or 0) < least:
        found.set_request(holder, name, least)


def _lower(found: ContainerAmounts, holder: Holder, name: str, most: int) -> None:
    limit = found.amount(holder, LIMITS, name)
    if limit is None or limit > most:
        found.set_limit(holder, name, most)


def _bring_together(found: ContainerAmounts, holder: Holder, name: str, ratio: Quantity, moved: Side) -> None:
    """Raise a request, or lower a limit, until the limit is no more than so many times the request."""
    request, limit = found.amount(holder, REQUESTS, name) or 0, found.amount(holder, LIMITS, name) or 0
    times = ratio.milli_value() / 1000
    if not limit:
        found.set_limit(holder, name, request or usual_amount(name))
    elif limit and limit > request * times:
        if moved == REQUESTS or not request:
            found.set_request(holder, name, min(limit, ceil(limit / times)) if times else limit)
        else:
            found.set_limit(holder, name, max(request, rounded_down(name, int(request * times))))


def _raise_pod(found: ContainerAmounts, name: str, least: int) -> None:
    """Let the container that asks for the most ask for what is lacking."""
    lacking = least - found.of_pod(REQUESTS).get(name, 0)
    holder = _largest(found, REQUESTS, name)
    if lacking > 0:
        found.set_request(holder, name, (found.amount(holder, REQUESTS, name) or 0) + lacking)
    limit = found.of_pod(LIMITS).get(name)
    if limit is not None and limit < least:
        found.set_limit(holder, name, (found.amount(holder, LIMITS, name) or 0) + least - limit)


def _lower_pod(found: ContainerAmounts, name: str, most: int) -> None:
    """Share the limit out where no container has one; bring down what is too much."""
    if name not in found.of_pod(LIMITS):
        lasting = {one: found.amount(one, REQUESTS, name) or 0 for one in found.holders if one.lasts}
        share = rounded_down(name, max(0, most - sum(lasting.values())) // len(lasting))
        for holder, request in lasting.items():
            found.set_limit(holder, name, request + share or most // len(lasting))
    for side in (LIMITS, REQUESTS):
        if found.of_pod(side).get(name, 0) > most:
            found.lower(side, name, most)


def _bring_pod_together(found: ContainerAmounts, name: str, ratio: Quantity, moved: Side) -> None:
    """Let requests rise towards the limits beside them, or limits fall, until the sums are near enough."""
    times = ratio.milli_value() / 1000
    for holder in (one for one in found.holders if one.lasts):
        request, limit = found.of_pod(REQUESTS).get(name, 0), found.of_pod(LIMITS).get(name, 0)
        own, own_limit = found.amount(holder, REQUESTS, name) or 0, found.amount(holder, LIMITS, name)
        if not limit:
            found.set_limit(holder, name, own or usual_amount(name))
        elif not times or limit <= request * times:
            continue
        elif moved == REQUESTS or not request:
            lacking = ceil(limit / times) - request
            found.set_request(holder, name, own + lacking if own_limit is None else min(own_limit, own + lacking))
        elif own_limit is not None:
            found.set_limit(holder, name, max(own, own_limit - ceil(limit - request * times)) or own_limit)


def _largest(found: ContainerAmounts, side: Side, name: str) -> Holder:
    lasting = [holder for holder in found.holders if holder.lasts]
    return max(lasting, key=lambda holder: found.amount(holder, side, name) or 0)

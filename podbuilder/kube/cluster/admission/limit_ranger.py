"""What a namespace's LimitRanges fill into containers, and what they refuse.

Mirrors Kubernetes v1.36, plugin/pkg/admission/limitranger. Which of several LimitRanges is asked first is random there;
here it is the oldest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.cluster.admission.request import Outcome, Request, first_of
from podbuilder.kube.cluster.admission.version_table import holds
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core import document, feature_gates
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, visit_containers
from podbuilder.kube.core.pod_requests import CPU, MEMORY, Amounts, Side, aggregate, amounts, texts
from podbuilder.kube.core.quantity import MILLI, ZERO, Quantity

NAME = "LimitRanger"
KIND = "LimitRange"
RANDOM = (
    "The namespace has several LimitRanges, and Kubernetes asks them in a random order: they may fill in other amounts."
)
ANNOTATION = "kubernetes.io/limit-ranger"
SIDES: tuple[Side, Side] = ("requests", "limits")
TITLES = {CONTAINERS: "container", INIT_CONTAINERS: "init container"}
# Larger amounts would overflow where they are counted in thousandths.
MOST_IN_MILLI = (2**63 - 1) // 1000


def admit(request: Request) -> Outcome:
    """Mirrors runLimitFunc with PodMutateLimitFunc."""
    if not request.snapshot.knows(KIND):
        return request.unsure("The snapshot has no LimitRanges: none is applied.")
    found = request.in_namespace(KIND)
    filled, otherwise = _filled(request, found), _filled(request, reversed(found))
    return filled if filled.spec == otherwise.spec else filled.unsure(RANDOM)


def _filled(request: Request, found: Iterable[Object]) -> Request:
    for one in found:
        request = _with_defaults(request, one)
    return request


def validate(request: Request) -> Outcome:
    """Mirrors runLimitFunc with PodValidateLimitFunc."""
    refusals = []
    for found in request.in_namespace(KIND):
        # sic: a sentence that is said of two containers is told once.
        told = list(dict.fromkeys(_offences(request, found)))
        if told:
            refusals.append(request.forbidden(told[0] if len(told) == 1 else f"[{', '.join(told)}]"))
    return first_of(refusals) or request


def _with_defaults(request: Request, found: Object) -> Request:
    """Mirrors mergePodResourceRequirements; the annotation says what was filled in."""
    filled: dict[Side, dict[str, str]] = {"requests": {}, "limits": {}}
    for limit in _limits(found):
        if limit.get("type") == "Container":
            filled["requests"] |= texts(limit.get("defaultRequest"))
            filled["limits"] |= texts(limit.get("default"))
    notes: list[str] = []
    fields = {
        kind: [_merged(container, filled, f"{title} {container.get('name', '')}", notes) for container in containers]
        for kind, title in TITLES.items()
        if (containers := request.spec.get(kind))
    }
    if not notes:
        return request
    annotations = {**request.annotations, ANNOTATION: f"LimitRanger plugin set: {'; '.join(notes)}"}
    changed = request.with_spec(**fields)
    return changed.with_object({**changed.object, "metadata": {**request.metadata, "annotations": annotations}})


def _limits(found: Object) -> list[dict[str, Any]]:
    return (found.get("spec") or {}).get("limits") or []


def _merged(
    container: dict[str, Any], filled: dict[Side, dict[str, str]], title: str, notes: list[str]
) -> dict[str, Any]:
    """The container with the defaults that it lacks, each set noted. Mirrors mergeContainerResources."""
    resources = dict(container.get("resources") or {})
    for side in SIDES:
        own = resources.get(side) or {}
        new = sorted(name for name in filled[side] if name not in own)
        if new:
            resources[side] = {**own, **{name: filled[side][name] for name in new}}
            notes.append(f"{', '.join(new)} {side.removesuffix('s')} for {title}")
    return {**container, "resources": resources}


def _offences(request: Request, found: Object) -> Iterator[str]:
    for limit in _limits(found):
        if limit.get("type") == "Container":
            for kind in (CONTAINERS, INIT_CONTAINERS):
                for _, container, _ in visit_containers(request.object, (kind,)):
                    resources = container.get("resources") or {}
                    requests, limits = (amounts(resources.get(side)) for side in SIDES)
                    yield from _constraints("Container", limit, requests, limits)
        elif limit.get("type") == "Pod":
            requests, limits = (_of_pod(request, side) for side in SIDES)
            yield from _constraints("Pod", limit, requests, limits)


def _of_pod(request: Request, side: Side) -> Amounts:
    """Mirrors podRequests and podLimits. sic: overhead is left out, and so are huge pages of the pod as a whole."""
    if holds("SumNeedsEvery", request.version):
        return _sum_of_every(request, side)
    total = aggregate(request.spec, side)
    if feature_gates.enabled("PodLevelResources", request.version):
        own = amounts((request.spec.get("resources") or {}).get(side))
        total |= {name: own[name] for name in (CPU, MEMORY) if name in own}
    return total


def _sum_of_every(request: Request, side: Side) -> Amounts:
    """What all containers name, added up and written as plain numbers, or what an init container needs beyond it.

    Mirrors PodValidateLimitFunc and sum, Kubernetes v1.27.
    """
    own = [amounts(document.mapping_at(one, ("resources", side))) for one in request.spec.get(CONTAINERS) or ()]
    total: Amounts = {}
    for name in own[0] if own else ():
        listed = [one[name] for one in own if name in one]
        if len(listed) == len(own):
            whole = [one.milli_value() if name == CPU else one.value() for one in listed]
            total[name] = Quantity(sum(whole), MILLI if name == CPU else 0)
    for one in request.spec.get(INIT_CONTAINERS) or ():
        for name, amount in amounts(document.mapping_at(one, ("resources", side))).items():
            if name not in total or amount > total[name]:
                total[name] = amount
    return total


def _constraints(kind: str, limit: dict[str, Any], requests: Amounts, limits: Amounts) -> Iterator[str]:
    for name, enforced in amounts(limit.get("min")).items():
        yield from _minimum(
            f"minimum {name} usage per {kind} is {enforced}", enforced, requests.get(name), limits.get(name)
        )
    for name, enforced in amounts(limit.get("max")).items():
        yield from _maximum(
            f"maximum {name} usage per {kind} is {enforced}", enforced, requests.get(name), limits.get(name)
        )
    for name, enforced in amounts(limit.get("maxLimitRequestRatio")).items():
        begin = f"{name} max limit to request ratio per {kind} is {enforced}"
        yield from _ratio(begin, enforced, requests.get(name), limits.get(name))


def _comparable(*quantities: Quantity | None) -> list[int]:
    """The amounts in thousandths if none is too large, else in whole numbers. Mirrors requestLimitEnforcedValues."""
    there = [ZERO if one is None else one for one in quantities]
    whole = [one.value() for one in there]
    return [one.milli_value() for one in there] if max(whole) <= MOST_IN_MILLI else whole


def _minimum(begin: str, enforced: Quantity, request: Quantity | None, limit: Quantity | None) -> Iterator[str]:
    """Mirrors minConstraint."""
    asked, most, least = _comparable(request, limit, enforced)
    if request is None:
        yield f"{begin}.  No request is specified"
    elif asked < least:
        yield f"{begin}, but request is {request}"
    elif limit is not None and most < least:
        yield f"{begin}, but limit is {limit}"


def _maximum(begin: str, enforced: Quantity, request: Quantity | None, limit: Quantity | None) -> Iterator[str]:
    """Mirrors maxConstraint."""
    asked, most, allowed = _comparable(request, limit, enforced)
    if limit is None:
        yield f"{begin}.  No limit is specified"
    elif most > allowed:
        yield f"{begin}, but limit is {limit}"
    elif request is not None and asked > allowed:
        yield f"{begin}, but request is {request}"


def _ratio(begin: str, enforced: Quantity, request: Quantity | None, limit: Quantity | None) -> Iterator[str]:
    """Mirrors limitRequestRatioConstraint."""
    asked, most, _ = _comparable(request, limit, enforced)
    if not asked:
        yield f"{begin}, but no request is specified or request is 0"
    elif not most:
        yield f"{begin}, but no limit is specified or limit is 0"
    else:
        ratio = most / asked
        whole = enforced.value()
        is_over = ratio * 1000 > enforced.milli_value() if whole <= MOST_IN_MILLI else ratio > whole
        if is_over:
            yield f"{begin}, but provided ratio is {ratio:f}"

"""What is left in the namespace's quotas, asked last of all.

Which of several quotas is told is random in Kubernetes; here it is the oldest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from podbuilder.kube.cluster.admission import quota_usage
from podbuilder.kube.cluster.admission.request import AdmissionRefusal, Outcome, Request, first_of
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.pod_requests import Amounts, amounts

NAME = "ResourceQuota"
KIND = "ResourceQuota"


def validate(request: Request) -> Outcome:
    """Mirrors CheckRequest, Kubernetes v1.36, apiserver pkg/admission/plugin/resourcequota."""
    if not request.snapshot.knows(KIND):
        return request.unsure("The snapshot has no ResourceQuotas: none is applied.")
    concerned = [one for one in request.in_namespace(KIND) if concerns(request, one)]
    used = {name: amount for name, amount in quota_usage.usage(request).items() if amount.sign}
    refusals, exceeded = [], []
    for quota in concerned:
        refusal = _unmet(request, quota)
        if refusal:
            refusals.append(refusal)
        elif why := _exceeded(quota, used):
            exceeded.append(request.forbidden(why))
    # What a quota asks for is told before what another one has left.
    refusals += exceeded
    return first_of(refusals) or request


def hard_of(quota: Object) -> Mapping[str, str]:
    """What a quota limits. sic: what the controller has written into the status counts, not what the spec asks for."""
    found: Mapping[str, str] = (quota.get("status") or {}).get("hard") or {}
    return found


def used_of(quota: Object) -> Mapping[str, str]:
    """What is used of it."""
    found: Mapping[str, str] = (quota.get("status") or {}).get("used") or {}
    return found


def concerns(request: Request, quota: Object) -> bool:
    """Whether the object comes under a quota."""
    return bool(quota_usage.counted(request, hard_of(quota))) and quota_usage.is_in_scope(request, quota)


def _unmet(request: Request, quota: Object) -> AdmissionRefusal | None:
    """What a quota asks for before it counts anything."""
    name, names = quota["metadata"]["name"], quota_usage.counted(request, hard_of(quota))
    missing = quota_usage.missing(request, names)
    if missing:
        told = "; ".join(f"{resource} for: {','.join(missing[resource])}" for resource in sorted(missing))
        return request.forbidden(f"failed quota: {name}: must specify {told}")
    if any(one not in used_of(quota) for one in names):
        return request.forbidden(f"status unknown for quota: {name}, resources: {','.join(names)}")
    return None


def _exceeded(quota: Object, delta: Amounts) -> str:
    """Which of a quota's resources would be too much with the object, as the server tells it; "" if none is."""
    hard, used = amounts(hard_of(quota)), amounts(used_of(quota))
    asked = {name: amount for name, amount in delta.items() if name in hard}
    over = sorted(
        name for name, amount in asked.items() if (used[name] + amount if name in used else amount) > hard[name]
    )
    if not over:
        return ""
    listed = (_listed(of, over) for of in (asked, used, hard))
    return "exceeded quota: {}, requested: {}, used: {}, limited: {}".format(quota["metadata"]["name"], *listed)


def _listed(of: Amounts, names: Iterable[str]) -> str:
    return ",".join(f"{name}={of[name]}" for name in names if name in of)

"""What pods of a namespace tolerate by default, and what they may tolerate at all."""

from __future__ import annotations

import json
from typing import Any

from podbuilder.kube.cluster.admission.request import SERVER_ERROR, AdmissionRefusal, Outcome, Request
from podbuilder.kube.cluster.admission.tolerations import Toleration, are_allowed, merged
from podbuilder.kube.insight.qos import BEST_EFFORT, qos_class

NAME = "PodTolerationRestriction"
DEFAULTS = "scheduler.alpha.kubernetes.io/defaultTolerations"
ALLOWED = "scheduler.alpha.kubernetes.io/tolerationsWhitelist"
MEMORY_PRESSURE: Toleration = {
    "key": "node.kubernetes.io/memory-pressure",
    "operator": "Exists",
    "effect": "NoSchedule",
}


def admit(request: Request) -> Outcome:
    """Mirrors Admit, Kubernetes v1.36, plugin/pkg/admission/podtolerationrestriction."""
    extra = _annotated(request, DEFAULTS)
    if extra is None:
        return _unreadable(request, DEFAULTS)
    if qos_class(request.object, request.version) != BEST_EFFORT:
        extra = [*extra, MEMORY_PRESSURE]
    if extra:
        request = request.with_spec(tolerations=merged(request.spec.get("tolerations") or (), extra))
    return validate(request)


def validate(request: Request) -> Outcome:
    """Mirrors Validate. sic: the answer names no pod, and its status is that of an error of the server."""
    most = allowed(request)
    if most is None:
        return _unreadable(request, ALLOWED)
    if are_allowed(request.spec.get("tolerations") or (), most):
        return request
    why = "pod tolerations (possibly merged with namespace default tolerations) conflict with its namespace whitelist"
    return AdmissionRefusal(why, SERVER_ERROR)


def allowed(request: Request) -> list[Toleration] | None:
    """What the namespace lets its pods tolerate, nothing for all; None if that cannot be read."""
    return _annotated(request, ALLOWED)


def _annotated(request: Request, key: str) -> list[Toleration] | None:
    """The tolerations in an annotation of the namespace; None if they cannot be read."""
    text = (request.namespace_object["metadata"].get("annotations") or {}).get(key, "")
    if not text:
        return []
    try:
        found: Any = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, list) and all(map(_is_toleration, found)) else None


def _is_toleration(one: Any) -> bool:
    if not isinstance(one, dict) or type(one.get("tolerationSeconds", 0)) is not int:
        return False
    return all(isinstance(one.get(name, ""), str) for name in ("key", "operator", "value", "effect"))


def _unreadable(request: Request, key: str) -> Outcome:
    return request.unsure(f"The namespace's annotation {key} is no JSON list of tolerations: the server refuses all.")

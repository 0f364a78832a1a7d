"""The node labels that every pod of a namespace asks for."""

from __future__ import annotations

from podbuilder.kube.cluster.admission.request import Outcome, Request

NAME = "PodNodeSelector"
ANNOTATION = "scheduler.alpha.kubernetes.io/node-selector"


def admit(request: Request) -> Outcome:
    """Mirrors Admit, Kubernetes v1.36, plugin/pkg/admission/podnodeselector, without a configuration of its own."""
    asked = wanted(request)
    own = request.spec.get("nodeSelector") or {}
    if _conflicts(asked, own):
        return _conflict(request)
    return request.with_spec(nodeSelector={**asked, **own}) if asked else request


def validate(request: Request) -> Outcome:
    """Mirrors Validate: a policy may have changed the pod since."""
    own = request.spec.get("nodeSelector") or {}
    return _conflict(request) if _conflicts(wanted(request), own) else request


def _conflict(request: Request) -> Outcome:
    return request.forbidden("pod node label selector conflicts with its namespace node label selector")


def _conflicts(wanted: dict[str, str], own: dict[str, str]) -> bool:
    return any(own.get(key, value) != value for key, value in wanted.items())


def wanted(request: Request) -> dict[str, str]:
    """The labels of the namespace. Mirrors ConvertSelectorToLabelsMap; what is no pair of key and value is left out."""
    text = (request.namespace_object["metadata"].get("annotations") or {}).get(ANNOTATION, "")
    pairs = (part.split("=", 1) for part in text.split(",") if "=" in part)
    return {key.strip(): value.strip() for key, value in pairs}

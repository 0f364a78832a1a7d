"""HorizontalPodAutoscaler. Mirrors Kubernetes v1.36, pkg/apis/autoscaling.

What is written as autoscaling/v1 is judged as the server's own type has it, which is that of autoscaling/v2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.companions.autoscaler_behavior import drop_tolerance, validate_behavior, with_rules
from podbuilder.kube.companions.autoscaler_conversion import from_v1, is_v1, to_v1
from podbuilder.kube.companions.autoscaler_metrics import DEFAULT_METRIC, validate_metrics, with_quantities
from podbuilder.kube.companions.object_references import validate_cross_version_object_reference
from podbuilder.kube.core.field import ROOT, Document, FieldError, invalid, required
from podbuilder.kube.validation.options import PodOptions

SPEC = ROOT.child("spec")
# HPAScaleToZero, which would allow 0, is off in every version so far.
LEAST_REPLICAS = 1


def set_defaults(document: Document, options: PodOptions) -> Document:
    """The autoscaler with its defaults and without what this version drops, a new object in its own apiVersion.

    Mirrors SetDefaults_HorizontalPodAutoscaler and dropDisabledFields, Kubernetes v1.36.
    """
    spec = _defaulted(document, options)
    return {**document, "spec": to_v1(spec) if is_v1(document) else spec}


def _defaulted(document: Document, options: PodOptions) -> dict[str, Any]:
    """The spec as the server's own type has it."""
    is_former = is_v1(document)
    given = from_v1(document, options) if is_former else document.get("spec", {})
    spec = {"minReplicas": 1, "maxReplicas": 0, "scaleTargetRef": {}, **given}
    metrics = spec.get("metrics") or [DEFAULT_METRIC]
    spec["metrics"] = [with_quantities(metric, options) for metric in metrics]
    if "behavior" in spec:
        # sic: that of an annotation gets no defaults.
        behavior = spec["behavior"] if is_former else with_rules(spec["behavior"])
        spec["behavior"] = drop_tolerance(behavior, options)
    return spec


def validate_horizontal_pod_autoscaler(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateHorizontalPodAutoscalerSpec. Before 1.36 a maxReplicas of 0 was called invalid."""
    spec = _defaulted(document, options)
    least, most = spec["minReplicas"], spec["maxReplicas"]
    if least < LEAST_REPLICAS:
        yield invalid(SPEC.child("minReplicas"), least, f"{least} pods are too few; write {LEAST_REPLICAS} or more.")
    if most == 0 and options.minor >= 36:
        yield required(SPEC.child("maxReplicas"), "Write how many pods there may be at most, such as 10.")
    elif most < 1:
        yield invalid(SPEC.child("maxReplicas"), most, f"{most} pods at most are too few; write 1 or more.")
    if most < least:
        detail = f"There may be {most} pods at most, but minReplicas asks for {least}. Write {least} or more."
        yield invalid(SPEC.child("maxReplicas"), most, detail)
    target = spec["scaleTargetRef"]
    # The only kind of the group without a name that can be scaled.
    needs_group = target.get("kind") != "ReplicationController"
    at = SPEC.child("scaleTargetRef")
    yield from validate_cross_version_object_reference(target, at, needs_group, options)
    yield from validate_metrics(spec["metrics"], least, SPEC.child("metrics"), options)
    yield from validate_behavior(spec.get("behavior", {}), SPEC.child("behavior"))

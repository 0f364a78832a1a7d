"""How fast an autoscaler adds and removes pods. Mirrors Kubernetes v1.36, pkg/apis/autoscaling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import quantity
from podbuilder.kube.core.field import FieldError, FieldPath, invalid, required
from podbuilder.kube.defaulting.resource_requirements import settle_quantity
from podbuilder.kube.validation.format_errors import validate_nonnegative_field
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import unsupported
from podbuilder.kube.validation.options import PodOptions

Rules = dict[str, Any]

MAX_PERIOD_SECONDS = 1800
MAX_STABILIZATION_WINDOW_SECONDS = 3600
SELECT_POLICIES = ("Disabled", "Max", "Min")
POLICY_TYPES = ("Percent", "Pods")
_PERCENT = {"type": "Percent", "value": 100, "periodSeconds": 15}
_PODS = {"type": "Pods", "value": 4, "periodSeconds": 15}
_SIDES: dict[str, Rules] = {
    "scaleUp": {"stabilizationWindowSeconds": 0, "selectPolicy": "Max", "policies": [_PODS, _PERCENT]},
    # How long it waits before it removes pods is an option of the controller.
    "scaleDown": {"selectPolicy": "Max", "policies": [_PERCENT]},
}


def with_rules(behavior: Rules) -> Rules:
    """Both sides with all their rules. Mirrors SetDefaults_HorizontalPodAutoscalerBehavior."""
    sides = {side: {**rules, **behavior.get(side, {})} for side, rules in _SIDES.items()}
    for rules in sides.values():
        settle_quantity(rules, "tolerance")
    return sides


def drop_tolerance(behavior: Rules, options: PodOptions) -> Rules:
    """Mirrors dropDisabledFields, Kubernetes v1.36, pkg/registry/autoscaling/horizontalpodautoscaler."""
    if options.enabled("HPAConfigurableTolerance"):
        return behavior
    return {side: {name: v for name, v in rules.items() if name != "tolerance"} for side, rules in behavior.items()}


def validate_behavior(behavior: Rules, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateBehavior."""
    for side, rules in behavior.items():
        yield from validate_scaling_rules(rules, path.child(side))


def validate_scaling_rules(rules: Rules, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateScalingRules."""
    window = rules.get("stabilizationWindowSeconds", 0)
    yield from validate_nonnegative_field(window, path.child("stabilizationWindowSeconds"))
    if window > MAX_STABILIZATION_WINDOW_SECONDS:
        detail = f"{window} seconds are too long; at most {MAX_STABILIZATION_WINDOW_SECONDS}, an hour, are allowed."
        yield invalid(path.child("stabilizationWindowSeconds"), window, detail)
    selected, policies = rules.get("selectPolicy"), rules.get("policies", [])
    if selected is not None and selected not in SELECT_POLICIES:
        yield unsupported(path.child("selectPolicy"), selected, SELECT_POLICIES)
    if not policies:
        yield required(
            path.child("policies"), "Write at least one policy, or leave the list out to have the usual one."
        )
    for i, policy in enumerate(policies):
        yield from validate_scaling_policy(policy, path.child("policies").index(i))
    if "tolerance" in rules and quantity.parse(rules["tolerance"]).sign < 0:
        detail = f"{show(rules['tolerance'])} is negative; it must be 0 or more, such as 0.1."
        yield invalid(path.child("tolerance"), rules["tolerance"], detail)


def validate_scaling_policy(policy: Rules, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateScalingPolicy."""
    if policy.get("type", "") not in POLICY_TYPES:
        yield unsupported(path.child("type"), policy.get("type", ""), POLICY_TYPES)
    for name in ("value", "periodSeconds"):
        if policy.get(name, 0) <= 0:
            yield invalid(path.child(name), policy.get(name, 0), f"Write the {name} as a number greater than 0.")
    if policy.get("periodSeconds", 0) > MAX_PERIOD_SECONDS:
        detail = f"{policy['periodSeconds']} seconds are too long; at most {MAX_PERIOD_SECONDS} are allowed."
        yield invalid(path.child("periodSeconds"), policy["periodSeconds"], detail)

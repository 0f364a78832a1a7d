"""When the pod and its containers are started again: restartPolicy, restartPolicyRules, resizePolicy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import (
    FieldError,
    FieldPath,
    duplicate,
    forbidden,
    invalid,
    required,
    too_long,
    too_many,
)
from podbuilder.kube.validation.format_errors import validate_choice
from podbuilder.kube.validation.messages import unsupported
from podbuilder.kube.validation.options import PodOptions

RESTART_POLICIES = ("Always", "OnFailure", "Never")
RESTART_RULE_ACTIONS = ("Restart", "RestartAllContainers")
RESTART_RULE_OPERATORS = ("In", "NotIn")
RESIZE_RESOURCES = ("cpu", "memory")
RESIZE_POLICIES = ("NotRequired", "RestartContainer")
MAX_RESTART_RULES = 20
MAX_EXIT_CODES = 255


def container_restart_policies(options: PodOptions) -> tuple[str, ...]:
    """The restart policies of a single container; at first only Always, which makes a native sidecar."""
    return RESTART_POLICIES if options.allow_container_restart_policy_rules else RESTART_POLICIES[:1]


def restart_rule_actions(options: PodOptions) -> tuple[str, ...]:
    """What a restart rule can do."""
    return RESTART_RULE_ACTIONS if options.allow_restart_all_containers else RESTART_RULE_ACTIONS[:1]


def validate_restart_policy(policy: str, path: FieldPath) -> Iterator[FieldError]:
    """The pod's. Mirrors validateRestartPolicy, Kubernetes v1.36, pkg/apis/core/validation."""
    return validate_choice(policy, RESTART_POLICIES, path)


def validate_container_restart_policy(
    container: dict[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """A container's own. Mirrors validateContainerRestartPolicy, Kubernetes v1.36, pkg/apis/core/validation."""
    rules = container.get("restartPolicyRules", ())
    if "restartPolicy" not in container:
        if rules:
            yield rules_without_policy(path)
    elif container["restartPolicy"] not in RESTART_POLICIES:
        yield unsupported(path.child("restartPolicy"), container["restartPolicy"], RESTART_POLICIES)
    if len(rules) > MAX_RESTART_RULES:
        yield over_limit(path.child("restartPolicyRules"), rules, MAX_RESTART_RULES, options)
    for i, rule in enumerate(rules):
        yield from validate_restart_rule(rule, path.child("restartPolicyRules").index(i), options)


def rules_without_policy(path: FieldPath) -> FieldError:
    """The error about rules without a policy, to which they are exceptions."""
    return required(path.child("restartPolicy"), "Restart rules are given; say what happens when none of them matches.")


def over_limit(path: FieldPath, items: list[Any], limit: int, options: PodOptions) -> FieldError:
    """Too many rules or exit codes. sic: before 1.36 upstream called the list too long, as if it were a text."""
    detail = f"There are {len(items)} entries; at most {limit} are allowed."
    return (too_many if options.minor >= 36 else too_long)(path, len(items), detail)


def validate_restart_rule(rule: dict[str, Any], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """One rule of a container. Part of validateContainerRestartPolicy."""
    actions = restart_rule_actions(options)
    if rule.get("action", "") not in actions:
        yield unsupported(path.child("action"), rule.get("action", ""), actions)
    if "exitCodes" not in rule:
        yield required(path.child("exitCodes"), "Say which exit codes the rule is about.")
        return
    codes = rule["exitCodes"]
    if codes.get("operator", "") not in RESTART_RULE_OPERATORS:
        yield unsupported(path.child("exitCodes", "operator"), codes.get("operator", ""), RESTART_RULE_OPERATORS)
    if len(codes.get("values", ())) > MAX_EXIT_CODES:
        yield over_limit(path.child("exitCodes", "values"), codes["values"], MAX_EXIT_CODES, options)


def validate_init_container_restart_policy(
    container: dict[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateInitContainerRestartPolicy, Kubernetes v1.36, pkg/apis/core/validation.

    1.34 knows rules, too, but their gate is off there, so none ever arrives.
    """
    policy, rules = container.get("restartPolicy"), container.get("restartPolicyRules", ())
    if policy is None:
        if rules:
            yield rules_without_policy(path)
    elif not options.allow_container_restart_policy_rules:
        if policy != "Always":
            yield unsupported(path.child("restartPolicy"), policy, container_restart_policies(options))
    elif policy != "Always" or options.allow_restart_all_containers:
        yield from validate_container_restart_policy(container, path, options)
    elif rules:
        yield forbidden(
            path.child("restartPolicyRules"),
            f"A native sidecar (restartPolicy: Always) cannot have restart rules in Kubernetes {options.version}.",
        )


def validate_resize_policy(
    policies: list[dict[str, Any]], pod_restart_policy: str, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateResizePolicy, Kubernetes v1.36, pkg/apis/core/validation.

    sic: only a repeated resource is reported at its entry; all else at the list.
    """
    seen: set[str] = set()
    for i, policy in enumerate(policies):
        resource, restart = policy.get("resourceName", ""), policy.get("restartPolicy", "")
        if resource in seen:
            yield duplicate(path.index(i), resource, f'An earlier entry is already about "{resource}".')
        seen.add(resource)
        yield from validate_choice(resource, RESIZE_RESOURCES, path)
        yield from validate_choice(restart, RESIZE_POLICIES, path)
        # Not checked before 1.29.
        if pod_restart_policy == "Never" and restart != "NotRequired" and options.minor >= 29:
            yield invalid(path, restart, "The pod never restarts its containers, so only NotRequired is possible.")

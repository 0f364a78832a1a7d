"""Deployment, ReplicaSet, StatefulSet and DaemonSet. Mirrors Kubernetes v1.36, pkg/apis/apps/validation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldPath, forbidden, invalid, required
from podbuilder.kube.validation.ephemeral_claims import validate_persistent_volume_claim_spec
from podbuilder.kube.validation.format_errors import validate_dns1123_label, validate_nonnegative_field
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import one_of, unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.pod_template import validate_pod_template, validate_template_metadata
from podbuilder.kube.validation.selectors import validate_label_selector
from podbuilder.kube.workloads.claims import at_its_place, with_claims
from podbuilder.kube.workloads.former_fields import validate_rollback
from podbuilder.kube.workloads.numbers import (
    amount_of,
    is_not_more_than_100_percent,
    validate_nonnegative_fields,
    validate_positive_int_or_percent,
)
from podbuilder.kube.workloads.pod_template import (
    validate_read_only_persistent_disks,
    validate_runs_always,
    with_own_rules,
)
from podbuilder.kube.workloads.selector import (
    is_empty,
    is_usable,
    labels_of,
    validate_labels_are_selected,
    validate_selector,
)

Spec = dict[str, Any]

SPEC, SELECTOR, TEMPLATE = (ROOT.child("spec", *rest) for rest in ((), ("selector",), ("template",)))
DEPLOYMENT_STRATEGIES = ("Recreate", "RollingUpdate")
UPDATE_STRATEGIES = ("RollingUpdate", "OnDelete")
POD_MANAGEMENT_POLICIES = ("OrderedReady", "Parallel")
RETENTION_POLICIES = ("Retain", "Delete")


def validate_deployment(wrapper: Document, template: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateDeploymentSpec."""
    spec = wrapper["spec"]
    yield from validate_nonnegative_field(spec["replicas"], SPEC.child("replicas"))
    yield from validate_selected_template(spec, template, "Deployment", options)
    yield from validate_deployment_strategy(spec["strategy"], SPEC.child("strategy"))
    yield from validate_nonnegative_fields(spec, ("minReadySeconds", "revisionHistoryLimit"), SPEC)
    yield from validate_rollback(wrapper, SPEC.child("rollback"))
    deadline, ready = spec["progressDeadlineSeconds"], spec.get("minReadySeconds", 0)
    yield from validate_nonnegative_field(deadline, SPEC.child("progressDeadlineSeconds"))
    if deadline <= ready:
        detail = (
            f"A new pod must be ready for {ready} seconds, so progress takes longer than {deadline}; allow more time."
        )
        yield invalid(SPEC.child("progressDeadlineSeconds"), deadline, detail)


def validate_replica_set(wrapper: Document, template: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateReplicaSetSpec."""
    yield from validate_nonnegative_fields(wrapper["spec"], ("replicas", "minReadySeconds"), SPEC)
    yield from validate_selected_template(wrapper["spec"], template, "ReplicaSet", options)


def validate_selected_template(spec: Spec, template: Document, kind: str, options: PodOptions) -> Iterator[FieldError]:
    """The selector, the labels it needs and pods that run always. Mirrors ValidatePodTemplateSpecForReplicaSet."""
    selector = spec.get("selector")
    yield from validate_selector(selector, SELECTOR, kind, options)
    if selector is not None and not is_usable(selector):
        # sic: whatever makes a selector unusable was reported above.
        yield invalid(SELECTOR, selector, "This selector cannot be used until its errors are fixed.")
        return
    if selector is None or not is_empty(selector):
        yield from validate_labels_are_selected(selector, labels_of(template), TEMPLATE)
    errors = validate_pod_template(template, TEMPLATE, options)
    yield from with_own_rules(errors, validate_runs_always(template, TEMPLATE, kind))
    if spec["replicas"] > 1:
        yield from validate_read_only_persistent_disks(template, TEMPLATE, options)


def validate_deployment_strategy(strategy: Spec, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateDeploymentStrategy. sic: an unknown type is reported at the strategy."""
    kind = strategy["type"]
    if kind == "Recreate":
        if "rollingUpdate" in strategy:
            detail = (
                "Recreate stops all pods before new ones start, so there is no rolling update; remove rollingUpdate."
            )
            yield forbidden(path.child("rollingUpdate"), detail)
    elif kind == "RollingUpdate":
        yield from validate_rolling_update_deployment(strategy["rollingUpdate"], path.child("rollingUpdate"))
    else:
        yield unsupported(path, kind, DEPLOYMENT_STRATEGIES)


def validate_rolling_update_deployment(shares: Spec, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateRollingUpdateDeployment. sic: maxSurge has no upper limit."""
    for name in ("maxUnavailable", "maxSurge"):
        yield from validate_positive_int_or_percent(shares[name], path.child(name))
    if amount_of(shares["maxUnavailable"]) == amount_of(shares["maxSurge"]) == 0:
        detail = "No pod could ever be updated: none may be missing and none may be added. Allow one of the two."
        yield invalid(path.child("maxUnavailable"), shares["maxUnavailable"], detail)
    yield from is_not_more_than_100_percent(shares["maxUnavailable"], path.child("maxUnavailable"))


def validate_daemon_set(wrapper: Document, template: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateDaemonSetSpec. sic: a missing selector is only noticed by labels that do not fit it."""
    spec = wrapper["spec"]
    selector = spec.get("selector")
    yield from validate_label_selector(selector, SELECTOR, options)
    if selector is None or is_usable(selector):
        yield from validate_labels_are_selected(selector, labels_of(template), TEMPLATE)
    if selector is not None and is_empty(selector):
        yield invalid(SELECTOR, selector, "The selector of this DaemonSet is empty. Name a label of its template.")
    errors = validate_pod_template(template, TEMPLATE, options)
    yield from with_own_rules(errors, validate_runs_always(template, TEMPLATE, "DaemonSet"))
    yield from validate_read_only_persistent_disks(template, TEMPLATE, options)
    yield from validate_nonnegative_fields(spec, ("minReadySeconds",), SPEC)
    yield from validate_daemon_set_update_strategy(spec["updateStrategy"], SPEC.child("updateStrategy"))
    yield from validate_nonnegative_fields(spec, ("revisionHistoryLimit",), SPEC)


def validate_daemon_set_update_strategy(strategy: Spec, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateDaemonSetUpdateStrategy. sic: rollingUpdate is ignored with OnDelete."""
    kind = strategy["type"]
    if kind == "RollingUpdate":
        yield from validate_rolling_update_daemon_set(strategy["rollingUpdate"], path.child("rollingUpdate"))
    elif kind != "OnDelete":
        yield unsupported(path, kind, UPDATE_STRATEGIES)


def validate_rolling_update_daemon_set(shares: Spec, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateRollingUpdateDaemonSet."""
    for name in ("maxUnavailable", "maxSurge"):
        yield from validate_positive_int_or_percent(shares[name], path.child(name))
    for name in ("maxUnavailable", "maxSurge"):
        yield from is_not_more_than_100_percent(shares[name], path.child(name))
    has_unavailable, has_surge = amount_of(shares["maxUnavailable"]) != 0, amount_of(shares["maxSurge"]) != 0
    if has_unavailable and has_surge:
        detail = (
            "On a node either the old pod stops first or the new one starts first. Set maxUnavailable or maxSurge to 0."
        )
        yield invalid(path.child("maxSurge"), shares["maxSurge"], detail)
    elif not has_unavailable and not has_surge:
        detail = "No pod could ever be updated: none may be missing and none may be added. Allow one of the two."
        yield required(path.child("maxUnavailable"), detail)


def validate_stateful_set(wrapper: Document, template: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateStatefulSetSpec, with the rules of each version."""
    spec = wrapper["spec"]
    policy = spec["podManagementPolicy"]
    if policy not in POD_MANAGEMENT_POLICIES:
        detail = f"{show(policy)} is not a known value; use {one_of(POD_MANAGEMENT_POLICIES)}."
        yield invalid(SPEC.child("podManagementPolicy"), policy, detail)
    yield from validate_stateful_set_update_strategy(spec["updateStrategy"], SPEC.child("updateStrategy"))
    for name, value in spec.get("persistentVolumeClaimRetentionPolicy", {}).items():
        if value not in RETENTION_POLICIES:
            yield unsupported(SPEC.child("persistentVolumeClaimRetentionPolicy", name), value, RETENTION_POLICIES)
    yield from validate_claims_and_service(spec, options)
    yield from validate_nonnegative_fields(spec, ("replicas", "minReadySeconds"), SPEC)
    yield from validate_nonnegative_fields(spec.get("ordinals", {}), ("start",), SPEC.child("ordinals"))
    yield from with_own_rules(
        validate_selected_template_of_stateful_set(wrapper, template, options),
        validate_runs_always(template, TEMPLATE, "StatefulSet"),
    )


def validate_selected_template_of_stateful_set(
    wrapper: Document, template: Document, options: PodOptions
) -> Iterator[FieldError]:
    """The selector, the labels it needs, and the template. Mirrors ValidatePodTemplateSpecForStatefulSet.

    Before 1.34 it looked at the labels and annotations of the template alone.
    """
    selector = wrapper["spec"].get("selector")
    yield from validate_selector(selector, SELECTOR, "StatefulSet", options)
    if selector is not None and not is_usable(selector):
        yield invalid(SELECTOR, selector, "This selector cannot be used until its errors are fixed.")
        return
    if selector is None or not is_empty(selector):
        yield from validate_labels_are_selected(selector, labels_of(template), TEMPLATE)
    if options.minor < 34:
        yield from validate_template_metadata(template, TEMPLATE, options)
        return
    for error in validate_pod_template(with_claims(template, wrapper), TEMPLATE, options):
        yield at_its_place(error, template, wrapper, TEMPLATE)


def validate_stateful_set_update_strategy(strategy: Spec, path: FieldPath) -> Iterator[FieldError]:
    """The head of ValidateStatefulSetSpec. sic: an unknown type is reported at the strategy."""
    kind = strategy["type"]
    if kind == "OnDelete":
        if "rollingUpdate" in strategy:
            detail = "OnDelete waits until someone deletes a pod, so there is no rolling update; remove rollingUpdate."
            yield invalid(path.child("rollingUpdate"), strategy["rollingUpdate"], detail)
    elif kind == "RollingUpdate":
        yield from validate_nonnegative_fields(
            strategy.get("rollingUpdate", {}), ("partition",), path.child("rollingUpdate")
        )
    else:
        yield invalid(path, kind, f"{show(kind)} is not a known value; use {one_of(UPDATE_STRATEGIES)}.")


def validate_claims_and_service(spec: Spec, options: PodOptions) -> Iterator[FieldError]:
    """What was not checked before 1.33 (the service's name) and 1.34 (the claims)."""
    if options.minor >= 34:
        for i, claim in enumerate(spec.get("volumeClaimTemplates", ())):
            at = SPEC.child("volumeClaimTemplates").index(i).child("spec")
            yield from validate_persistent_volume_claim_spec(claim.get("spec", {}), at, options)
    if options.minor >= 33 and spec.get("serviceName"):
        yield from validate_dns1123_label(spec["serviceName"], SPEC.child("serviceName"))

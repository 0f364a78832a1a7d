"""An object beside a pod from top to bottom: read, defaulted, checked, and what it is stored as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from podbuilder.kube.companions import (
    config_map,
    horizontal_pod_autoscaler,
    http_route,
    ingress,
    limit_range,
    namespace,
    network_policy,
    persistent_volume_claim,
    pod_disruption_budget,
    priority_class,
    resource_quota,
    role,
    secret,
    service,
    service_account,
    service_warnings,
)
from podbuilder.kube.companions.kinds import CompanionKind, identify
from podbuilder.kube.companions.shared_metadata import (
    as_created,
    name_is_path_segment,
    validate_metadata,
    validate_metadata_at_last,
    without_domains,
)
from podbuilder.kube.core.field import Document, FieldError, FieldWarning
from podbuilder.kube.decoding import decode_wrapper, not_refused
from podbuilder.kube.validation.formats import name_is_dns_label, name_is_dns_subdomain
from podbuilder.kube.validation.object_meta import NameRule
from podbuilder.kube.validation.options import PodOptions, options_for
from podbuilder.kube.workloads.identity import validate_to_create

# A name such as the server makes up.
_MADE_UP = "0f8d1c9e-2b7a-4d53-9c46-5e1a7b3f6d28"


def _as_it_is(document: Document, options: PodOptions) -> Document:
    return document


def _admitted(document: Document, options: PodOptions) -> Iterator[FieldError]:
    yield from ()


def _without_warnings(document: Document, options: PodOptions) -> Iterator[FieldWarning]:
    yield from ()


def _name_is_dns_subdomain(options: PodOptions) -> NameRule:
    return name_is_dns_subdomain


def _name_is_path_segment(options: PodOptions) -> NameRule:
    """Mirrors ValidateRBACName, Kubernetes v1.36, pkg/apis/rbac/validation. sic: also the beginning of a name."""
    return lambda name, prefix: name_is_path_segment(name, prefix=False)


def _name_is_dns_label(options: PodOptions) -> NameRule:
    return name_is_dns_label


class Companion(NamedTuple):
    """What the server does with the objects of a kind. All of it works on decoded objects and changes none in place."""

    validate: Callable[[Document, PodOptions], Iterator[FieldError]]
    set_defaults: Callable[[Document, PodOptions], Document] = _as_it_is
    warnings: Callable[[Document, PodOptions], Iterator[FieldWarning]] = _without_warnings
    name_rule: Callable[[PodOptions], NameRule] = _name_is_dns_subdomain
    # Whether its strategy writes the generation, so that the author's counts for nothing.
    has_generation: bool = False
    # Whether its validator looks at the metadata; the server does so in any case, but last, and with fewer rules.
    checks_metadata: bool = True
    # Whether its strategy makes up a name where there is none.
    names_itself: bool = False
    # Whether it is none of Kubernetes' own kinds, whose finalizers need a domain.
    is_custom: bool = False
    # What is refused before anything else is validated, and in place of it: in the object without its defaults.
    validate_first: Callable[[Document, PodOptions], Iterator[FieldError]] = _admitted
    # What plugins of admission refuse, which look at what is right so far.
    admit: Callable[[Document, PodOptions], Iterator[FieldError]] = _admitted
    # What the server leaves out, or fills in, when it answers.
    read_back: Callable[[Document, PodOptions], Document] = _as_it_is


COMPANIONS: dict[str, Companion] = {
    "ConfigMap": Companion(config_map.validate_config_map),
    "HorizontalPodAutoscaler": Companion(
        horizontal_pod_autoscaler.validate_horizontal_pod_autoscaler, horizontal_pod_autoscaler.set_defaults
    ),
    "HTTPRoute": Companion(
        http_route.validate_http_route,
        http_route.set_defaults,
        http_route.warnings_for_http_route,
        has_generation=True,
        is_custom=True,
    ),
    "Ingress": Companion(
        ingress.validate_ingress, ingress.set_defaults, ingress.warnings_for_ingress, has_generation=True
    ),
    "LimitRange": Companion(limit_range.validate_limit_range, limit_range.set_defaults, names_itself=True),
    "NetworkPolicy": Companion(
        network_policy.validate_network_policy,
        network_policy.set_defaults,
        network_policy.warnings_for_network_policy,
        has_generation=True,
    ),
    "PodDisruptionBudget": Companion(
        pod_disruption_budget.validate_pod_disruption_budget,
        pod_disruption_budget.set_defaults,
        has_generation=True,
        checks_metadata=False,
    ),
    "ResourceQuota": Companion(
        resource_quota.validate_resource_quota,
        resource_quota.set_defaults,
        resource_quota.warnings_for_resource_quota,
    ),
    "Role": Companion(role.validate_role, name_rule=_name_is_path_segment),
    "RoleBinding": Companion(
        role.validate_role_binding, role.set_defaults_role_binding, name_rule=_name_is_path_segment
    ),
    "Secret": Companion(secret.validate_secret, secret.set_defaults, secret.warnings_for_secret),
    "PersistentVolumeClaim": Companion(
        persistent_volume_claim.validate_persistent_volume_claim,
        persistent_volume_claim.set_defaults,
        persistent_volume_claim.warnings_for_persistent_volume_claim,
    ),
    "Service": Companion(
        service.validate_service,
        service.set_defaults,
        service_warnings.warnings_for_service,
        name_rule=service.name_rule,
        validate_first=service.validate_allocation,
        read_back=service.read_back,
    ),
    "ServiceAccount": Companion(
        service_account.validate_service_account,
        service_account.set_defaults,
        service_account.warnings_for_service_account,
    ),
    "Namespace": Companion(
        namespace.validate_namespace,
        namespace.set_defaults,
        name_rule=_name_is_dns_label,
        admit=namespace.admit_namespace,
    ),
    "PriorityClass": Companion(
        priority_class.validate_priority_class, priority_class.set_defaults, has_generation=True
    ),
}


class Verdict(NamedTuple):
    """What the server says of an object: what it refuses, what it warns of, and what it would store."""

    errors: list[FieldError]
    warnings: list[FieldWarning]
    stored: Document


def judge(document: Document, kind: CompanionKind, version: str) -> Verdict:
    """The verdict of the server of this version on an object as it was written, which is meant to be of this kind."""
    options, companion = options_for(version), COMPANIONS[kind.name]
    decoded = decode_wrapper(document, version, kind.definition(document.get("apiVersion")))
    created = as_created(decoded.document, kind.is_namespaced, companion.has_generation)
    stored = companion.set_defaults(created, options)
    refused = [*identify(document, kind), *validate_to_create(document), *decoded.errors]
    invalid = list(companion.validate_first(created, options)) or _validate(stored, kind, companion, options)
    errors = [*refused, *not_refused(invalid, refused)]
    warnings = [] if errors else list(companion.warnings(stored, options))
    answer = companion.read_back(stored, options)
    return Verdict(errors, warnings, {name: value for name, value in answer.items() if name != "status"})


def _validate(
    document: Document, kind: CompanionKind, companion: Companion, options: PodOptions
) -> Iterator[FieldError]:
    metadata = document["metadata"]
    if companion.names_itself and not metadata.get("generateName"):
        metadata = {**metadata, "name": metadata.get("name") or _MADE_UP}
    errors = list(companion.validate(document, options))
    if companion.checks_metadata:
        found = validate_metadata(metadata, kind.name, companion.name_rule(options), options)
        errors = [*(without_domains(found) if companion.is_custom else found), *errors]
    elif not errors:
        errors = list(validate_metadata_at_last(metadata, kind.name, options))
    yield from errors or companion.admit(document, options)

"""ResourceQuota. Mirrors Kubernetes v1.36, pkg/apis/core/validation and pkg/apis/core/helper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldPath, FieldWarning, invalid
from podbuilder.kube.core.label_selector import OPERATORS
from podbuilder.kube.core.pod_requests import amounts
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.defaulting.resource_requirements import settle_list
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import one_of
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.resources import (
    STANDARD_RESOURCES,
    is_huge_page_resource_name,
    validate_resource_name,
    validate_resource_quantity_value,
)
from podbuilder.kube.validation.selectors import unknown_operator, values_required

Spec = dict[str, Any]

HARD, SCOPES, EXPRESSIONS = (
    ROOT.child("spec", *rest) for rest in (("hard",), ("scopes",), ("scopeSelector", "matchExpressions"))
)
# A quota of plain storage would not say whose.
QUOTA_RESOURCES = STANDARD_RESOURCES - {"storage"}
_PODS = frozenset(("pods",))
_COMPUTE = _PODS | {"cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory"}
VOLUME_ATTRIBUTES_CLASS = "VolumeAttributesClass"
# Which resources each scope can count.
SCOPE_RESOURCES = {
    "Terminating": _COMPUTE,
    "NotTerminating": _COMPUTE,
    "BestEffort": _PODS,
    "NotBestEffort": _COMPUTE,
    "PriorityClass": _COMPUTE,
    "CrossNamespacePodAffinity": _COMPUTE,
    VOLUME_ATTRIBUTES_CLASS: frozenset(("persistentvolumeclaims", "requests.storage")),
}
# Scopes that a pod has or has not, whatever the values.
VALUELESS_SCOPES = ("Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "CrossNamespacePodAffinity")
CONFLICTS = (("BestEffort", "NotBestEffort"), ("Terminating", "NotTerminating"))
WARNED_RESOURCES = ("cpu", "memory", "storage", "ephemeral-storage")


def set_defaults(document: Document, options: PodOptions) -> Document:
    """The quota with its amounts as the server writes them, a new object."""
    spec = document.get("spec", {})
    return {**document, "spec": {**spec, "hard": settle_list(spec.get("hard", {}))}}


def validate_resource_quota(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateResourceQuotaSpec."""
    spec = document["spec"]
    for name, amount in amounts(spec["hard"]).items():
        yield from validate_quota_resource_name(name, HARD.key(name))
        yield from validate_resource_quantity_value(name, amount, HARD.key(name))
    yield from validate_scopes(spec, options)
    yield from validate_scope_selector(spec, options)


def validate_quota_resource_name(name: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateResourceQuotaResourceName."""
    errors = list(validate_resource_name(name, path))
    yield from errors
    if not errors and "/" not in name and not is_standard_quota_resource_name(name):
        yield invalid(path, name, f'A quota cannot count {show(name)}. For claims write "requests.storage".')


def is_standard_quota_resource_name(name: str) -> bool:
    """Mirrors IsStandardQuotaResourceName."""
    return name in QUOTA_RESOURCES or is_huge_page_resource_name(name.removeprefix("requests."))


def scopes_of(options: PodOptions) -> tuple[str, ...]:
    """The scopes that this version knows. Mirrors IsStandardResourceQuotaScope."""
    return tuple(scope for scope in SCOPE_RESOURCES if scope != VOLUME_ATTRIBUTES_CLASS or options.minor >= 33)


def validate_scopes(spec: Spec, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateResourceQuotaScopes. sic: all errors are at the list."""
    scopes = spec.get("scopes", [])
    for i, scope in enumerate(scopes):
        for error in validate_scope(scope, spec, SCOPES.index(i), options):
            yield replace(error, told_at=SCOPES)
    yield from validate_conflicts(scopes, SCOPES)


def validate_scope_selector(spec: Spec, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateScopedResourceSelectorRequirement. sic: no error says in which requirement it is."""
    requirements = spec.get("scopeSelector", {}).get("matchExpressions", [])
    for i, requirement in enumerate(requirements):
        at, scope = EXPRESSIONS.index(i), requirement.get("scopeName", "")
        for error in validate_scope(scope, spec, at.child("scopeName"), options):
            is_unknown = scope not in scopes_of(options)
            yield replace(error, told_at=EXPRESSIONS.child("scopeName") if is_unknown else EXPRESSIONS)
        for error in validate_requirement(requirement, at):
            yield replace(error, told_at=FieldPath((*EXPRESSIONS, error.path[-1])))
    yield from validate_conflicts([each.get("scopeName", "") for each in requirements], EXPRESSIONS)


def validate_scope(scope: str, spec: Spec, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """The scope must be known, and fit what is counted. Mirrors IsResourceQuotaScopeValidForResource."""
    known = scopes_of(options)
    if scope not in known:
        yield invalid(path, scope, f"{show(scope)} is not a known scope; use {one_of(known)}.")
        return
    for name in sorted(spec["hard"]):
        if is_standard_quota_resource_name(name) and name not in SCOPE_RESOURCES[scope]:
            detail = f"{show(name)} cannot be counted within the scope {show(scope)}. Make it a quota of its own."
            yield invalid(path, scope, detail)


def validate_requirement(requirement: Spec, path: FieldPath) -> Iterator[FieldError]:
    """The operator and the values of a requirement. Part of validateScopedResourceSelectorRequirement."""
    operator, values = requirement.get("operator", ""), requirement.get("values", [])
    scope = requirement.get("scopeName", "")
    if scope in VALUELESS_SCOPES and operator != "Exists":
        yield invalid(path.child("operator"), operator, f'With the scope {show(scope)} the operator must be "Exists".')
    if operator not in OPERATORS:
        yield unknown_operator(path.child("operator"), operator, OPERATORS)
    elif operator in ("In", "NotIn"):
        if not values:
            yield values_required(path.child("values"), operator)
    elif values:
        detail = f'The operator "{operator}" only asks whether the scope is there; leave the values out.'
        yield invalid(path.child("values"), values, detail)


def validate_conflicts(scopes: list[str], path: FieldPath) -> Iterator[FieldError]:
    """Nothing is in both scopes of a pair."""
    for pair in CONFLICTS:
        if set(pair) <= set(scopes):
            yield invalid(path, scopes, f"Nothing is {pair[0]} and {pair[1]} at once; keep one of the two.")


def warnings_for_resource_quota(document: Document, options: PodOptions) -> Iterator[FieldWarning]:
    """Mirrors WarningsOnCreate, Kubernetes v1.36, pkg/registry/core/resourcequota; there since 1.35."""
    hard = amounts(document["spec"]["hard"]) if options.minor >= 35 else {}
    for name in WARNED_RESOURCES:
        request = f"requests.{name}"
        if request not in hard and name in ("cpu", "memory"):
            request = name
        limit = f"limits.{name}"
        if request in hard and limit in hard and hard[request] > hard[limit]:
            amount, most = cut(str(hard[request])), cut(str(hard[limit]))
            message = f"{request} ({amount}) is more than {limit} ({most}), which the pods could never make use of."
            yield FieldWarning(ROOT, message)

"""References by name follow the objects whose names have changed.

Mirrors nameReferenceTransformer and nameref.Filter, kustomize v5.8.1 (api/internal/accumulator, api/filters/nameref).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.kustomization.field_specs import FieldSpec, name_references, set_field
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.kustomization.strategic import is_null, text_of

_ACCOUNT, _ROLE_BINDING, _ROLE = "ServiceAccount", "RoleBinding", "roleRef/name"


def follow_names(resources: Sequence[Resource]) -> None:
    """Change every reference to an object of the build that has another name or namespace now."""
    changed = [one for one in resources if one.previous]
    for target, fields in name_references():
        targets = [one for one in changed if any(target.selects(one, kind) for kind, _, _ in one.previous)]
        if targets:
            for one in resources:
                kind = one.original_kind
                for spec in fields:
                    if spec.selects(one, kind):
                        _follow(one, spec._replace(kind=one.kind), targets)


def _follow(referrer: Resource, spec: FieldSpec, targets: Sequence[Resource]) -> None:
    near = [one for one in targets if _may_be_named(referrer, one)]

    def followed(value: Any) -> Any:
        if isinstance(value, list):
            return [followed(item) for item in value]
        if isinstance(value, dict):
            return _followed_mapping(referrer, spec, near, value)
        found = None if is_null(value) else _referral(referrer, spec, near, text_of(value), lambda one: one.name)
        return value if found is None or found.name == text_of(value) else found.name

    set_field(referrer, spec, followed)


def _followed_mapping(
    referrer: Resource, spec: FieldSpec, targets: Sequence[Resource], value: dict[str, Any]
) -> dict[str, Any]:
    """A reference that has a name and maybe a namespace, as subjects of bindings have. Mirrors setMapping."""
    if "name" not in value:
        raise KustomizationError(f"{referrer.kind} {referrer.name}: what it names at {spec.path} has no name.")
    namespace = value.get("namespace")
    if namespace is not None:
        first = [one for one in targets if one.original_id.namespace == namespace]
        targets = first or [one for one in targets if one.effective_namespace == namespace]
    found = _referral(referrer, spec, targets, text_of(value["name"]), lambda one: f"{one.namespace}/{one.name}")
    if found is None:
        return value
    return {**value, "name": found.name, **({"namespace": found.namespace} if found.namespace else {})}


def _may_be_named(referrer: Resource, target: Resource) -> bool:
    """Mirrors SubsetThatCouldBeReferencedByResource and sameCurrentNamespaceAsReferrer."""
    if referrer.is_cluster_scoped or target.is_cluster_scoped:
        return True
    if target.effective_namespace == referrer.effective_namespace:
        return True
    return target.kind == _ACCOUNT and referrer.kind == _ROLE_BINDING and target.namespace in _namespaces(referrer)


def _namespaces(binding: Resource) -> set[str]:
    subjects = [one for one in document.listed(binding.document, ("subjects",)) if isinstance(one, dict)]
    return {text_of(one.get("namespace")) for one in subjects if one.get("kind") == _ACCOUNT}


def _referral(
    referrer: Resource,
    spec: FieldSpec,
    targets: Sequence[Resource],
    name: str,
    identity: Callable[[Resource], str],
) -> Resource | None:
    """The one object that a name means; None if there is none. Mirrors selectReferral."""
    found = [one for one in targets if any(had == name for _, had, _ in one.previous)]
    if spec.path.endswith(_ROLE):
        kind = document.get(referrer.document, ("roleRef", "kind"))
        found = [one for one in found if any(had == kind for had, _, _ in one.previous)]
    if len(found) != 1:
        found = [one for one in found if _same_affixes(one, referrer, True)]
    if len(found) > 1:
        found = [one for one in found if _same_affixes(one, referrer, False)]
    if len({identity(one) for one in found}) > 1:
        raise KustomizationError(f"{referrer.kind} {referrer.name}: {name} may mean several objects.")
    return found[0] if found else None


def _same_affixes(one: Resource, other: Resource, allow_empty: bool) -> bool:
    return all(
        (allow_empty and not (first and second)) or _same_end(first, second)
        for first, second in ((one.prefixes, other.prefixes), (one.suffixes, other.suffixes))
    )


def _same_end(one: Sequence[str], other: Sequence[str]) -> bool:
    length = min(len(one), len(other))
    if not length:
        return len(one) == len(other)
    return one[-length:] == other[-length:]

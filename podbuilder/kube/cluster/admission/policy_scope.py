"""Which policies and bindings concern a request.

Mirrors Kubernetes v1.36, apiserver pkg/admission/plugin/policy/matching and plugin/webhook/predicates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from podbuilder.kube.cluster.admission.policy_shape import is_sound
from podbuilder.kube.cluster.admission.request import Request
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.label_selector import matches

EVERY = "*"
CREATE = "CREATE"


def bound(request: Request, kind: str) -> Iterator[tuple[Object, Object]]:
    """The policies of a kind that concern the request, each with a binding that does.

    sic: in which order several policies are asked is random in Kubernetes; here it is the snapshot's.
    """
    bindings = [one for one in request.snapshot.of(f"{kind}Binding") if is_sound(one)]
    for policy in filter(is_sound, request.snapshot.of(kind)):
        if not is_concerned(request, policy["spec"].get("matchConstraints") or {}):
            continue
        for binding in bindings:
            is_of_it = binding["spec"].get("policyName") == policy["metadata"]["name"]
            if is_of_it and is_concerned(request, binding["spec"].get("matchResources") or {}):
                yield policy, binding


def unreadable(request: Request, kind: str) -> list[str]:
    """What is said of policies and bindings that no API server would have stored."""
    found = [one for each in (kind, f"{kind}Binding") for one in request.snapshot.of(each) if not is_sound(one)]
    return [f"Of kind {kind}, or of its bindings, the snapshot has {len(found)} that cannot be read."] if found else []


def not_asked(request: Request, kind: str) -> list[str]:
    """What is said of policies that the version does not ask unless it is told to."""
    if not request.snapshot.of(kind):
        return []
    return [f"Kubernetes {request.version} asks no {kind} unless its feature gate is on: none is judged."]


def is_concerned(request: Request, criteria: Mapping[str, Any]) -> bool:
    """Whether the selectors and rules of a policy or a binding take the request. Mirrors Matcher.Matches."""
    namespace = request.namespace_object["metadata"].get("labels") or {}
    own = request.metadata.get("labels") or {}
    if not matches(criteria.get("namespaceSelector") or {}, namespace):
        return False
    if not matches(criteria.get("objectSelector") or {}, own):
        return False
    if _is_ruled(request, criteria.get("excludeResourceRules") or ()):
        return False
    rules = criteria.get("resourceRules") or ()
    return not rules or _is_ruled(request, rules)


def _is_ruled(request: Request, rules: Iterable[Mapping[str, Any]]) -> bool:
    return any(_rules(rule, request) for rule in rules)


def _rules(rule: Mapping[str, Any], request: Request) -> bool:
    """Mirrors rules.Matcher: pods and workloads are in a namespace, and no subresources are asked for."""
    resource, names = request.resource, rule.get("resourceNames") or ()
    return (
        rule.get("scope", EVERY) in (EVERY, "Namespaced")
        and _has(rule.get("operations"), CREATE)
        and _has(rule.get("apiGroups"), resource.group)
        and _has(rule.get("apiVersions"), resource.version)
        and any(one.removesuffix("/*") in (EVERY, resource.name) for one in rule.get("resources") or ())
        and (not names or request.metadata.get("name", "") in names)
    )


def _has(items: Iterable[str] | None, wanted: str) -> bool:
    return any(one in (EVERY, wanted) for one in items or ())

"""HTTPRoute. Mirrors its CustomResourceDefinition in the standard channel of the Gateway API, v1.6.1.

What it takes depends on the version of the Gateway API that is installed in a cluster, not on that of Kubernetes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from podbuilder.kube.catalogue.schemas import HTTP_ROUTE, gateway_definitions
from podbuilder.kube.companions.custom_resource import (
    validate_schema,
    warnings_for_finalizers,
    with_defaults,
    with_rules,
)
from podbuilder.kube.companions.http_route_filters import needs_port, replaces_prefix, validate_filters
from podbuilder.kube.companions.http_route_matches import validate_path_match, validate_timeouts
from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldPath, FieldWarning, invalid
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.options import PodOptions

Rule = Mapping[str, Any]

SPEC, PARENTS, RULES = (ROOT.child("spec", *rest) for rest in ((), ("parentRefs",), ("rules",)))
MOST_MATCHES = 128


def set_defaults(document: Document, options: PodOptions) -> Document:
    """The route with its defaults, a new object."""
    definitions = gateway_definitions()
    filled: Document = with_defaults(document, definitions[HTTP_ROUTE], definitions)
    return filled


def validate_http_route(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """What the definition says of each field, then its rules about more than one."""
    definitions, metadata = gateway_definitions(), document["metadata"]
    own = {name: value for name, value in document.items() if name != "metadata"}
    errors = list(validate_schema(own, definitions[HTTP_ROUTE], ROOT, definitions))
    is_named = bool(metadata.get("name") or metadata.get("generateName"))
    yield from with_rules(errors, validate_rules_of_route(document.get("spec", {})), is_named)


def validate_rules_of_route(spec: Rule) -> Iterator[FieldError]:
    """The rules in x-kubernetes-validations, from the outside to the inside."""
    yield from validate_parents(spec.get("parentRefs", ()), PARENTS)
    if sum(len(rule["matches"]) for rule in spec["rules"]) > MOST_MATCHES:
        yield invalid(RULES, None, f"All rules together have more than {MOST_MATCHES} matches. Make it two routes.")
    for i, rule in enumerate(spec["rules"]):
        yield from validate_rule(rule, RULES.index(i))


def validate_parents(parents: list[Rule], path: FieldPath) -> Iterator[FieldError]:
    """References to the same parent must name sections of it, each another. sic: its port does not count."""
    pairs = [pair for pair in combinations(parents, 2) if _parent(pair[0]) == _parent(pair[1])]
    sections = [(one.get("sectionName", ""), other.get("sectionName", "")) for one, other in pairs]
    if any(bool(one) != bool(other) for one, other in sections):
        detail = "The same parent is named twice; each time say which section of it, by sectionName."
        yield invalid(path, None, detail)
    if any(one == other for one, other in sections):
        yield invalid(path, None, "The same section of a parent is named twice; keep one of the two.")


def _parent(reference: Rule) -> tuple[str, ...]:
    return tuple(reference.get(name, "") for name in ("group", "kind", "namespace", "name"))


def validate_rule(rule: Rule, path: FieldPath) -> Iterator[FieldError]:
    """One rule: where its requests go, what it changes about them, and which they are."""
    filters, backends = rule.get("filters", []), rule.get("backendRefs", [])
    if backends and any("requestRedirect" in each for each in filters):
        yield invalid(
            path, None, "A redirect is the answer, so nothing reaches backendRefs; remove them or the filter."
        )
    matches = rule["matches"]
    is_one_prefix = len(matches) == 1 and matches[0]["path"]["type"] == "PathPrefix"
    for field in ("requestRedirect", "urlRewrite"):
        rewriting = [replaces_prefix(filters, field), _one(replaces_prefix(_filters(each), field) for each in backends)]
        for found in rewriting:
            if found and not is_one_prefix:
                detail = f"{field} replaces the prefix of the path, so there must be one match, a PathPrefix."
                yield invalid(path, None, detail)
    yield from validate_filters(filters, path.child("filters"))
    for i, match in enumerate(matches):
        yield from validate_path_match(match["path"], path.child("matches").index(i).child("path"))
    for i, backend in enumerate(backends):
        at = path.child("backendRefs").index(i)
        if needs_port(backend):
            yield invalid(at, None, f"Write the port of the Service {show(backend['name'])}.")
        yield from validate_filters(_filters(backend), at.child("filters"))
    yield from validate_timeouts(rule.get("timeouts", {}), path.child("timeouts"))


def _filters(backend: Rule) -> list[Rule]:
    found: list[Rule] = backend.get("filters", [])
    return found


def _one(truths: Iterator[bool]) -> bool:
    """Whether exactly one is true."""
    return sum(truths) == 1


def warnings_for_http_route(document: Document, options: PodOptions) -> Iterator[FieldWarning]:
    """The server warns of nothing but finalizers, since 1.29."""
    if options.minor >= 29:
        yield from warnings_for_finalizers(document["metadata"])

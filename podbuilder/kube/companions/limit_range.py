"""LimitRange. Mirrors Kubernetes v1.36, pkg/apis/core."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldPath, duplicate, forbidden, invalid, required
from podbuilder.kube.core.int64 import INT64_MAX
from podbuilder.kube.core.pod_requests import Amounts, amounts
from podbuilder.kube.core.quantity import Quantity
from podbuilder.kube.defaulting.resource_requirements import settle_list
from podbuilder.kube.validation.formats import is_qualified_name, show
from podbuilder.kube.validation.messages import invalid_for_each, one_of
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.resources import (
    is_overcommit_allowed,
    validate_container_resource_name,
    validate_resource_name,
)

Item = dict[str, Any]

LIMITS = ROOT.child("spec", "limits")
LIMIT_TYPES = ("Pod", "Container", "PersistentVolumeClaim")
# The lists of an entry, in the order in which upstream looks at them.
LISTS = ("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")
DEFAULTS = ("default", "defaultRequest")
MAX_MILLI_VALUE = INT64_MAX // 1000
ONE = Quantity(1)


def set_defaults(document: Document, options: PodOptions) -> Document:
    """The LimitRange with its defaults, a new object. Mirrors SetDefaults_LimitRangeItem, Kubernetes v1.36."""
    items = [_with_defaults(item) for item in document.get("spec", {}).get("limits", ())]
    return {**document, "spec": {"limits": items}}


def _with_defaults(given: Item) -> Item:
    item = {**given, "type": given.get("type", "")}
    if item["type"] == "Container":
        item["default"] = {**item.get("max", {}), **item.get("default", {})}
        item["defaultRequest"] = {**item.get("min", {}), **item["default"], **item.get("defaultRequest", {})}
    return {**item, **{name: settle_list(item[name]) for name in LISTS if name in item}}


def validate_limit_range(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateLimitRange."""
    seen = set()
    for i, item in enumerate(document["spec"]["limits"]):
        at = LIMITS.index(i)
        yield from validate_limit_type(item["type"], at.child("type"))
        if item["type"] in seen:
            detail = f"Another entry is about the type {show(item['type'])}; put both into one."
            yield duplicate(at.child("type"), item["type"], detail)
        seen.add(item["type"])
        yield from validate_item(item, at)


def validate_limit_type(name: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateLimitRangeTypeName."""
    messages = is_qualified_name(name)
    yield from invalid_for_each(path, name, messages)
    if not messages and "/" not in name and name not in LIMIT_TYPES:
        detail = f"{show(name)} is not a known type; use {one_of(LIMIT_TYPES)}."
        yield invalid(path, name, f"{detail} Other names need a domain.")


def validate_item(item: Item, path: FieldPath) -> Iterator[FieldError]:
    """One entry. Part of ValidateLimitRange. sic: a missing size of claims is reported at a field that is none."""
    is_of_pods = item["type"] == "Pod"
    lists = {name: amounts(item.get(name)) for name in LISTS}
    for name in DEFAULTS if is_of_pods else ():
        if lists[name]:
            yield forbidden(path.child(name), "A pod as a whole has no defaults; write them for the type Container.")
        lists[name] = {}
    of_containers = is_of_pods or item["type"] == "Container"
    name_rule = validate_container_resource_name if of_containers else validate_resource_name
    for name, found in lists.items():
        for resource in found:
            yield from name_rule(resource, path.child(name).key(resource))
    if item["type"] == "PersistentVolumeClaim" and "storage" not in lists["min"] and "storage" not in lists["max"]:
        yield required(path.child("limits"), "Write how large claims may be: min or max of storage.")
    for resource in dict.fromkeys(name for found in lists.values() for name in found):
        yield from validate_amounts(resource, lists, path)


def validate_amounts(resource: str, lists: dict[str, Amounts], path: FieldPath) -> Iterator[FieldError]:
    """The amounts of one resource must go together. Part of ValidateLimitRange."""
    found = {name: one[resource] for name, one in lists.items() if resource in one}
    for low, high, at in (
        ("min", "max", "min"),
        ("min", "defaultRequest", "defaultRequest"),
        ("defaultRequest", "max", "defaultRequest"),
        ("defaultRequest", "default", "defaultRequest"),
        ("min", "default", "default"),
        ("default", "max", "default"),
    ):
        if low in found and high in found and found[low] > found[high]:
            detail = f"{low} is {show(found[low])}, which is more than the {high} of {show(found[high])}."
            yield invalid(path.child(at).key(resource), str(found[at]), detail)
    if "maxLimitRequestRatio" in found:
        yield from validate_ratio(found, path.child("maxLimitRequestRatio").key(resource))
    if not is_overcommit_allowed(resource) and DEFAULTS[0] in found and DEFAULTS[1] in found:
        limit, request = found["default"], found["defaultRequest"]
        if limit != request:
            detail = f"{show(resource)} cannot be shared out twice, so default and defaultRequest must be equal."
            yield invalid(path.child("defaultRequest").key(resource), str(request), detail)


def validate_ratio(found: dict[str, Quantity], path: FieldPath) -> Iterator[FieldError]:
    """How many times its request a limit may be. Part of ValidateLimitRange."""
    ratio = found["maxLimitRequestRatio"]
    if ratio < ONE:
        yield invalid(path, str(ratio), f"{show(ratio)} is less than 1, but no limit is less than its request.")
    if "min" in found and "max" in found:
        values = [ratio, found["max"], found["min"]]
        whole = [one.value() for one in values]
        exact = all(one < MAX_MILLI_VALUE for one in whole)
        times, most, least = [one.milli_value() for one in values] if exact else whole
        widest = _divide(most, least)
        if (times / 1000 if exact else times) > widest:
            detail = f"{show(ratio)} is more than max divided by min, so no container could ever reach it."
            yield invalid(path, str(ratio), detail)


def _divide(one: int, other: int) -> float:
    """The quotient as Go has it, where nothing is more than 0/0."""
    if other:
        return float(one) / float(other)
    return -inf if one < 0 else inf

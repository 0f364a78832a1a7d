"""What an HTTPRoute changes about requests and answers. Mirrors the filters of the Gateway API, v1.6.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, invalid
from podbuilder.kube.validation.formats import show

Filter = Mapping[str, Any]

# The field of each type of filter.
FIELDS = {
    "RequestHeaderModifier": "requestHeaderModifier",
    "ResponseHeaderModifier": "responseHeaderModifier",
    "RequestMirror": "requestMirror",
    "RequestRedirect": "requestRedirect",
    "URLRewrite": "urlRewrite",
    "ExtensionRef": "extensionRef",
    "CORS": "cors",
}
# Those that may be there once.
SINGLE = ("CORS", "RequestHeaderModifier", "ResponseHeaderModifier", "RequestRedirect", "URLRewrite")
# What replaces a path, by the type of the replacement.
REPLACEMENTS = {"ReplaceFullPath": "replaceFullPath", "ReplacePrefixMatch": "replacePrefixMatch"}
# Lists in which "*" stands for everything.
WILDCARD_LISTS = ("allowOrigins", "allowMethods", "allowHeaders")


def validate_filters(filters: Sequence[Filter], path: FieldPath) -> Iterator[FieldError]:
    """The filters of a rule or of a backend."""
    types = [each["type"] for each in filters]
    if "RequestRedirect" in types and "URLRewrite" in types:
        yield invalid(path, None, "A request is either redirected or rewritten; keep one of the filters.")
    for name in SINGLE:
        if types.count(name) > 1:
            yield invalid(path, None, f"There may be one filter of the type {name}; put all into that one.")
    for i, each in enumerate(filters):
        yield from validate_filter(each, path.index(i))


def validate_filter(each: Filter, path: FieldPath) -> Iterator[FieldError]:
    """A filter has the field of its type, and no other."""
    for name, field in FIELDS.items():
        if field in each and each["type"] != name:
            yield invalid(path, None, f"The type says {show(each['type'])}; remove {field}, or write another filter.")
        elif field not in each and each["type"] == name:
            yield invalid(path, None, f"A filter of the type {name} is described in {field}.")
    for field in ("requestRedirect", "urlRewrite"):
        yield from validate_path_modifier(each.get(field, {}).get("path"), path.child(field, "path"))
    if "requestMirror" in each:
        yield from validate_mirror(each["requestMirror"], path.child("requestMirror"))
    for name in WILDCARD_LISTS:
        items = each.get("cors", {}).get(name, ())
        if "*" in items and len(items) > 1:
            yield invalid(path.child("cors", name), items, '"*" stands for all of them; leave the others out.')


def validate_path_modifier(modifier: Filter | None, path: FieldPath) -> Iterator[FieldError]:
    """The replacement has the field of its type, and no other."""
    for name, field in REPLACEMENTS.items() if modifier else ():
        if modifier and (field in modifier) != (modifier["type"] == name):
            detail = f"{field} belongs to the type {name}, and the type is {show(modifier['type'])}."
            yield invalid(path, None, detail)


def validate_mirror(mirror: Filter, path: FieldPath) -> Iterator[FieldError]:
    """Where copies of requests go, and of how many."""
    if "percent" in mirror and "fraction" in mirror:
        yield invalid(path, None, "percent and fraction say the same in two ways; keep one of them.")
    if needs_port(mirror["backendRef"]):
        detail = f"Write the port of the Service {show(mirror['backendRef']['name'])}."
        yield invalid(path.child("backendRef"), None, detail)
    fraction = mirror.get("fraction", {"numerator": 0, "denominator": 1})
    if fraction["numerator"] > fraction["denominator"]:
        detail = f"{fraction['numerator']} of {fraction['denominator']} are more than all requests."
        yield invalid(path.child("fraction"), None, detail)


def needs_port(backend: Filter) -> bool:
    """Whether a Service is named without its port."""
    return not backend["group"] and backend["kind"] == "Service" and "port" not in backend


def replaces_prefix(filters: Sequence[Filter], field: str) -> bool:
    """Whether exactly one filter with this field replaces the prefix that a match has. sic: two count as none."""
    modifiers = [each[field].get("path", {}) for each in filters if field in each]
    found = [each for each in modifiers if each.get("type") == "ReplacePrefixMatch" and "replacePrefixMatch" in each]
    return len(found) == 1

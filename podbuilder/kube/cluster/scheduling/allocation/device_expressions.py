"""Expressions in CEL that select devices.

Mirrors DeviceMatches of dynamic-resource-allocation/cel, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube import cel
from podbuilder.kube.cel.semantic_version import semver
from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device, values_of
from podbuilder.kube.cluster.scheduling.status import NotJudged


class ExpressionError(Exception):
    """The expression cannot be read, or fails on a device; the message is what the server says of it."""


class _Domains(dict[str, Any]):
    """What a device has by domain; a domain of which it has nothing is there too, and empty."""

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str)

    def __missing__(self, key: str) -> dict[str, Any]:
        return {}


def selects(expression: str, device: Device) -> bool:
    """Whether an expression selects a device (ExpressionError if it fails, NotJudged if nobody here can say)."""
    try:
        program = cel.compile(expression)
    except cel.CelError as problem:
        raise ExpressionError(f"CEL compile error: compilation failed: {problem}") from problem
    content, driver = device.content, device.id.driver
    attributes = {name: _value(each) for name, each in (content.get("attributes") or {}).items()}
    seen = {
        "driver": driver,
        "allowMultipleAllocations": device.is_shared,
        "attributes": _by_domain(attributes, driver),
        "capacity": _by_domain(values_of(content.get("capacity")), driver),
    }
    try:
        return program.evaluate({"device": seen}) is True
    except cel.CelError as problem:
        raise ExpressionError(f"CEL runtime error: {problem}") from problem
    except cel.NotJudged as problem:
        raise NotJudged(str(problem)) from problem


def _value(attribute: Mapping[str, Any]) -> Any:
    """An attribute's value, of whichever type it is."""
    if "version" in attribute:
        return semver(attribute["version"])
    return next(iter(attribute.values()), None)


def _by_domain(named: Mapping[str, Any], driver: str) -> _Domains:
    """What stands without a domain is of the driver's own."""
    found = _Domains()
    for name, value in named.items():
        domain, _, own = name.rpartition("/")
        found.setdefault(domain or driver, {})[own] = value
    return found

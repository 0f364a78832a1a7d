"""How one definition is laid over another: for `extends`, and for the further documents of a file.

Mappings are merged and lists appended; the rest is below. Mirrors override/merge.go of compose-go v2.9.1. What is
merged fits its shape already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.importers.compose.plain_scalar import go_text

_Merge = Callable[[Any, Any, ValuePath], Any]


def merge(base: Any, over: Any, path: ValuePath = ()) -> Any:
    """A value with another one over it. Neither is changed."""
    rule = _RULES.get(_pattern(path))
    if rule is not None:
        return rule(base, over, path)
    if over is None:
        return base
    if isinstance(base, dict) and isinstance(over, dict):
        return _mappings(base, over, path)
    if isinstance(base, list) and isinstance(over, list):
        return [*base, *over]
    return over


def _pattern(path: ValuePath) -> tuple[str | int, ...]:
    """A path whose names of services, networks and the like are `*`."""
    if path[:1] == ("services",) and path[2:3] == ("ulimits",):
        return ("services", "*", "ulimits", "*")[: len(path)]
    return (path[0], "*", *path[2:]) if len(path) > 1 else path


def _mappings(base: dict[str, Any], over: dict[str, Any], path: ValuePath) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        merged[key] = merge(base[key], value, (*path, key)) if key in base else value
    return merged


def _replaced(base: Any, over: Any, path: ValuePath) -> Any:
    return over


def _appended(base: Any, over: Any, path: ValuePath) -> Any:
    return [*sequence(base), *sequence(over)]


def sequence(value: Any) -> list[Any]:
    """A mapping as a list of `name=value`, sorted; one text as a list of one."""
    if isinstance(value, dict):
        return sorted(entry for name, below in value.items() for entry in _entries(name, below))
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) else []


def _entries(name: str, value: Any) -> list[str]:
    if value is None:
        return [name]
    return [f"{name}={go_text(item)}" for item in (value if isinstance(value, list) else [value])]


def _hosts(base: Any, over: Any, path: ValuePath) -> Any:
    first = sequence(base)
    known = set(first)
    return [*first, *(item for item in sequence(over) if item not in known)]


def _named(base: Any, over: Any, path: ValuePath) -> Any:
    return _mappings(_by_name(base), _by_name(over), path)


def _by_name(value: Any) -> dict[str, Any]:
    return dict.fromkeys(value) if isinstance(value, list) else value or {}


def _dependencies(base: Any, over: Any, path: ValuePath) -> Any:
    plain = {"condition": "service_started", "required": True}
    both = [dict.fromkeys(value, plain) if isinstance(value, list) else value or {} for value in (base, over)]
    return _mappings(both[0], both[1], path)


def _logging(base: Any, over: Any, path: ValuePath) -> Any:
    """Options of one driver mean nothing to another."""
    drivers = {value["driver"] for value in (base, over or {}) if "driver" in value}
    return over if len(drivers) > 1 else _mappings(base, over or {}, path)


def _build(base: Any, over: Any, path: ValuePath) -> Any:
    both = [{"context": value} if isinstance(value, str) else value or {} for value in (base, over)]
    return _mappings(both[0], both[1], path)


def _pools(base: Any, over: Any, path: ValuePath) -> Any:
    """Pools of addresses: those over others, with what these say of the same subnet."""
    known = {pool.get("subnet"): pool for pool in base}
    pools = {pool.get("subnet"): {**known.get(pool.get("subnet"), {}), **pool} for pool in over or ()}
    return list(pools.values()) if base else []


_RULES: dict[tuple[str | int, ...], _Merge] = {
    ("networks", "*", "ipam", "config"): _pools,
    ("services", "*", "build"): _build,
    ("services", "*", "build", "extra_hosts"): _hosts,
    ("services", "*", "depends_on"): _dependencies,
    ("services", "*", "extra_hosts"): _hosts,
    ("services", "*", "healthcheck", "test"): _replaced,
    ("services", "*", "logging"): _logging,
    ("services", "*", "models"): _named,
    ("services", "*", "networks"): _named,
    ("services", "*", "ulimits", "*"): _replaced,
    **{("services", "*", key): _replaced for key in ("command", "entrypoint")},
    **{
        ("services", "*", key): _appended
        for key in ("annotations", "dns", "dns_opt", "dns_search", "env_file", "environment", "label_file", "labels")
    },
    **{("services", "*", key): _appended for key in ("sysctls", "tmpfs")},
    **{("services", "*", "build", key): _appended for key in ("args", "additional_contexts", "labels")},
    ("services", "*", "deploy", "labels"): _appended,
    **{(resource, "*", "labels"): _appended for resource in ("networks", "volumes")},
}

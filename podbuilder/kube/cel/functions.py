"""Every function by its name: those that stand alone, those of a value, and those behind a word, as in `sets.contains`.

Mirrors MustBaseEnvSet, Kubernetes v1.36, apiserver pkg/cel/environment.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from podbuilder.kube.cel import addresses, conversions, lists, named_formats, quantities, semantic_version, strings
from podbuilder.kube.cel.addresses import CIDR
from podbuilder.kube.cel.cel_error import CelError, no_overload
from podbuilder.kube.cel.cel_types import NOTHING, Maybe, TypeName
from podbuilder.kube.cel.named_formats import FORMATS, NamedFormat
from podbuilder.kube.cel.operators import is_zero
from podbuilder.kube.cel.times import SECOND, Duration, Timestamp, duration, timestamp

Function = Callable[..., Any]


def size(value: Any) -> int:
    if isinstance(value, str | bytes | list | tuple | dict):
        return len(value)
    raise no_overload()


def _of_maybe(value: Any) -> Maybe:
    if not isinstance(value, Maybe):
        raise no_overload()
    return value


def _value(of: Any) -> Any:
    if not _of_maybe(of).is_there:
        raise CelError("optional.none() dereference")
    return of.value


def _given(items: Any) -> list[Any]:
    return [item.value for item in items if _of_maybe(item).is_there]


def _moment(part: Callable[[datetime], int], per: int = 0) -> Function:
    """A part of a point in time; of a duration, how many of so many nanoseconds it has."""

    def run(of: Any, zone: str = "UTC") -> int:
        if isinstance(of, Timestamp):
            return part(of.at(zone))
        if isinstance(of, Duration) and per:
            return int(of.nanoseconds / per)
        raise no_overload()

    return run


def _milliseconds(of: Any, zone: str = "UTC") -> int:
    if isinstance(of, Duration):
        return int(of.nanoseconds % SECOND // 10**6)
    return int(_moment(lambda at: at.microsecond // 1000)(of, zone))


def _validated(of: Any, value: Any) -> Maybe:
    if not isinstance(of, NamedFormat):
        raise no_overload()
    return of.validate(value)


def _ip_of(of: Any) -> Any:
    if not isinstance(of, CIDR):
        raise no_overload()
    return addresses.ip(of)


def _escaped_key(value: Any) -> str:
    return strings.text(value).replace("~", "~0").replace("/", "~1")


def _permission(*values: Any) -> Any:
    """What is asked of an authorizer, which nobody here has: it is missed before this is reached."""
    raise no_overload()


AUTHORIZER = (
    *("path", "group", "serviceAccount", "resource", "subresource", "namespace", "name", "fieldSelector"),
    *("labelSelector", "check", "allowed", "denied", "reason", "errored", "error"),
)
FUNCTIONS: dict[str, Function] = {
    "size": size,
    "int": conversions.to_int,
    "uint": conversions.to_uint,
    "double": conversions.to_double,
    "bool": conversions.to_bool,
    "string": conversions.to_string,
    "bytes": conversions.to_bytes,
    "type": conversions.to_type,
    "dyn": conversions.identity,
    "duration": duration,
    "timestamp": timestamp,
    "matches": strings.matches,
    "quantity": quantities.quantity,
    "isQuantity": quantities.is_quantity,
    "ip": addresses.ip,
    "isIP": addresses.is_ip,
    "cidr": addresses.cidr,
    "isCIDR": addresses.is_cidr,
    "url": addresses.url,
    "isURL": addresses.is_url,
    "semver": semantic_version.semver,
    "isSemver": semantic_version.is_semver,
}
METHODS: dict[str, Function] = {
    **dict.fromkeys(AUTHORIZER, _permission),
    "size": size,
    "matches": strings.matches,
    "contains": strings.contains,
    "startsWith": strings.starts_with,
    "endsWith": strings.ends_with,
    "charAt": strings.char_at,
    "join": strings.joined,
    "lowerAscii": strings.lower_ascii,
    "upperAscii": strings.upper_ascii,
    "replace": strings.replaced,
    "split": strings.split,
    "substring": strings.substring,
    "trim": strings.trimmed,
    "find": strings.found,
    "findAll": strings.all_found,
    "format": lambda of, values: strings.formatted(of, values, conversions.shown),
    "indexOf": lambda of, *args: (strings.index_of if isinstance(of, str) else lists.index_of)(of, *args),
    "lastIndexOf": lambda of, *args: (strings.last_index_of if isinstance(of, str) else lists.last_index_of)(of, *args),
    "reverse": lists.reverse,
    "isSorted": lists.is_sorted,
    "sum": lists.total,
    "min": lists.smallest,
    "max": lists.largest,
    "flatten": lists.flattened,
    "distinct": lists.distinct,
    "slice": lists.piece,
    "sort": lists.in_order,
    "first": lists.first,
    "last": lists.last,
    "hasValue": lambda of: _of_maybe(of).is_there,
    "value": _value,
    "or": lambda of, other: of if _of_maybe(of).is_there else _of_maybe(other),
    "orValue": lambda of, other: of.value if _of_maybe(of).is_there else other,
    "unwrapOpt": _given,
    "isInteger": quantities.is_integer,
    "asInteger": quantities.as_integer,
    "asApproximateFloat": quantities.as_float,
    "sign": quantities.sign,
    "add": quantities.added,
    "sub": quantities.subtracted,
    "compareTo": quantities.compared,
    "isLessThan": quantities.is_less,
    "isGreaterThan": quantities.is_greater,
    "major": lambda of: of.major,
    "minor": lambda of: of.minor,
    "patch": lambda of: of.patch,
    "family": addresses.family,
    "isUnspecified": addresses.is_unspecified,
    "isLoopback": addresses.is_loopback,
    "isLinkLocalMulticast": addresses.is_link_local_multicast,
    "isLinkLocalUnicast": addresses.is_link_local_unicast,
    "isGlobalUnicast": addresses.is_global_unicast,
    "containsIP": addresses.contains_ip,
    "containsCIDR": addresses.contains_cidr,
    "ip": _ip_of,
    "masked": addresses.masked,
    "prefixLength": addresses.prefix_length,
    "getScheme": addresses.scheme,
    "getHost": addresses.host,
    "getHostname": addresses.hostname,
    "getPort": addresses.port,
    "getEscapedPath": addresses.escaped_path,
    "getQuery": addresses.query,
    "validate": _validated,
    "getFullYear": _moment(lambda at: at.year),
    "getMonth": _moment(lambda at: at.month - 1),
    "getDate": _moment(lambda at: at.day),
    "getDayOfMonth": _moment(lambda at: at.day - 1),
    "getDayOfWeek": _moment(lambda at: at.isoweekday() % 7),
    "getDayOfYear": _moment(lambda at: at.timetuple().tm_yday - 1),
    "getHours": _moment(lambda at: at.hour, 3600 * SECOND),
    "getMinutes": _moment(lambda at: at.minute, 60 * SECOND),
    "getSeconds": _moment(lambda at: at.second, SECOND),
    "getMilliseconds": _milliseconds,
}
NAMESPACES: dict[str, Function] = {
    "optional.of": lambda value: Maybe(value, True),
    "optional.none": lambda: NOTHING,
    "optional.ofNonZeroValue": lambda value: NOTHING if is_zero(value) else Maybe(value, True),
    "optional.unwrap": _given,
    "sets.contains": lists.has_all,
    "sets.equivalent": lists.are_equivalent,
    "sets.intersects": lists.intersect,
    "lists.range": lists.ranged,
    "strings.quote": strings.quoted,
    "ip.isCanonical": addresses.is_canonical,
    "format.named": named_formats.named,
    "jsonpatch.escapeKey": _escaped_key,
    **{f"format.{name}": lambda found=found: found for name, found in FORMATS.items()},
}
# Types, where they stand for themselves.
CONSTANTS = {
    name: TypeName(name)
    for name in ("int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type")
}

"""Lists of which two entries mean the same: the later one takes the place of the earlier.

Mirrors override/uncity.go of compose-go v2.9.1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.importers.compose.short_volume import long_volumes


def _name(item: Any) -> Any:
    return item.partition("=")[0]


def _text(item: Any) -> Any:
    return str(item)


def _device(item: Any) -> Any:
    if isinstance(item, dict):
        return item.get("target")
    source, *rest = item.split(":")
    return rest[0] if rest else source


def _mount(folder: str) -> Callable[[Any], Any]:
    def target(item: Any) -> Any:
        if isinstance(item, dict):
            return item.get("target", f"{folder}/{item.get('source')}")
        return f"{folder}/{item}"

    return target


def _env_file(item: Any) -> Any:
    return item.get("path") if isinstance(item, dict) else item


def _port(item: Any) -> Any:
    if not isinstance(item, dict):
        return str(item)
    address, protocol = item.get("host_ip", "0.0.0.0"), item.get("protocol", "tcp")  # noqa: S104 - every address
    # sic: a number without quotes is another port than the same text.
    return address, item.get("published"), str(item.get("target")), protocol


def _volume(item: Any) -> Any:
    return long_volumes(item)[0].get("target")


# By the keys of a service.
_OF_SERVICES: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("cap_add", "cap_drop", "dns", "dns_opt", "dns_search", "links", "profiles", "tmpfs"), _name),
    "configs": _mount(""),
    "devices": _device,
    "env_file": _env_file,
    "expose": _text,
    "ports": _port,
    "secrets": _mount("/run/secrets"),
    "volumes": _volume,
}
# By the keys of a service's network.
_OF_NETWORKS = frozenset({"aliases", "link_local_ips"})


def without_repeats(items: list[Any], path: ValuePath) -> list[Any]:
    """The list at a path without the earlier ones of entries that mean the same."""
    return [items[number] for number in kept_numbers(items, path)]


def kept_numbers(items: list[Any], path: ValuePath) -> list[int]:
    """The same as numbers of the list's entries."""
    meaning = _meaning_at(path)
    if meaning is None:
        return list(range(len(items)))
    # A key that is set again keeps its place.
    found: dict[Any, int] = {}
    for number, item in enumerate(items):
        found[meaning(item)] = number
    return list(found.values())


def _meaning_at(path: ValuePath) -> Callable[[Any], Any] | None:
    if path[:1] != ("services",):
        return None
    if len(path) == 3:
        return _OF_SERVICES.get(str(path[2]))
    return _name if len(path) == 5 and path[4] in _OF_NETWORKS else None

"""Where the texts of services mention other services, by the names under which they find each other.

Names that Kubernetes does not allow for a Service are made ones that it does, and the texts follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings.object_names import service_name

# A name of a host, and its port.
_HOST = re.compile(r"(?<![\w.-])([A-Za-z0-9_][\w.-]{0,252})(?::([0-9]{1,5})(?![\w.]))?")
# What a host stands behind, or before.
_BEFORE, _AFTER = ("//", "@"), re.compile(r":[0-9]{1,5}(?![0-9])|/")
# Variables whose whole value is a host.
_OF_HOSTS = re.compile(r"HOST|SERVER|ADDR|URL|ENDPOINT|NODE|SEED|BROKER|PEER|UPSTREAM")
_HIGHEST = 65_535


def texts_of(settings: Mapping[str, Any]) -> Iterator[str]:
    """The texts of a service in which hosts are named."""
    yield from (value for value in settings.get("environment", {}).values() if value)
    for key in ("command", "entrypoint"):
        yield from settings.get(key) or ()


def names_of(name: str, settings: Mapping[str, Any]) -> Iterator[str]:
    """The names under which other services of a file find one."""
    yield name
    if settings.get("container_name"):
        yield settings["container_name"]
    for network in (settings.get("networks") or {}).values():
        yield from (network or {}).get("aliases", ())


def mentions(texts: Iterable[str], names: Iterable[str]) -> dict[str, set[int]]:
    """Which of these names stand in the texts, each with the ports that are named with it."""
    known = set(names)
    found: dict[str, set[int]] = {}
    for text in texts:
        for match in _HOST.finditer(text):
            if match[1] in known:
                ports = found.setdefault(match[1], set())
                port = whole_number(match[2] or "", _HIGHEST, 1)
                if port:
                    ports.add(port)
    return found


def new_names(names: Iterable[str]) -> dict[str, str]:
    """The names that Kubernetes does not allow for a Service, and what stands for them."""
    return {name: fitting for name in names if (fitting := service_name(name)) != name}


def with_new_names(text: str, renamed: Mapping[str, str], variable: str = "") -> str:
    """The text with new names of hosts: before a port or a path, behind `//` and `@`, or as a variable for a host."""
    if not renamed:
        return text
    if text in renamed and _OF_HOSTS.search(variable.upper()):
        return renamed[text]
    parts, end = [], 0
    for match in _HOST.finditer(text):
        name = match[1]
        if name in renamed and (match[2] or _is_host(text, match.start(1), match.end(1))):
            parts += [text[end : match.start(1)], renamed[name]]
            end = match.end(1)
    return "".join((*parts, text[end:]))


def _is_host(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 2) : start].endswith(_BEFORE) or (start == 0 and _AFTER.match(text, end) is not None)

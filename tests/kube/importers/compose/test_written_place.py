"""Where a value of the long form stands in the text."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.importers.compose.resolution import resolve
from podbuilder.kube.importers.compose.written_place import WrittenPlaces

FILE = """\
services:
  base:
    image: a
    cap_add: [A]
    environment: {X: 1}
  web:
    extends: base
    cap_add: [B, C, B]
    environment: [A=1, B=2, A=3]
    extra_hosts: ["db:10.0.0.1", "cache=10.0.0.2"]
    ports: ["80-81:80-81", "90"]
    dns: 10.0.0.3
    labels: {a.b: c}
    networks: {front: {aliases: [x]}}
networks: {front: }
"""
PLACES: dict[str, tuple[tuple[Any, ...], tuple[Any, ...] | None]] = {
    "a service": ((), ()),
    "a key": (("cap_add",), ("cap_add",)),
    "an item that another service brings": (("cap_add", 0), None),
    "an item": (("cap_add", 2), ("cap_add", 1)),
    "the later of two that mean the same": (("cap_add", 1), ("cap_add", 2)),
    "a variable of a list": (("environment", "B"), ("environment", 1)),
    "the last one of a variable": (("environment", "A"), ("environment", 2)),
    "a variable that another service brings": (("environment", "X"), ("environment", "X")),
    "a host": (("extra_hosts", "db"), ("extra_hosts", 0)),
    "a host with an equals sign": (("extra_hosts", "cache"), ("extra_hosts", 1)),
    "the second port of a range": (("ports", 1), ("ports", 0)),
    "the port after a range": (("ports", 2), ("ports", 1)),
    "no port": (("ports", 9), None),
    "what is written as one text": (("dns", 0), ("dns",)),
    "an entry of a mapping": (("labels", "a.b"), ("labels", "a.b")),
    "what is nested": (("networks", "front", "aliases", 0), ("networks", "front", "aliases", 0)),
    "what is nowhere": (("deploy", "mode"), ("deploy", "mode")),
}


@pytest.mark.parametrize(("path", "place"), [pytest.param(*case, id=name) for name, case in PLACES.items()])
def test_places(path: tuple[Any, ...], place: tuple[Any, ...] | None) -> None:
    places = WrittenPlaces(resolve(FILE))
    above = ("services", "web")
    assert places.of((*above, *path)) == (None if place is None else (*above, *place))

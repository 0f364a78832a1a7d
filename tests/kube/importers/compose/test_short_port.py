"""The short forms of ports."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.importers.compose.problem import UnreadableValue
from podbuilder.kube.importers.compose.short_port import long_ports

# Address, published, target and protocol of each port.
READ: dict[str, tuple[Any, list[tuple[str, str, int, str]]]] = {
    "a number": (80, [("", "", 80, "tcp")]),
    "a target": ("80/UDP", [("", "", 80, "udp")]),
    "a published port": ("8080:80", [("", "8080", 80, "tcp")]),
    "a published port that is empty": (":80", [("", "", 80, "tcp")]),
    "an address": ("127.0.0.1:8080:80", [("127.0.0.1", "8080", 80, "tcp")]),
    "an address of version 6": ("[::1]::80", [("::1", "", 80, "tcp")]),
    "the same without brackets": ("::1:1:80", [("::1", "1", 80, "tcp")]),
    "ranges": ("8000-8001:9000-9001", [("", "8000", 9000, "tcp"), ("", "8001", 9001, "tcp")]),
    "a range for one": ("8000-8002:80", [("", "8000-8002", 80, "tcp")]),
    "a range of targets": ("80-81", [("", "", 80, "tcp"), ("", "", 81, "tcp")]),
    "sorted as texts": ("9999-10000", [("", "", 10000, "tcp"), ("", "", 9999, "tcp")]),
}


@pytest.mark.parametrize(("value", "found"), [pytest.param(*case, id=name) for name, case in READ.items()])
def test_what_is_read(value: Any, found: list[tuple[str, str, int, str]]) -> None:
    ports = long_ports(value)
    assert [(p.get("host_ip", ""), p.get("published", ""), p["target"], p["protocol"]) for p in ports] == found
    assert {port["mode"] for port in ports} == {"ingress"}


def test_a_long_form_stays() -> None:
    assert long_ports({"target": 80}) == [{"target": 80}]


UNREADABLE: dict[str, tuple[Any, str]] = {
    "nothing": ("", "port of the container"),
    "no target": ("80:", "port of the container"),
    "a fraction": (80.5, "in quotes"),
    "another protocol": ("80/xyz", "tcp, udp or sctp"),
    "letters": ("a", "from 0 to 65535"),
    "too high": ("65536", "from 0 to 65535"),
    "digits of another script": ("٣", "from 0 to 65535"),
    "very many digits": ("1" * 5000, "from 0 to 65535"),
    "backwards": ("90-80", "ends before it begins"),
    "unequal ranges": ("1-3:80-81", "equally long"),
    "a long range": ("1-2000", "more than 1,000 ports"),
    "no address": ("x:80:80", "IP address"),
    "an address with a zone": ("fe80::1%eth0:80:80", "IP address"),
}


@pytest.mark.parametrize(("value", "words"), [pytest.param(*case, id=name) for name, case in UNREADABLE.items()])
def test_what_cannot_be_read(value: Any, words: str) -> None:
    with pytest.raises(UnreadableValue, match=words):
        long_ports(value)

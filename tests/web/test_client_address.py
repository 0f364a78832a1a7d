"""Where a request comes from: believed of our own proxies only."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest
from django.test import RequestFactory

from podbuilder.web.client_address import client_address, neighbourhood

CLIENT, PROXY = "203.0.113.9", "10.0.0.7"
# what is behind, who is trusted, who asks, what is written, who it is
TABLE: dict[str, tuple[bool, list[str], str, str, str]] = {
    "no proxy": (False, [], CLIENT, "", CLIENT),
    "no proxy, and somebody pretends": (False, [], CLIENT, "1.2.3.4", CLIENT),
    "one proxy": (True, [], PROXY, CLIENT, CLIENT),
    "one proxy, and somebody pretends": (True, [], PROXY, f"1.2.3.4, {CLIENT}", CLIENT),
    "two proxies that are named": (True, ["10.0.0.0/8"], PROXY, f"1.2.3.4, {CLIENT}, 10.1.1.1", CLIENT),
    "around the named proxies": (True, ["10.0.0.0/8"], CLIENT, "1.2.3.4", CLIENT),
    "a socket of this machine": (True, ["10.0.0.0/8"], "", CLIENT, CLIENT),
    "a proxy that writes nothing": (True, [], PROXY, "", PROXY),
    "only proxies": (True, ["10.0.0.0/8"], PROXY, "10.9.9.9, 10.1.1.1", "10.9.9.9"),
    "what is no address": (True, [], PROXY, "unknown, <script>", "unknown"),
    "IPv6": (True, [], PROXY, "2001:DB8:0::1", "2001:db8::1"),
}


@pytest.mark.parametrize("case", TABLE)
def test_the_client(settings: Any, case: str) -> None:
    settings.BEHIND_PROXY, trusted, asker, written, expected = TABLE[case]
    settings.TRUSTED_PROXIES = tuple(ip_network(one) for one in trusted)
    headers = {"x-forwarded-for": written} if written else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=asker, headers=headers)) == expected


@pytest.mark.parametrize(
    ("address", "place"),
    [(CLIENT, CLIENT), ("2001:db8::1:2:3:4", "2001:db8::/64"), ("unknown", "unknown")],
)
def test_one_customer_is_one_place(address: str, place: str) -> None:
    assert neighbourhood(address) == place

"""Where hosts stand."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.kustomization.overlays.host_places import host_places

CASES: dict[str, tuple[Any, list[tuple[str, str]]]] = {
    "nothing": ({}, []),
    "rules without hosts": ({"spec": {"rules": [{}, {"host": 5}, 1]}}, []),
    "rules and certificates": (
        {"spec": {"rules": [{"host": "a"}], "tls": [{}, {"hosts": ["b", "a"]}]}},
        [("/spec/rules/0/host", "a"), ("/spec/tls/1/hosts/0", "b"), ("/spec/tls/1/hosts/1", "a")],
    ),
    "a route": ({"spec": {"hostnames": ["a"]}}, [("/spec/hostnames/0", "a")]),
}


@pytest.mark.parametrize(("content", "places"), CASES.values(), ids=CASES)
def test_where_hosts_stand(content: Any, places: list[tuple[str, str]]) -> None:
    assert list(host_places(content)) == places

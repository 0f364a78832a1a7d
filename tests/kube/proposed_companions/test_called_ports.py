"""The ports that variables and commands name."""

from __future__ import annotations

import pytest

from podbuilder.kube.proposed_companions.called_ports import called_ports


@pytest.mark.parametrize(
    ("text", "ports"),
    [
        ("", []),
        ("nginx:1.25", []),
        ("10:30", []),
        ("localhost:8080", []),
        ("http://127.0.0.1:8080/healthz", []),
        ("http://localhost/", []),
        ("unheard://db/shop", []),
        ("db:99999", []),
        ("postgres://shop:secret@db.example.com:6432/shop", [6432]),
        ("postgres://db/shop", [5432]),
        ("unheard://db:1234/shop", [1234]),
        ("cache:6379", [6379]),
        ("--to=https://a.example.com,http://b:8080", [443, 8080]),
    ],
)
def test_a_text(text: str, ports: list[int]) -> None:
    for container in ({"env": [{"name": "A", "value": text}, "odd"]}, {"args": [text]}, {"command": [text, 5]}):
        assert called_ports({"spec": {"containers": [container]}}) == ports


def test_ports_come_once_and_in_order() -> None:
    containers = [{"args": ["b:90", "a:80"], "env": [{"name": "A"}]}, {"args": ["c:80"], "command": "odd"}]
    assert called_ports({"spec": {"containers": containers}}) == [80, 90]

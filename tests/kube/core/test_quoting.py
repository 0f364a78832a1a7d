"""Messages show values shortened, and without what may be a credential."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.quoting import LONGEST_SHOWN, cut, quote


def test_what_is_short_stays_whole() -> None:
    assert cut("a" * LONGEST_SHOWN) == "a" * LONGEST_SHOWN
    assert quote("web") == '"web"'
    assert quote("") == '""'


def test_what_is_long_is_cut() -> None:
    assert cut("a" * 1000) == "a" * (LONGEST_SHOWN - 1) + "…"
    assert quote("a" * 1000).endswith('…"')


WHOLE = (
    *("", "web", "Nginx:1.27", "nginx@sha256:abc", "registry.example.com:5000/team/app:1.2", "my app", "{{ image }}"),
    *("app.kubernetes.io/name", "web-7d4b9c6f8-x2x7k-and-more", "MY_LONG_VARIABLE_NAME_2", "tcp://10.0.0.1:80", "8080"),
)
COVERED = {
    "DB_PASSWORD=hunter2 and more": "DB_PASSWORD=…",
    "--password=hunter2": "--password=…",
    "--password hunter2": "--password …",
    "-p hunter2": "-p …",
    "password: hunter2": "password: …",
    "Bearer abc": "Bearer …",
    "https://u:hunter2@r/x": "https://…@r/x",
    "https://u:hun/ter@2@r/x": "https://…@r/x",
    "u:hunter2@r/x": "…@r/x",
    "hunter2@nginx:1@sha256:0": "…@nginx:1@sha256:0",
    f"https://u:{'hunter2' * 200}@r": "…",
    "q8Zr2LmX0vB7nK4tW9sY": "…",
    "token q8Zr2LmX0vB7nK4tW9sY+/!": "token …!",
    "AKIAABCDEFGH23456789": "…",
    "0123456789abcdef" * 2: "…",
}


@pytest.mark.parametrize("text", WHOLE)
def test_a_name_stays_whole(text: str) -> None:
    assert cut(text) == text


@pytest.mark.parametrize("text", COVERED)
def test_what_may_be_a_credential_is_covered(text: str) -> None:
    assert cut(text) == COVERED[text]

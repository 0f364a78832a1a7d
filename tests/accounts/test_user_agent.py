"""How a browser is named after its User-Agent header."""

from __future__ import annotations

import pytest

from podbuilder.accounts.user_agent import browser_name

_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
NAMES = {
    "nothing at all": ("", "A browser"),
    "a word that nobody knows": ("my-script/1.0", "A browser"),
    "a system without a known browser": ("my-script/1.0 (Linux)", "A browser on Linux"),
    "a program without a system": ("curl/8.5.0", "curl"),
    "Firefox": ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox on Linux"),
    "Chrome, which also claims to be Safari": (
        f"Mozilla/5.0 (Windows NT 10.0) {_WEBKIT} Safari/537.36",
        "Chrome on Windows",
    ),
    "Edge, which also claims to be Chrome": (
        f"Mozilla/5.0 (Windows NT 10.0) {_WEBKIT} Safari/537.36 Edg/131.0",
        "Edge on Windows",
    ),
    "Android, which is also a Linux": (
        f"Mozilla/5.0 (Linux; Android 10; K) {_WEBKIT} Mobile Safari/537.36",
        "Chrome on Android",
    ),
    "an iPhone, which is also like Mac OS X": (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1",
        "Safari on an iPhone",
    ),
}


@pytest.mark.parametrize(("user_agent", "name"), NAMES.values(), ids=NAMES)
def test_a_device_has_a_name_that_people_recognise(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name

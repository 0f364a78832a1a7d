"""Credentials in a README."""

from __future__ import annotations

import pytest

from podbuilder.kube.secret_scanning.prose import find_in_prose

# Put together from pieces, so that nobody's scanner takes this file for a leak.
TOKEN = "gh" + "p_" + "aB3dE7gH1jK0" * 3
BEGIN = "-----BEGIN " + "RSA PRIVATE KEY-----"
HARMLESS = ("", "A web server.", "Set `DB_PASSWORD=changeme` first.", "https://example.com/docs", "-----BEGIN here")
FOUND = {
    "a token": (f"# Web\n\nUse {TOKEN}.\n", [(3, "a GitHub token", f"Use {TOKEN}.")]),
    "a token twice": (f"{TOKEN}\n{TOKEN}", [(1, "a GitHub token", TOKEN), (2, "a GitHub token", TOKEN)]),
    "an address": ("postgres://a:hunter2@db/x", [(1, "a password in an address", "postgres://a:hunter2@db/x")]),
    "a key of several lines": (
        f"    {BEGIN}\n    MIIE\n    -----END x-----\nend",
        [(1, "a private key", f"{BEGIN}\n    MIIE\n    -----END x-----")],
    ),
    "a key without an end": (f"{BEGIN}\nMIIE", [(1, "a private key", BEGIN)]),
}


@pytest.mark.parametrize("text", HARMLESS)
def test_prose_without_credentials(text: str) -> None:
    assert list(find_in_prose(text)) == []


@pytest.mark.parametrize("name", FOUND)
def test_credentials_in_prose(name: str) -> None:
    text, found = FOUND[name]
    assert list(find_in_prose(text)) == found

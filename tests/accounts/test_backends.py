"""Who signs in with which name and password."""

from __future__ import annotations

import pytest

from podbuilder.accounts.backends import NameOrEmail
from tests.accounts.support import PASSWORD, person

pytestmark = pytest.mark.django_db

# What is typed, and who it is.
TYPED: dict[str, tuple[str | None, str | None, str]] = {
    "nothing": (None, None, ""),
    "no password": ("alice", None, ""),
    "a wrong password": ("alice", PASSWORD.upper(), ""),
    "nobody's name": ("dora", PASSWORD, ""),
    "nobody's address": ("dora@example.com", PASSWORD, ""),
    "an address that is not confirmed": ("pending@example.com", PASSWORD, ""),
    "a closed account": ("carol", PASSWORD, ""),
    "a closed account's address": ("carol@example.com", PASSWORD, ""),
    "a name": ("alice", PASSWORD, "alice"),
    "a name in capitals, with spaces": (" ALICE ", PASSWORD, "alice"),
    "an address": ("alice@example.com", PASSWORD, "alice"),
    "an address in capitals": ("ALICE@EXAMPLE.COM ", PASSWORD, "alice"),
    "another one's address": ("bob@example.com", PASSWORD, "bob"),
}


@pytest.mark.parametrize(("name", "password", "who"), TYPED.values(), ids=TYPED)
def test_who_signs_in(name: str | None, password: str | None, who: str) -> None:
    person("alice", email="Alice@example.com")
    person("bob", email="bob@example.com", pending_email="pending@example.com")
    person("carol", email="carol@example.com", is_active=False)
    user = NameOrEmail().authenticate(None, username=name, password=password)
    assert (user.username if user else "") == who


@pytest.mark.parametrize("name", ["dora", "dora@example.com"])
def test_an_unknown_name_takes_a_hash_as_a_known_one_does(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(
        "django.contrib.auth.models.AbstractBaseUser.set_password", lambda self, raw: hashed.append(raw)
    )
    NameOrEmail().authenticate(None, username=name, password=PASSWORD)
    assert hashed == [PASSWORD]

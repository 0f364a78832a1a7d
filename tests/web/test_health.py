"""Whether it lives, and whether it is ready."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from podbuilder.web import health

HEALTHZ, READYZ = reverse("web:healthz"), reverse("web:readyz")


def test_it_lives_without_a_database(client: Client) -> None:
    response = client.get(HEALTHZ)
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready(client: Client) -> None:
    assert client.get(READYZ).content == b"ok\n"


@pytest.mark.parametrize(
    ("answer", "said"),
    [(OperationalError("no route to the host of ours"), "the database cannot be reached"), (3, "3 migrations")],
)
def test_it_is_not(client: Client, monkeypatch: pytest.MonkeyPatch, answer: Any, said: str) -> None:
    def missing() -> int:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(health, "missing_migrations", missing)
    response = client.get(READYZ)
    assert response.status_code == 503
    assert said in response.content.decode()
    assert "ours" not in response.content.decode()

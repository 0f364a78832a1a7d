"""Whether it lives, and whether it is ready."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from django.db import OperationalError
from django.test import Client, override_settings
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


@pytest.mark.django_db
@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["podbuilder.example.com"])
def test_kubelet_asks_by_address_and_without_https(client: Client) -> None:
    for path in (HEALTHZ, READYZ):
        for host in ("10.1.2.3:8000", "podbuilder.example.com", "a b"):
            assert client.get(path, headers={"host": host}).content == b"ok\n"
    assert client.get("/", headers={"host": "10.1.2.3"}).status_code in (301, 400), "pages keep to their rules"


def test_it_lives_without_a_database_whoever_asks(client: Client) -> None:
    """No query is allowed here: a session's cookie must lead to none."""
    client.cookies["sessionid"] = "a" * 32
    assert client.get(HEALTHZ).status_code == 200


@pytest.mark.django_db
def test_it_is_not_ready_without_static_files(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Storage:
        hashed_files: ClassVar[dict[str, str]] = {}

    monkeypatch.setattr(health, "staticfiles_storage", Storage())
    response = client.get(READYZ)
    assert response.status_code == 503
    assert "manage.py collectstatic" in response.content.decode()
    names = {name: name for finder in health.get_finders() for name, _ in finder.list(None)}
    Storage.hashed_files = names
    assert client.get(READYZ).status_code == 200

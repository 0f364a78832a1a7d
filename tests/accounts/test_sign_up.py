"""Who may make an account, and how often."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from podbuilder.accounts.models import User

pytestmark = pytest.mark.django_db
DATA = {"name": "alice", "password": "a long password"}


def test_a_visitor_signs_up(client: Client) -> None:
    assert "/sign-up/" in client.get("/").content.decode()
    assert client.post("/sign-up/", DATA).status_code == 302


@override_settings(SIGN_UP=False)
def test_signing_up_can_be_closed(client: Client) -> None:
    for page in ("/", "/sign-in/"):
        assert "/sign-up/" not in client.get(page).content.decode()
    for answer in (client.get("/sign-up/"), client.post("/sign-up/", DATA)):
        assert answer.status_code == 403
        assert "Ask whoever runs this installation" in answer.content.decode()
    assert not User.objects.exists()


@override_settings(SIGN_UPS_PER_HOUR=2)
def test_the_rate_is_a_setting() -> None:
    answers = [Client().post("/sign-up/", DATA | {"name": f"pupil-{number}"}).status_code for number in range(3)]
    assert answers == [302, 302, 429]

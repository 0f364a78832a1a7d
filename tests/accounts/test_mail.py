"""Mails that are sent behind an answer, so that its time tells nobody whether there was somebody to write to."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from podbuilder.accounts.mail import RedirectThenSend, compose
from podbuilder.accounts.models import User

pytestmark = pytest.mark.django_db


def test_mails_go_out_once_behind_the_answer() -> None:
    messages = [EmailMessage("Hello", "You.\n", to=[f"{name}@example.com"]) for name in ("alice", "bob")]
    response = RedirectThenSend("accounts:sign-in", messages)
    assert (response.status_code, response["Location"], mail.outbox) == (302, "/sign-in/", [])
    response.close()
    response.close()
    assert [message.to for message in mail.outbox] == [["alice@example.com"], ["bob@example.com"]]


def test_a_mail_is_named_by_the_site_and_not_by_this_machine(settings: object) -> None:
    settings.DEFAULT_FROM_EMAIL = "Podbuilder <podbuilder@pods.example.com>"  # type: ignore[attr-defined]  # a proxy
    user = User(username="alice")
    mail = compose("accounts/mail/password_changed.txt", "alice@example.com", {"user": user})
    assert mail.message()["Message-ID"].endswith("@pods.example.com>")

"""Addresses of mail servers: what they say, and what is wrong with them."""

from __future__ import annotations

import pytest

from podbuilder.web.config.email_url import CONSOLE, SMTP, Mail, MailProblem, read_mail

SENDER = "Podbuilder <podbuilder@example.com>"
MAILS: dict[str, tuple[object, ...]] = {
    "": (CONSOLE, "", 25, "", False, False),
    "console:": (CONSOLE, "", 25, "", False, False),
    "smtp://localhost": (SMTP, "localhost", 25, "", False, False),
    "smtp+tls://me:s%40fe@mail.example.com": (SMTP, "mail.example.com", 587, "s@fe", True, False),
    "console://": (CONSOLE, "", 25, "", False, False),
    "smtp://mail.example.com:2525/": (SMTP, "mail.example.com", 2525, "", False, False),
    "smtp://me:pass@localhost": (SMTP, "localhost", 25, "pass", False, False),
    "smtp://me:pass@127.0.0.1": (SMTP, "127.0.0.1", 25, "pass", False, False),
    "smtp://me:pass@[::1]": (SMTP, "::1", 25, "pass", False, False),
    "smtp://me@mail.example.com": (SMTP, "mail.example.com", 25, "", False, False),
    "smtps://mail.example.com": (SMTP, "mail.example.com", 465, "", False, True),
    "smtps://me:pass@mail.example.com:4465": (SMTP, "mail.example.com", 4465, "pass", False, True),
}


@pytest.mark.parametrize("address", MAILS)
def test_an_address(address: str) -> None:
    mail = read_mail(address, SENDER)
    assert (mail.backend, mail.host, mail.port, mail.password, mail.starts_tls, mail.is_tls) == MAILS[address]
    assert mail.sender == SENDER
    assert mail.user == ("me" if "me@" in address or "me:" in address else "")


def test_without_settings_mail_is_printed() -> None:
    assert Mail() == read_mail("", "podbuilder@localhost")


PROBLEMS = {
    "mail.example.com": "begins with none of",
    "smtp://": "needs a host",
    "smtp://mail.example.com:x": "cannot be read",
    "smtps://mail.example.com/inbox": "nothing behind it",
    "smtp://me:hunter2@mail.example.com": "unencrypted",
    "smtps://me:hunter2@mail.example.com?timeout=1": "nothing behind it",
    "console:x": "begins with none of",
}


@pytest.mark.parametrize("address", PROBLEMS)
def test_what_is_wrong_with_an_address(address: str) -> None:
    with pytest.raises(MailProblem) as problem:
        read_mail(address, SENDER)
    assert PROBLEMS[address] in str(problem.value)
    assert "hunter2" not in str(problem.value)

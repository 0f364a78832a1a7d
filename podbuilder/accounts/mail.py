"""The mails we send. Each is a template: its first line is the subject, the rest the text."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from email.utils import make_msgid, parseaddr
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from podbuilder.accounts.models import User
from podbuilder.web.config.email_url import CONSOLE

logger = logging.getLogger(__name__)

CONFIRMED_WITHIN_DAYS = 3
_SALT = "podbuilder.accounts.email"


def compose(template: str, to: str, context: dict[str, Any]) -> EmailMessage:
    subject, _, body = render_to_string(template, context).partition("\n")
    # By itself, Django names this machine, which mail servers take for a sign of spam where it is "localhost".
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": make_msgid(domain=domain or None)}
    return EmailMessage(subject.strip(), body.strip() + "\n", to=[to], headers=headers)


def is_delivered() -> bool:
    """Whether this installation sends mail at all; without a mail server, mails are printed where the server runs."""
    return bool(settings.EMAIL_BACKEND != CONSOLE)


def send(message: EmailMessage) -> bool:
    """Send a mail now. Returns whether the mail server accepted it."""
    try:
        message.send()
    except (OSError, SMTPException, ValueError):
        # ValueError: an address that a form accepts, but that a mail's header cannot hold.
        logger.exception("A mail could not be sent")
        return False
    return True


def say_sent(request: HttpRequest, message: EmailMessage, then: str, *, before: str = "") -> None:
    """Send a mail that somebody waits for, and say whether it went out; `then` is what its reader does with it."""
    to = message.to[0]
    if not send(message):
        messages.error(
            request, f"{before}The mail to {to} could not be sent. Ask for it again on the page of your account."
        )
    elif is_delivered():
        messages.info(request, f"{before}We have sent a mail to {to}. {then}")
    else:
        said = f"This installation sends no mail: whoever runs it finds the one to {to} where the server prints."
        messages.warning(request, f"{before}{said}")


class RedirectThenSend(HttpResponseRedirect):
    """A redirect that sends mails once the browser has it.

    The time that an answer takes must not reveal whether there was anybody to write to. `close` is the method that a
    WSGI server calls when the response is out.
    """

    def __init__(self, to: str, mails: Iterable[EmailMessage]) -> None:
        super().__init__(resolve_url(to))
        self.mails = list(mails)

    def close(self) -> None:
        super().close()
        while self.mails:
            send(self.mails.pop(0))


def confirmation(request: HttpRequest, user: User, email: str) -> EmailMessage:
    """The mail that asks to confirm an address. If another account has the address, the mail says that instead."""
    owner = User.objects.with_email(email).first()
    if owner is not None and owner != user:
        context = {"owner": owner, "url": request.build_absolute_uri(reverse("accounts:password-reset"))}
        return compose("accounts/mail/address_taken.txt", email, context)
    # The token contains the current address, so that the link works once, and depends on the password: whoever asked
    # may have known one that the owner has changed since.
    token = signing.dumps([user.pk, user.email, email, _mark_of_password(user)], salt=_SALT, compress=True)
    url = request.build_absolute_uri(reverse("accounts:account-email-confirm", args=[token]))
    context = {"user": user, "url": url, "days": CONFIRMED_WITHIN_DAYS}
    return compose("accounts/mail/confirm_address.txt", email, context)


def confirmed(token: str) -> tuple[User, str] | None:
    """The account and the address that a token confirms.

    None if the token is forged, too old or used, or if the password has been changed since.
    """
    try:
        pk, before, email, mark = signing.loads(token, salt=_SALT, max_age=CONFIRMED_WITHIN_DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError):
        # ValueError: a link that an older version made.
        return None
    user = User.objects.filter(pk=pk, email=before, is_active=True).first()
    return (user, email) if user and constant_time_compare(mark, _mark_of_password(user)) else None


def _mark_of_password(user: User) -> str:
    """What changes with the password and tells nothing of it."""
    return salted_hmac(_SALT, user.password, algorithm="sha256").hexdigest()[:32]

"""Browsers in which somebody has signed in to an account before: guesses made elsewhere do not lock them out."""

from __future__ import annotations

import secrets

from django.core import signing
from django.http import HttpRequest, HttpResponse

from podbuilder.accounts.models import User

COOKIE = "known"
ONE_YEAR = 365 * 24 * 3600
# The most accounts that one browser is known to; the oldest goes first.
MOST = 5
_SALT = "podbuilder.accounts.known_browsers"


def browser_of(request: HttpRequest, account: str) -> str:
    """The random name under which this browser is known to an account; "" if it is not."""
    return _names(request).get(account, "")


def remember(response: HttpResponse, request: HttpRequest, user: User) -> None:
    """Let the account know this browser for another year. Only for somebody who has just given the password."""
    names = _names(request)
    name = names.pop(user.username, "") or secrets.token_urlsafe(16)
    kept = dict([*names.items(), (user.username, name)][-MOST:])
    value = signing.dumps(kept, salt=_SALT, compress=True)
    response.set_cookie(
        COOKIE, value, max_age=ONE_YEAR, path="/sign-in/", httponly=True, samesite="Lax", secure=request.is_secure()
    )


def _names(request: HttpRequest) -> dict[str, str]:
    try:
        names: dict[str, str] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=ONE_YEAR)
    except signing.BadSignature:
        return {}
    return names

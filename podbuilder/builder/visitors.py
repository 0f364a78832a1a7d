"""Visitors, who have no account: a long random name in a signed cookie identifies their browser."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "visitor"
ONE_YEAR = 365 * 24 * 3600


def visitor_of(request: HttpRequest) -> str:
    """The visitor's name, or "" for a browser that has none yet."""
    return str(request.get_signed_cookie(settings.COOKIE_PREFIX + COOKIE, default="", max_age=ONE_YEAR))


def new_visitor() -> str:
    return secrets.token_urlsafe(32)


def remember_visitor(response: HttpResponse, visitor: str, *, secure: bool) -> None:
    """Let the browser carry the visitor's name for another year."""
    # Browsers take the prefixed name from https only, which is all there is where it is used.
    name, secure = settings.COOKIE_PREFIX + COOKIE, secure or bool(settings.COOKIE_PREFIX)
    response.set_signed_cookie(name, visitor, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=secure)

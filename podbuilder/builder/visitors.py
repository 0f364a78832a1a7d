"""Visitors, who have no account: a long random name in a signed cookie identifies their browser."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse

COOKIE = "visitor"
ONE_YEAR = 365 * 24 * 3600


def visitor_of(request: HttpRequest) -> str:
    """The visitor's name, or "" for a browser that has none yet."""
    return str(request.get_signed_cookie(COOKIE, default="", max_age=ONE_YEAR))


def new_visitor() -> str:
    return secrets.token_urlsafe(32)


def remember_visitor(response: HttpResponse, visitor: str, *, secure: bool) -> None:
    """Let the browser carry the visitor's name for another year."""
    response.set_signed_cookie(COOKIE, visitor, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=secure)

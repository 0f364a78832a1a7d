"""Visitors, who have no account: a long random name in a signed cookie identifies their browser."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "visitor"
ONE_YEAR = 365 * 24 * 3600
# How old the cookie of somebody who comes back becomes before it is given anew.
ONE_MONTH = 30 * 24 * 3600

View = Callable[[HttpRequest], HttpResponse]


# What a request's cookie says, kept with the request: several ask for it, and each look verifies a signature.
_READ = "_podbuilder_visitor"


def visitor_of(request: HttpRequest) -> str:
    """The visitor's name, or "" for a browser that has none yet."""
    return _read(request)[0]


def _read(request: HttpRequest) -> tuple[str, bool]:
    """The visitor's name, and whether it was given within the last month."""
    kept: tuple[str, bool] | None = request.__dict__.get(_READ)
    if kept is None:
        name = settings.COOKIE_PREFIX + COOKIE
        recent = request.get_signed_cookie(name, default="", max_age=ONE_MONTH)
        visitor = recent or request.get_signed_cookie(name, default="", max_age=ONE_YEAR)
        kept = request.__dict__[_READ] = str(visitor), bool(recent)
    return kept


def new_visitor() -> str:
    return secrets.token_urlsafe(32)


def remember_visitor(response: HttpResponse, visitor: str, *, secure: bool) -> None:
    """Let the browser carry the visitor's name for another year."""
    # Browsers take the prefixed name from https only, which is all there is where it is used.
    name, secure = settings.COOKIE_PREFIX + COOKIE, secure or bool(settings.COOKIE_PREFIX)
    response.set_signed_cookie(name, visitor, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=secure)


def keep_visitor(get_response: View) -> View:
    """Middleware that lets a visitor who comes back be known for another year, so that their drafts stay theirs."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        visitor, is_recent = _read(request)
        if visitor and not is_recent and settings.COOKIE_PREFIX + COOKIE not in response.cookies:
            remember_visitor(response, visitor, secure=request.is_secure())
        return response

    return middleware

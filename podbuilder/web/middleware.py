"""Headers that every response carries, and what a response to HEAD leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(get_response: View) -> View:
    """Let pages load our own files only, and no other site frame them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


def private_pages(get_response: View) -> View:
    """Say of every answer who may keep it: what a view does not give to everybody is for this browser alone.

    What is for everybody sets no cookie: a shared cache would hand it to the next person. What somebody who is signed
    in sees is stored nowhere, so that nobody finds it in this browser after they have signed out.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        said = response.headers.get("Cache-Control", "")
        if said:
            if not re.search(r"private|no-store", said):
                response.cookies.clear()
            return response
        user = getattr(request, "user", None)
        is_someones = user is not None and user.is_authenticated
        response.headers["Cache-Control"] = "private, no-store" if is_someones else "private, no-cache"
        return response

    return middleware


def drop_body_of_head(get_response: View) -> View:
    """Answer HEAD as GET would be, without the body, at which servers would otherwise log a warning."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return middleware

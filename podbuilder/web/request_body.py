"""Bodies that are too large, refused by what the request says of itself, before any of them is read or stored."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from podbuilder.kube.core.int64 import INT64_MAX
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.web import errors
from podbuilder.web.limits import BODIES, LARGEST_FORM

WITHOUT_BODY = {"GET", "HEAD", "OPTIONS", "TRACE"}


def limit_body(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that refuses a body by its length: odd with 400, none with 411, too large for its address with 413.

    A body in chunks says no length. No browser sends one so, and a proxy that collects bodies adds the length.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        length = whole_number(request.META.get("CONTENT_LENGTH") or "0", most=INT64_MAX)
        if length is None:
            # Django converts it unchecked, and some servers let it pass.
            raise BadRequest("The Content-Length header is not a number.")
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return errors.refusal(request, HTTPStatus.LENGTH_REQUIRED, "Send this again with a Content-Length header.")
        # Looking up the address costs more than the rest; nearly every request is small.
        if length > (0 if request.method in WITHOUT_BODY else LARGEST_FORM) and length > (most := largest(request)):
            return errors.too_large(request, most)
        return get_response(request)

    return middleware


def largest(request: HttpRequest) -> int:
    """How many bytes this request's address takes with its method."""
    if request.method in WITHOUT_BODY:
        return 0
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return LARGEST_FORM
    return max((most for beginning, most in BODIES.items() if name.startswith(beginning)), default=LARGEST_FORM)

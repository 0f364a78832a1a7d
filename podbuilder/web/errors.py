"""The pages for requests that are refused: what happened and where to go, never a traceback."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

# What programs read: a refusal is a comment of YAML there, and never a page.
FOR_PROGRAMS = re.compile(r"/t/.+\.yaml")


def plain(request: HttpRequest, status: HTTPStatus, sentence: str) -> HttpResponse | None:
    """The refusal for a program; None if a person asks."""
    if not FOR_PROGRAMS.fullmatch(request.path):
        return None
    return HttpResponse(f"# {sentence}\n", content_type="application/yaml; charset=utf-8", status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Rendered without the request: it may be the part that cannot be read (too many fields, an unknown host).
    for_program = plain(request, HTTPStatus.BAD_REQUEST, "This request cannot be read.")
    if for_program is not None:
        return for_program
    return HttpResponse(render_to_string("400.html"), status=HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    for_program = plain(request, HTTPStatus.FORBIDDEN, "You may not read this.")
    if for_program is not None:
        return for_program
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    for_program = plain(request, HTTPStatus.NOT_FOUND, "There is nothing at this address.")
    if for_program is not None:
        return for_program
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    # Without the request too: what fails may be the database its user and session come from. And should the page
    # itself be what fails, every layer of middleware would come here anew.
    for_program = plain(request, HTTPStatus.INTERNAL_SERVER_ERROR, "That went wrong on our side, and has been logged.")
    if for_program is not None:
        return for_program
    try:
        page = render_to_string("500.html")
    except Exception:
        logger.exception("The page for errors cannot be shown")
        page = "<!doctype html><title>Podbuilder</title><p>That went wrong on our side, and has been logged."
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    for_program = plain(request, HTTPStatus.FORBIDDEN, "This address can only be read.")
    if for_program is not None:
        return for_program
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)

"""Pages for requests that fail: what happened and where to go, never a traceback."""

from __future__ import annotations

import errno
import logging
import re
import sqlite3
import sys
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from podbuilder.web import stale_form
from podbuilder.web.limits import KIB, LARGEST_FORM, LARGEST_TEXT
from podbuilder.web.refusal_log import escaped, log

logger = logging.getLogger(__name__)

# Addresses that programs read: a refusal there is a YAML comment, never a page.
FOR_PROGRAMS = re.compile(r"/t/.+\.yaml")
# Seconds after which a restarting database is probably back.
RETRY_AFTER = 5
# SQLite's errors about its file, its locks and the disk, as opposed to a wrong query.
OF_THE_FILE = re.compile(r"SQLITE_(BUSY|LOCKED|CANTOPEN|IOERR|READONLY|NOTADB|PROTOCOL)")
# PostgreSQL's own numbers.
DISK_FULL, UNDEFINED_TABLE, UNDEFINED_COLUMN = "53100", "42P01", "42703"


def plain(request: HttpRequest, status: HTTPStatus, sentence: str) -> HttpResponse | None:
    """The refusal for a program; None if a person asks."""
    if not FOR_PROGRAMS.fullmatch(request.path):
        return None
    return HttpResponse(f"# {sentence}\n", content_type="application/yaml; charset=utf-8", status=status)


def refusal(
    request: HttpRequest, status: HTTPStatus, sentence: str, template: str = "refusal.html", **context: Any
) -> HttpResponse:
    """A refusal in a sentence: a comment for programs, the sentence alone for htmx, a page for everybody else.

    The page is rendered without the request, of which nothing may have been read yet.
    """
    response = plain(request, status, sentence)
    if response is None and "HTTP_HX_REQUEST" in request.META:
        response = HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)
    if response is None:
        response = HttpResponse(render_to_string(template, {"sentence": sentence, **context}), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


class QuotaReached(Exception):
    """There is no room for more, or not yet. The message says of what, and what to do, in sentences."""

    def __init__(self, sentence: str, *, until: datetime | None = None) -> None:
        super().__init__(sentence)
        self.until = until


class OfErrors:
    """Middleware that only answers for errors of views, in `process_exception`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class RefuseOverQuota(OfErrors):
    """Middleware that answers where a quota is used up: 403 where there is no room, 429 where there soon is."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, QuotaReached):
            return None
        status = HTTPStatus.TOO_MANY_REQUESTS if exception.until else HTTPStatus.FORBIDDEN
        response = refusal(request, status, str(exception), title="There is no room for more")
        if exception.until:
            wait = exception.until - timezone.now()
            response.headers["Retry-After"] = str(max(1, ceil(wait.total_seconds())))
        return response


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """The refusal of a body that is larger than what its address takes."""
    if most:
        manifest = " A manifest may have 1 MiB." if most > LARGEST_FORM else ""
        sentence = f"This is too large: at most {most // KIB:,} KiB can be sent here.{manifest}"
    else:
        sentence = "This address takes nothing with a request of this kind."
    return refusal(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence, title="That was too large")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request, LARGEST_TEXT)
    if isinstance(exception, DisallowedHost):
        log(request, f"400 the host {escaped(str(request.META.get('HTTP_HOST', '')))} is not served")
        sentence = "No site of this name is served here. Whoever runs it lists its names in PODBUILDER_ALLOWED_HOSTS."
        return refusal(request, HTTPStatus.BAD_REQUEST, sentence, title="That request could not be read")
    log(request, f"400 {type(exception).__name__}")
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
    # Called while the exception is handled. If only the database was away, a later request may succeed.
    error = sys.exc_info()[1]
    if is_disk_full(error):
        said = "There is no space left for what Podbuilder keeps. What was saved stays, but nothing more can be saved."
        return refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, said, title="There is no space left")
    if is_database_unprepared(error):
        said = "The tables of Podbuilder's database are missing or old. Whoever runs it has to run manage.py migrate."
        return refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, said, title="Podbuilder is not set up yet")
    if is_database_away(error):
        page = _failure(request, HTTPStatus.SERVICE_UNAVAILABLE, "503.html", "Podbuilder cannot reach its database.")
        page.headers["Retry-After"] = str(RETRY_AFTER)
        return page
    said = "Something went wrong on our side, and it has been logged."
    return _failure(request, HTTPStatus.INTERNAL_SERVER_ERROR, "500.html", said)


def _failure(request: HttpRequest, status: HTTPStatus, template: str, sentence: str) -> HttpResponse:
    # Rendered without the request, whose user and session may come from the database that fails. If rendering the page
    # raised an error, every layer of middleware would call this again.
    for_program = plain(request, status, sentence)
    if for_program is not None:
        return for_program
    try:
        page: str = render_to_string(template)
    except Exception:
        logger.exception("The page for errors cannot be shown")
        page = f"<!doctype html><title>Podbuilder</title><p>{sentence}"
    response = HttpResponse(page, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_disk_full(error: BaseException | None) -> bool:
    """Whether something could not be written because the disk is full, here or where PostgreSQL runs."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    return getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL" or getattr(cause, "sqlstate", "") == DISK_FULL


def is_database_unprepared(error: BaseException | None) -> bool:
    """Whether a table or column is missing, as before `manage.py migrate`."""
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    is_missing = isinstance(cause, sqlite3.OperationalError) and re.match("no such (table|column)", str(cause))
    return bool(is_missing) or getattr(cause, "sqlstate", "") in (UNDEFINED_TABLE, UNDEFINED_COLUMN)


def is_database_away(error: BaseException | None) -> bool:
    """Whether the database cannot be reached or is busy, as opposed to a mistake of ours."""
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    if isinstance(cause, sqlite3.Error):
        return bool(OF_THE_FILE.match(getattr(cause, "sqlite_errorname", "")))
    return isinstance(error, OperationalError | InterfaceError)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    for_program = plain(request, HTTPStatus.FORBIDDEN, "This address can only be read.")
    if for_program is not None:
        return for_program
    if stale_form.is_form_of_ours(request):
        return stale_form.draw(request, status=HTTPStatus.FORBIDDEN, is_stale=True)
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)

"""Forms that come too late: their token is old, or whoever typed into them is not signed in any more.

Nothing is done then. The page that answers has everything that was typed, to read it and to send it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url

# Django's name of the field.
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a name, not a token)
# What pages post of themselves; nobody typed it.
NOT_TYPED = frozenset({TOKEN, "next", "op", "base", "tab_id", "serial", "mends", "pod", "version", "number"})
# What is typed again rather than shown.
_PASSWORD = re.compile(r"(?:\w+_)?password[12]?")
# In META of a request whose refusal says it all already.
_DRAWN = "podbuilder.stale_form"

View = Callable[[HttpRequest], HttpResponse]


def keep_typed(get_response: View) -> View:
    """Middleware that gives back what was typed into a form of ours when its page cannot be reached any more."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_refused(request, response) and _is_typed(request):
            status = HTTPStatus.FORBIDDEN if response.status_code == HTTPStatus.FOUND else response.status_code
            return draw(request, status=status)
        return response

    return middleware


def is_refused(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a posted form met a page that is not there for this person, or one that asks to sign in first."""
    if request.method != "POST" or _DRAWN in request.META:
        return False
    if response.status_code == HTTPStatus.FOUND:
        to = urlsplit(response.headers.get("Location", ""))
        back = parse_qs(to.query).get("next", [""])[0]
        return to.path == resolve_url(settings.LOGIN_URL) and urlsplit(back).path == request.path
    return response.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)


def _is_typed(request: HttpRequest) -> bool:
    return is_form_of_ours(request) and TOKEN in request.POST and bool(request.POST.keys() - NOT_TYPED)


def is_form_of_ours(request: HttpRequest) -> bool:
    """Whether a page of this site sent a form: another's must not become one of ours that is sent at a click.

    Browsers name the origin with every POST. htmx swaps no refusals; its pages keep what was typed themselves.
    """
    ours = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == ours and "HX-Request" not in request.headers


def typed_fields(data: QueryDict) -> list[tuple[str, str]]:
    """What was posted, without the token and without passwords."""
    return [
        (name, value)
        for name, values in data.lists()
        if name != TOKEN and not _PASSWORD.fullmatch(name)
        for value in values
    ]


def draw(request: HttpRequest, *, status: int, is_stale: bool = False) -> HttpResponse:
    """The page with what was typed; `is_stale` if only its token was too old."""
    request.META[_DRAWN] = True
    fields = typed_fields(request.POST)
    context = {
        "is_stale": is_stale,
        "address": request.get_full_path(),
        "fields": fields,
        "shown": [(name, value) for name, value in fields if name not in NOT_TYPED and value],
        "has_passwords": any(_PASSWORD.fullmatch(name) for name in request.POST),
        "has_files": bool(request.FILES),
    }
    response = render(request, "stale_form.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response

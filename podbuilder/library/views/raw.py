"""The raw address of a template: YAML whatever happens, and who asks is told by a token or by a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from podbuilder.accounts.rate_limit import Limit, hit
from podbuilder.library.access import find, link_key_of, revision_or_404
from podbuilder.library.models import SavedTemplate
from podbuilder.library.sharing.access_tokens import READ, TokenAuth, TokenRefused, authenticate
from podbuilder.library.sharing.raw_manifest import CONTENT_TYPE, Refused, answer, complaint, manifest_of
from podbuilder.web.client_address import client_address, neighbourhood

WRONG_TOKENS = Limit("try tokens from one place", 30, timedelta(minutes=15))
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Podbuilder"'}
NOWHERE = (
    "There is no such template, or you may not see it.",
    "For one that is not public, send a token: “Authorization: Bearer …”, or begin the address with https://x:TOKEN@.",
)


def in_yaml(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for programs: it may be read, and each of its refusals is a comment."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            sentence = "This address can be read with GET and HEAD only."
            return complaint(HTTPStatus.METHOD_NOT_ALLOWED, sentence, headers={"Allow": "GET, HEAD"})
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return complaint(refused.status, *refused.sentences, headers=refused.headers)
        except Http404:
            return complaint(HTTPStatus.NOT_FOUND, *NOWHERE)
        except PermissionDenied:
            return complaint(HTTPStatus.FORBIDDEN, "You may not read this.")
        except (BadRequest, SuspiciousOperation):
            return complaint(HTTPStatus.BAD_REQUEST, "This address cannot be read.")

    return csrf_exempt(wrapped)


@in_yaml
def newest(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """What the newest revision says."""
    return _answer(request, owner, slug)


@in_yaml
def pinned(request: HttpRequest, owner: str, slug: str, number: str) -> HttpResponse:
    """What one revision says, whatever is saved later."""
    return _answer(request, owner, slug, int(number))


@in_yaml
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """What looks like a raw address and is none."""
    raise Http404


def _answer(request: HttpRequest, owner: str, slug: str, number: int | None = None) -> HttpResponse:
    asker = _asker(request)
    template = find(owner, slug)
    if template is None or not asker.may_read(template, key=link_key_of(request, template)):
        _refuse_what_is_gone(asker, owner, slug)
        raise Http404
    if asker.token is not None and READ not in asker.token.scopes:
        raise Refused(HTTPStatus.FORBIDDEN, "This token is not for reading templates.")
    revision = revision_or_404(template, number)
    whole = answer(revision, manifest_of(revision, request.GET), is_pinned=number is not None)
    response = get_conditional_response(request, etag=whole["ETag"], response=whole) or whole
    # "Not modified" is no page either.
    response["Content-Type"] = CONTENT_TYPE
    return response


def _asker(request: HttpRequest) -> TokenAuth:
    """Who asks. Wrong tokens are counted, right ones are not; whoever tries too many is told to wait."""
    try:
        return authenticate(request)
    except TokenRefused as refused:
        until = hit((WRONG_TOKENS, neighbourhood(client_address(request))))
        if until is None:
            raise Refused(HTTPStatus.UNAUTHORIZED, str(refused), headers=CHALLENGE) from refused
        wait = str(max(1, ceil((until - timezone.now()).total_seconds())))
        sentence = f"Too many wrong tokens came from your address. Try again at {until:%H:%M} UTC."
        raise Refused(HTTPStatus.TOO_MANY_REQUESTS, sentence, headers={"Retry-After": wait}) from refused


def _refuse_what_is_gone(asker: TokenAuth, owner: str, slug: str) -> None:
    """Tell those who could see a template that it lies in the bin."""
    gone = SavedTemplate.objects.at(owner, slug).in_bin().first()
    if gone is not None and find(owner, slug) is None and asker.may_read(gone):
        raise Refused(HTTPStatus.GONE, "This template has been deleted.")

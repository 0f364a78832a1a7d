"""The raw addresses of a template. Their refusals are always YAML; a token or a session says who asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from podbuilder.accounts.rate_limit import hit
from podbuilder.library.access import link_keys_of, revision_or_404, template_at
from podbuilder.library.models import Revision, SavedTemplate
from podbuilder.library.sharing.access_tokens import READ, TokenAuth, TokenRefused, authenticate
from podbuilder.library.sharing.raw_folder import raw_file, raw_zip
from podbuilder.library.sharing.raw_manifest import RawContent, Refused, answer, complaint, raw_manifest
from podbuilder.web.client_address import client_address, neighbourhood
from podbuilder.web.limits import Limit

WRONG_TOKENS = Limit("try tokens from one place", 30, timedelta(minutes=15))
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Podbuilder"'}
NOWHERE = (
    "There is no such template, or you may not see it.",
    "For one that is not public, send a token: “Authorization: Bearer …”, or begin the address with https://x:TOKEN@.",
)


def in_yaml(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for programs: it can be read only, and each of its refusals is a YAML comment."""

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
    """The manifest of the newest revision."""
    return _answer(request, owner, slug)


@in_yaml
def pinned(request: HttpRequest, owner: str, slug: str, number: str) -> HttpResponse:
    """The manifest of one revision, whatever is saved later."""
    return _answer(request, owner, slug, int(number))


@in_yaml
def newest_zip(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """The newest revision as a ZIP of the folder that `?as=` names."""
    return _answer(request, owner, slug, make=raw_zip)


@in_yaml
def pinned_zip(request: HttpRequest, owner: str, slug: str, number: str) -> HttpResponse:
    """One revision as a ZIP of the folder that `?as=` names."""
    return _answer(request, owner, slug, int(number), make=raw_zip)


@in_yaml
def newest_file(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """Of the newest revision the file `?path=` in the folder that `?as=` names."""
    return _answer(request, owner, slug, make=raw_file)


@in_yaml
def pinned_file(request: HttpRequest, owner: str, slug: str, number: str) -> HttpResponse:
    """Of one revision the file `?path=` in the folder that `?as=` names."""
    return _answer(request, owner, slug, int(number), make=raw_file)


@in_yaml
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """An address that looks like a raw address, but is not one."""
    raise Http404


def _answer(
    request: HttpRequest,
    owner: str,
    slug: str,
    number: int | None = None,
    make: Callable[[Revision, QueryDict], RawContent] = raw_manifest,
) -> HttpResponse:
    asker = _asker(request)
    found = SavedTemplate.objects.at(owner, slug).kept()
    template = asker.readable(found, link_keys_of(request)).first()
    if template is None:
        _refuse_what_is_gone(asker, owner, slug)
        raise Http404
    if asker.token is not None and READ not in asker.token.scopes:
        raise Refused(HTTPStatus.FORBIDDEN, "This token is not for reading templates.")
    revision = revision_or_404(template, number)
    whole = answer(revision, make(revision, request.GET), is_pinned=number is not None)
    response = get_conditional_response(request, etag=whole["ETag"], response=whole) or whole
    # "Not modified" would otherwise be labelled as HTML.
    response["Content-Type"] = whole["Content-Type"]
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
    """Raise Refused with 410 if the template is in the bin and the asker could see it."""
    gone = asker.readable(SavedTemplate.objects.at(owner, slug).in_bin()).first()
    if gone is not None and template_at(owner, slug) is None:
        raise Refused(HTTPStatus.GONE, "This template has been deleted.")

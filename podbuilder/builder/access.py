"""Who may see which draft. Every view comes through here; to everybody else a draft does not exist."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from podbuilder.accounts.visitors import visitor_of
from podbuilder.builder.models import Draft


def _drafts_of(request: HttpRequest, **which: Any) -> QuerySet[Draft]:
    """Without the texts as they came in, which few pages ask for."""
    drafts = Draft.objects.defer("received", "imported")
    if request.user.is_authenticated:
        return drafts.filter(owner=request.user, **which)
    visitor = visitor_of(request)
    return drafts.filter(owner=None, visitor=visitor, **which) if visitor else drafts.none()


def drafts_of(request: HttpRequest) -> QuerySet[Draft]:
    """The drafts of the account that is signed in, or else of this browser."""
    return _drafts_of(request, deleted=None)


def every_draft_of(request: HttpRequest) -> QuerySet[Draft]:
    """The same with those in the bin, which still say what was done in them."""
    return _drafts_of(request)


def deleted_drafts_of(request: HttpRequest, *, since: datetime) -> QuerySet[Draft]:
    """The asker's drafts that were deleted after `since`."""
    return _drafts_of(request, deleted__gt=since)


def draft_or_404(request: HttpRequest, key: str) -> Draft:
    """The draft with this key if it is the asker's own; Http404 otherwise."""
    return _get(_drafts_of(request, deleted=None, key=key))


def revision_or_404(request: HttpRequest, key: str) -> Draft:
    """The same, with no more of it read than which page wrote it last."""
    return _get(_drafts_of(request, deleted=None, key=key).only("revision", "tab_id", "tab_id_since"))


def deleted_draft_or_404(request: HttpRequest, key: str, *, since: datetime) -> Draft:
    """The asker's own deleted draft with this key; Http404 otherwise."""
    return _get(_drafts_of(request, deleted__gt=since, key=key))


def _get(drafts: QuerySet[Draft]) -> Draft:
    try:
        return drafts.get()
    except Draft.DoesNotExist:
        raise Http404("no such draft of yours") from None

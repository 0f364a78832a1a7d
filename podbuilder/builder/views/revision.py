"""Whether an open page is behind: asked every few seconds by each that is looked at, so it is one short query."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podbuilder.builder.access import revision_or_404
from podbuilder.builder.editing.post_data import base_of, tab_id_of


@never_cache
@require_safe
def revision(request: HttpRequest, key: str) -> HttpResponse:
    """204 while the page has missed nothing; 200, with nothing in it, once another page has written."""
    is_behind = revision_or_404(request, key).is_stale(base_of(request.GET), tab_id_of(request.GET))
    return HttpResponse(status=HTTPStatus.OK if is_behind else HTTPStatus.NO_CONTENT)

"""What was pasted into a draft, mended: look-alike characters replaced, placeholders made parameters, JSON laid
out. Shown before."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.json_layout import LayOut
from podbuilder.builder.proposals.typography import CleanCharacters, FillPlaceholders
from podbuilder.builder.views.proposals import posting_draft_or_404, show_or_apply


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def characters(request: HttpRequest, key: str) -> HttpResponse:
    """GET: the characters that look like others, and what changes if they are replaced. POST: replace them."""
    draft = posting_draft_or_404(request, key)
    return _show(request, draft, lambda: CleanCharacters(draft, draft.manifest), "builder:draft")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def placeholders(request: HttpRequest, key: str) -> HttpResponse:
    """GET: the parameters that placeholders of other languages become. POST: make them parameters."""
    draft = posting_draft_or_404(request, key)
    return _show(request, draft, lambda: FillPlaceholders(draft, draft.manifest), "builder:draft-parameters")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def json_layout(request: HttpRequest, key: str) -> HttpResponse:
    """GET: JSON on one line, and what it looks like on several. POST: write it so."""
    draft = posting_draft_or_404(request, key)
    return _show(request, draft, lambda: LayOut(draft, draft.manifest), "builder:draft")


def _show(
    request: HttpRequest, draft: Draft, hold: Callable[[], CleanCharacters | FillPlaceholders | LayOut], to: str
) -> HttpResponse:
    return show_or_apply(
        request,
        draft,
        hold,
        template="builder/typography.html",
        context_of=lambda change: {"change": change, "back_url": draft.url, "back_name": "the draft"},
        next_url=lambda change: reverse(to, args=[draft.key]),
        op="",
    )

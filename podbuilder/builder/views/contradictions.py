"""The fix of a contradiction between the objects of a draft's file, shown before it is applied."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.proposals.contradiction import MendedContradiction, mended_at
from podbuilder.builder.steps.outline import REVIEW
from podbuilder.builder.views.proposals import posting_draft_or_404, show_or_apply


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contradiction(request: HttpRequest, key: str, place: str) -> HttpResponse:
    """GET: what the fix changes. POST: apply it."""
    draft = posting_draft_or_404(request, key)
    review = reverse("builder:draft-step", args=[draft.key, REVIEW])

    def hold() -> MendedContradiction:
        found = mended_at(draft, int(place))
        if found is None:
            raise Http404("nothing to mend there")
        return found

    return show_or_apply(
        request,
        draft,
        hold,
        template="builder/contradiction.html",
        context_of=lambda mended: {"mended": mended, "back_url": review, "back_name": "Review and export"},
        next_url=lambda mended: review,
        op="",
    )

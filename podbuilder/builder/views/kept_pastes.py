"""Pastes of the Troubleshooter that somebody asks to keep with a draft, and to delete again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.models import Draft, KeptPaste, PasteNotKept
from podbuilder.builder.views.troubleshoot import draw_troubleshooter, posted_paste
from podbuilder.kube.core.whole_number import whole_number


@require_POST
def keep(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what was pasted, without its credentials."""
    draft, text = draft_or_404(request, key), posted_paste(request)
    if not text:
        return redirect(_page(draft))
    try:
        kept = KeptPaste.objects.keep(draft, text)
    except PasteNotKept as refusal:
        messages.error(request, str(refusal))
        return draw_troubleshooter(request, text, draft)
    messages.success(request, "The paste is kept with the draft, its credentials covered.")
    return redirect(f"{_page(draft)}?paste={kept.pk}")


@require_POST
def forget(request: HttpRequest, key: str) -> HttpResponse:
    """Delete the kept paste `paste` of a draft; one that is gone already stays so."""
    draft = draft_or_404(request, key)
    number = whole_number(request.POST.get("paste", ""))
    if number is not None and draft.pastes.filter(pk=number).delete()[0]:
        messages.success(request, "The paste is deleted.")
    return redirect(_page(draft))


def _page(draft: Draft) -> str:
    return reverse("builder:draft-troubleshoot", args=[draft.key])

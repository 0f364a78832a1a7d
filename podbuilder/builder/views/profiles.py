"""Choosing which rules advise on a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.advice.advice import OWN, profile_of
from podbuilder.builder.draft_profiles import START, choices, choose, document_of
from podbuilder.builder.forms.fields import as_posted
from podbuilder.kube.lint import ProfileError
from podbuilder.kube.lint.profile_yaml import MOST_CHARACTERS


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, key: str) -> HttpResponse:
    """Choose one of the profiles, or paste or upload your own."""
    draft = draft_or_404(request, key)
    value = request.POST.get("profile", "")
    text, error = draft.profile_text or START, None
    if request.method == "POST":
        text = _posted(request)
        try:
            choose(draft, request.user, value, text)
        except ProfileError as problem:
            error = problem
        else:
            messages.success(request, f"Advice now follows the profile {profile_of(draft).name or 'of your own'}.")
            return redirect("builder:draft-advice", draft.key)
    offered = [choice._replace(is_chosen=choice.is_chosen and not error) for choice in choices(draft, request.user)]
    is_own = not any(choice.is_chosen for choice in offered)
    context = {"draft": draft, "choices": offered, "is_own": is_own, "text": text, "error": error}
    return render(request, "builder/profile.html", context)


def _posted(request: HttpRequest) -> str:
    upload = request.FILES.get("file")
    raw = upload.read(4 * MOST_CHARACTERS).decode("utf-8", "replace") if upload else request.POST.get("text", "")
    return as_posted(raw).replace("\x00", "")


@never_cache
@require_safe
def download(request: HttpRequest, key: str) -> HttpResponse:
    """The draft's profile as a file for `podbuilder review --profile`."""
    draft = draft_or_404(request, key)
    response = HttpResponse(document_of(draft), content_type="application/yaml; charset=utf-8")
    name = "profile" if draft.profile == OWN else draft.profile
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response

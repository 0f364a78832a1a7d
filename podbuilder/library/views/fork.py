"""Forking a template, and taking over the original's later changes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.accounts.http import user_of
from podbuilder.library.access import revision_or_404, template_or_404, writable_template_or_403
from podbuilder.library.forms.revision_buttons import CHOICE, RevisionForm, TakeOverForm
from podbuilder.library.revisions.fork import Upstream, origin_for
from podbuilder.library.revisions.fork import fork as make_fork
from podbuilder.library.revisions.save import VersionConflict
from podbuilder.library.secret_gate import SecretsFound

TAKE = "take"
SHOWN_FIELDS = 5


@require_POST
def fork(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """Fork the template into the asker's account."""
    template = template_or_404(request, owner, slug)
    if not request.user.is_authenticated:
        return redirect_to_login(template.get_absolute_url())
    form = RevisionForm(request.POST)
    revision = revision_or_404(template, form.cleaned_data["number"] if form.is_valid() else None)
    copy = make_fork(template, revision, request.user)
    messages.success(request, f"This is your own copy of {template.address}. It remembers where it came from.")
    return redirect(copy)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upstream(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """What has changed in the original, what conflicts with the fork's own changes, and taking it over."""
    template = writable_template_or_403(request, owner, slug)
    origin = origin_for(request.user, template)
    if origin is None:
        raise Http404("no original that you may see")
    state = Upstream.of(template, origin, {})
    form = TakeOverForm(request.POST or None, [conflict.name for conflict in state.three_way.conflicts])
    if choices := form.choices():
        state = Upstream.of(template, origin, choices)
    if request.POST.get("op") == TAKE and form.is_valid() and state.merged is not None:
        mine, theirs = form.cleaned_data["mine"] or 0, form.cleaned_data["theirs"] or 0
        try:
            revision = state.take(base=mine, theirs=theirs, author=user_of(request))
        except VersionConflict:
            messages.warning(
                request, "Somebody has saved another revision in the meantime. Please review the changes again."
            )
            return redirect("library:template-upstream", owner, slug)
        except SecretsFound as error:
            fields = ", ".join(one.where for one in error.found[:SHOWN_FIELDS])
            messages.error(
                request, f"Others would see credentials in plain text: {fields}. Nothing has been taken over."
            )
            return redirect("library:template-upstream", owner, slug)
        said = f"Yours is now revision {revision.number}." if revision else "Yours already had the same text."
        messages.success(request, f"{origin.address} has been taken over up to revision {state.theirs.number}. {said}")
        return redirect(template)
    return render(request, "library/upstream.html", {"template": template, "state": state, "choice": CHOICE})

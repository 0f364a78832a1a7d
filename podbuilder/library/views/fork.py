"""Forking a template, and taking over what became of the original."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.kube.core.whole_number import whole_number
from podbuilder.library import forking
from podbuilder.library.access import revision_or_404, template_or_404, writable_template_or_403
from podbuilder.library.hygiene import SecretsFound
from podbuilder.library.saving import Conflict

TAKE = "take"
CHOICE = "choice:"
MOST_CHOICES = 500
SHOWN_FIELDS = 5


@require_POST
def fork(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """A copy of the asker's own."""
    template = template_or_404(request, owner, slug)
    if not request.user.is_authenticated:
        return redirect_to_login(template.get_absolute_url())
    revision = revision_or_404(template, whole_number(request.POST.get("number", "")))
    copy = forking.fork(template, revision, request.user)
    messages.success(request, f"This is your own copy of {template.address}. It remembers where it comes from.")
    return redirect(copy)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upstream(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """What the original changed since, what of it contradicts one's own changes, and taking it over."""
    template = writable_template_or_403(request, owner, slug)
    origin = forking.origin_for(request.user, template)
    if origin is None:
        raise Http404("no original that you may see")
    posted = [(name, value) for name, value in request.POST.items() if name.startswith(CHOICE)][:MOST_CHOICES]
    state = forking.Upstream.of(template, origin, {name.removeprefix(CHOICE): value for name, value in posted})
    if request.POST.get("op") == TAKE and state.merged is not None:
        try:
            revision = state.take(
                base=_number(request.POST.get("mine", "")),
                theirs=_number(request.POST.get("theirs", "")),
                author=request.user,
            )
        except Conflict:
            messages.warning(request, "Somebody saved a revision meanwhile. Look at the changes once more.")
            return redirect("template-upstream", owner, slug)
        except SecretsFound as error:
            fields = ", ".join(one.where for one in error.found[:SHOWN_FIELDS])
            messages.error(request, f"Others would see credentials in plain text: {fields}. Nothing is taken over.")
            return redirect("template-upstream", owner, slug)
        said = f"It is revision {revision.number} now." if revision else "Nothing of it differed from yours."
        messages.success(request, f"{origin.address} is taken over up to revision {state.theirs.number}. {said}")
        return redirect(template)
    return render(request, "library/upstream.html", {"template": template, "state": state, "choice": CHOICE})


def _number(text: str) -> int:
    return whole_number(text) or 0

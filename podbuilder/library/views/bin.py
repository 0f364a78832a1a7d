"""The bin: deleted templates, for as long as they can be restored."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from podbuilder.accounts.http import AuthenticatedHttpRequest, user_of
from podbuilder.library.access import deleted_template_or_404, managed_template_or_403
from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions import lifecycle
from podbuilder.web.limits import KEPT_IN_BIN

SHOWN = 200


@login_required
@require_safe
def show(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The templates that the asker may restore."""
    found = (
        SavedTemplate.objects.in_bin()
        .managed_by(request.user)
        .with_owner()
        .filter(deleted__gt=timezone.now() - KEPT_IN_BIN)
        .order_by("-deleted")
    )
    return render(request, "library/bin.html", {"templates": found[:SHOWN], "days": KEPT_IN_BIN.days})


@require_POST
def delete(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """Move a template into the bin."""
    template = managed_template_or_403(request, owner, slug)
    lifecycle.delete(template, by=user_of(request))
    messages.success(
        request, f"{template} has been deleted. It can be restored from the bin for {KEPT_IN_BIN.days} days."
    )
    return redirect("library:library")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a template from the bin."""
    template = lifecycle.restore(deleted_template_or_404(request, pk), by=user_of(request))
    messages.success(request, f"{template} has been restored.")
    return redirect(template)

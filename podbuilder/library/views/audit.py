"""The audit trail, for the people whom it concerns."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from podbuilder.accounts.http import AuthenticatedHttpRequest
from podbuilder.kube.core.int64 import INT64_MAX
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.library.audit_log import entry_in_words
from podbuilder.library.models import AuditEntry
from podbuilder.teams.access import owned_team_or_403

A_PAGE = 50


@login_required
@require_safe
def mine(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What the asker did, and what others did to the asker's own templates."""
    return _page(request, AuditEntry.objects.concerning(request.user), {"title": "Your activity"})


@require_safe
def of_team(request: HttpRequest, slug: str) -> HttpResponse:
    """What anybody did to a team and its templates; for its owners."""
    team = owned_team_or_403(request, slug)
    entries = AuditEntry.objects.filter(team=team)
    return _page(request, entries, {"title": f"Activity in {team}", "team": team})


def _page(request: HttpRequest, entries: QuerySet[AuditEntry], context: dict[str, Any]) -> HttpResponse:
    before = whole_number(request.GET.get("before", ""), most=INT64_MAX)
    if before is not None:
        entries = entries.filter(pk__lt=before)
    rows = list(
        entries.select_related("who", "template", "template__owner", "template__team").order_by("-pk")[: A_PAGE + 1]
    )
    shown = [(entry, entry_in_words(entry)) for entry in rows[:A_PAGE]]
    older = rows[A_PAGE - 1].pk if len(rows) > A_PAGE else 0
    return render(request, "library/audit.html", {**context, "rows": shown, "older": older})

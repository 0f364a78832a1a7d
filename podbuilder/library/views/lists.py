"""The library: the asker's own templates, their teams', and the public ones."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from podbuilder.kube.core import kinds
from podbuilder.library.models import SavedTemplate, Visibility
from podbuilder.library.search.query import EVERYTHING, MINE, PUBLIC, SORTS, STARRED, TemplateQuery, search
from podbuilder.teams.models import Team

# What can be asked for by kind; the shelf holds others, too.
KINDS = tuple(kind.name for kind in kinds.every() if kind.is_common)


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """A page of templates, with the sections and filters that lead to others."""
    wanted = TemplateQuery.of(request.GET)
    sections = [(EVERYTHING, "All"), (PUBLIC, "Public")]
    if request.user.is_authenticated:
        teams = [(f"team:{team.slug}", team.name) for team in Team.objects.for_user(request.user)]
        sections = [(EVERYTHING, "All"), (MINE, "Yours"), *teams, (STARRED, "Starred"), (PUBLIC, "Public")]
    page = search(request.user, wanted)
    context = {
        "wanted": wanted,
        "page": page,
        "next": wanted.query(after=page.next) if page.next else "",
        "first": wanted.query() if wanted.after else "",
        "sections": [(title, wanted.query(where=where), where == wanted.where) for where, title in sections],
        "sorts": [(word, title) for word, (_, _, title) in SORTS.items()],
        "visibilities": Visibility.choices,
        "kinds": KINDS,
        "cleared": TemplateQuery(where=wanted.where, sort=wanted.sort).query(),
        "in_bin": SavedTemplate.objects.in_bin().managed_by(request.user).exists(),
        "mine": MINE,
    }
    return render(request, "library/library.html", context)

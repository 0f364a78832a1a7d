"""Adding a container by what it is for: the purposes, the questions of a recipe, and what it would add."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.editing import new_writer
from podbuilder.builder.models import Conflict
from podbuilder.builder.patterns.posted import base_of, writer_of
from podbuilder.builder.posted_text import posted_pod
from podbuilder.builder.proposals.add_recipe import Addition, consider
from podbuilder.builder.proposals.recipe_list import LONGEST_QUERY, TITLES, purposes
from podbuilder.kube.patterns.recipe import Recipe, find

ADD = "add"


@never_cache
@require_safe
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """What a container can be added for; `?q=` and `?pattern=` narrow it down."""
    draft = draft_or_404(request, key)
    asked = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    pattern = request.GET.get("pattern", "")
    pattern = pattern if pattern in TITLES else ""
    pod = draft.manifest.pod
    context = {
        "draft": draft,
        "asked": asked,
        "pattern": pattern,
        "patterns": [(name, title) for name, (title, _) in TITLES.items()],
        "purposes": purposes(pod, asked, pattern),
    }
    template = "builder/_purposes.html" if request.headers.get("HX-Request") else "builder/add.html"
    return render(request, template, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recipe(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """The questions of one recipe and what it would add. Posted with `op=add`, it is added."""
    draft = draft_or_404(request, key)
    draft.choose_pod(posted_pod(request.POST, draft.pod_number))
    addition = consider(draft, _recipe_or_404(slug), request.POST)
    is_stale = False
    if request.method == "POST":
        base = base_of(request.POST)
        is_stale = draft.is_stale(base, writer_of(request.POST))
        if request.POST.get("op") == ADD and not is_stale and not addition.has_problems:
            try:
                step = addition.add(base=base, writer=writer_of(request.POST))
            except Conflict:
                return _draw(request, consider(draft, addition.recipe, request.POST), is_stale=True)
            messages.success(request, said(addition))
            return redirect("draft-step", draft.key, step)
    return _draw(request, addition, is_stale=is_stale)


@never_cache
@require_POST
def preview(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """What would be added with the answers as they are typed. Always 200."""
    draft = draft_or_404(request, key)
    draft.choose_pod(posted_pod(request.POST, draft.pod_number))
    addition = consider(draft, _recipe_or_404(slug), request.POST)
    return render(request, "builder/_add_preview.html", {"draft": draft, "addition": addition, "oob": True})


def said(addition: Addition) -> str:
    """What is said once it is done."""
    names = addition.plan.containers if addition.plan else ()
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} added. Undo takes all of it back."


def _recipe_or_404(slug: str) -> Recipe:
    found = find(slug)
    if found is None:
        raise Http404("no such recipe")
    return found


def _draw(request: HttpRequest, addition: Addition, *, is_stale: bool) -> HttpResponse:
    context = {
        "draft": addition.draft,
        "addition": addition,
        "recipe": addition.recipe,
        "pattern_title": TITLES[addition.recipe.pattern][0],
        "is_stale": is_stale,
        "writer": new_writer(),
    }
    return render(request, "builder/add_recipe.html", context)

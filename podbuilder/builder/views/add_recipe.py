"""Adding a container by purpose: the recipes to choose from, the questions of one, and what it would add."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from podbuilder.builder.proposals.add_recipe import RecipeAddition
from podbuilder.builder.proposals.recipe_list import LONGEST_QUERY, TITLES, purposes
from podbuilder.builder.views.pod_pages import of_pods, pod_draft_or_404, posting_pod_draft_or_404
from podbuilder.builder.views.proposals import show_or_apply
from podbuilder.kube.recipes.recipe import Recipe, find

ADD = "add"


@vary_on_headers("HX-Request")
@never_cache
@require_safe
@of_pods
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """The recipes by purpose; `?q=` and `?pattern=` filter them."""
    draft = pod_draft_or_404(request, key)
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
@of_pods
def recipe(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """GET: the questions of one recipe, and what it would add. POST with `op=add`: add it."""
    draft, found = posting_pod_draft_or_404(request, key), _recipe_or_404(slug)
    return show_or_apply(
        request,
        draft,
        lambda: RecipeAddition.posted(draft, found, request.POST),
        template="builder/add_recipe.html",
        context_of=lambda addition: {
            "addition": addition,
            "recipe": found,
            "pattern_title": TITLES[found.pattern][0],
        },
        next_url=lambda addition: reverse("builder:draft-step", args=[draft.key, addition.step]),
        op=ADD,
    )


@never_cache
@require_POST
@of_pods
def preview(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """What the recipe would add with the answers typed so far. Always 200."""
    draft = posting_pod_draft_or_404(request, key)
    addition = RecipeAddition.posted(draft, _recipe_or_404(slug), request.POST)
    context = {"draft": draft, "proposal": addition.proposal, "addition": addition, "oob": True}
    return render(request, "builder/_add_preview.html", context)


def _recipe_or_404(slug: str) -> Recipe:
    found = find(slug)
    if found is None:
        raise Http404("no such recipe")
    return found

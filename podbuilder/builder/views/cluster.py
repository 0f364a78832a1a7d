"""The cluster that a draft is judged by as well: choosing it, its verdict, and what would help."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.draft_cluster import cluster_of
from podbuilder.builder.editing.post_data import tab_id_of
from podbuilder.builder.editing.submit import new_tab_id
from podbuilder.builder.pages.cluster_line import cluster_line
from podbuilder.builder.pages.cluster_names import own_lists
from podbuilder.builder.pages.cluster_page import ClusterPage
from podbuilder.builder.pages.render import render
from podbuilder.builder.pages.step_page import StepPage
from podbuilder.builder.proposals.cluster_remedy import RemediedPod, remedied
from podbuilder.builder.views.proposals import posting_draft_or_404, show_or_apply
from podbuilder.builder.views.steps import is_here
from podbuilder.clusters.access import cluster_or_404, clusters_of
from podbuilder.web import limits


@never_cache
@require_safe
def cluster(request: HttpRequest, key: str) -> HttpResponse:
    """What the chosen cluster does with the draft's pod, and the others to choose from."""
    draft = draft_or_404(request, key)
    chosen = cluster_of(draft)
    context = {
        "draft": draft,
        "tab_id": new_tab_id(),
        "clusters": clusters_of(request)[: limits.SHOWN_CLUSTERS],
        "page": ClusterPage(draft, draft.manifest.nearest_pod, chosen) if chosen else None,
    }
    return render(request, "builder/cluster.html", context)


@require_POST
def choose_cluster(request: HttpRequest, key: str) -> HttpResponse:
    """Judge the draft by the posted cluster as well, or for "" by none, and go back to the page that posted it."""
    draft = draft_or_404(request, key)
    wanted = request.POST.get("cluster", "")
    draft.judge_by_cluster(cluster_or_404(request, wanted).key if wanted else "")
    back = request.POST.get("next", "")
    return redirect(back if is_here(back) else reverse("builder:draft-cluster", args=[draft.key]))


@never_cache
@require_POST
def line(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """What a large cluster says, asked for beside a step's page: its line, and the names that complete the posted form.

    Nothing is written: the draft is judged as it is stored, and what is posted says which rows the form has.
    """
    draft = draft_or_404(request, key)
    page = StepPage(draft, draft.manifest, slug, tab_id_of(request.POST), data=request.POST)
    if page.cluster is None:
        raise Http404("no cluster is chosen")
    found = cluster_line(draft, page.manifest, page.cluster, slug, at_once=True)
    lists = own_lists(page.form.all_parts, page.shown, page.names) if page.form and page.names else None
    return render(request, "builder/_cluster_answer.html", {"part": found, "lists": lists})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remedy(request: HttpRequest, key: str, place: str) -> HttpResponse:
    """GET: what a remedy changes. POST: apply it, and look at the cluster again."""
    draft = posting_draft_or_404(request, key)
    back = reverse("builder:draft-cluster", args=[draft.key])

    def hold() -> RemediedPod:
        found = remedied(draft, int(place))
        if found is None:
            raise Http404("no such remedy")
        return found

    return show_or_apply(
        request,
        draft,
        hold,
        template="builder/cluster_remedy.html",
        context_of=lambda held: {"held": held, "back_url": back, "back_name": "Cluster"},
        next_url=lambda held: back,
        op="",
    )

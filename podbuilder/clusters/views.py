"""Snapshots of clusters: bringing one, looking at what is kept of it, replacing and deleting it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podbuilder.accounts.visitors import new_visitor, remember_visitor, visitor_of
from podbuilder.clusters.access import cluster_or_404, clusters_of, may_replace, replaceable_cluster_or_403
from podbuilder.clusters.capacity import refuse_more_clusters
from podbuilder.clusters.forms import ClusterForm
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.kube.cluster.facts import kept_fields
from podbuilder.kube.cluster.fetch_command import fetch_command, keys_command
from podbuilder.kube.cluster.kept_names import kept_names
from podbuilder.kube.core.versions import DEFAULT

# The page says so once.
_OF_EVERY_OBJECT = {
    f"metadata.{name}" for name in ("name", "namespace", "uid", "creationTimestamp", "deletionTimestamp")
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clusters(request: HttpRequest) -> HttpResponse:
    """GET: the asker's clusters, and how to bring one. POST: keep what counts of one. Raises QuotaReached."""
    form = ClusterForm(request, is_new=True)
    if form.is_valid() and form.facts:
        team = form.chosen_team
        owner = request.user if request.user.is_authenticated and not team else None
        visitor = "" if owner or team else visitor_of(request) or new_visitor()
        cluster = ClusterSnapshot(owner=owner, team=team, visitor=visitor, name=form.cleaned_data["name"])
        cluster.hold(form.facts)
        refuse_more_clusters(cluster)
        cluster.save()
        messages.success(
            request, f"{cluster} is kept: {_counted(cluster)}. Choose it in the header of a draft, beside the version."
        )
        response = _leading_to(request, cluster)
        if visitor:
            remember_visitor(response, visitor, secure=request.is_secure())
        return response
    return render(request, "clusters/clusters.html", {"form": form, "clusters": clusters_of(request), **_commands()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cluster(request: HttpRequest, key: str) -> HttpResponse:
    """GET: what is kept of a cluster. POST: put newer facts in its place. Raises QuotaReached."""
    shown = cluster_or_404(request, key)
    if request.method == "POST":
        shown = replaceable_cluster_or_403(request, key)
    form = ClusterForm(request, is_new=False, initial={"name": shown.name})
    if form.is_valid() and form.facts:
        shown.name = form.cleaned_data["name"]
        shown.hold(form.facts)
        refuse_more_clusters(shown)
        shown.save()
        messages.success(request, f"{shown} is replaced: {_counted(shown)}.")
        return _leading_to(request, shown)
    context = {
        "cluster": shown,
        "form": form,
        "kept": [(kind, number, _own_fields(kind)) for kind, number in shown.counts.items()],
        "lacks": [kind for kind in kept_fields() if kind not in shown.counts],
        "may_replace": may_replace(request, shown),
        **_commands(),
    }
    return render(request, "clusters/cluster.html", context)


@never_cache
@require_safe
def facts(request: HttpRequest, key: str) -> HttpResponse:
    """What is kept of a cluster, as a file."""
    shown = cluster_or_404(request, key)
    response = HttpResponse(shown.facts, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{shown.key}.facts.json"'
    return response


@require_POST
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Delete a snapshot; drafts that were judged by it are judged without it."""
    gone = replaceable_cluster_or_403(request, key)
    gone.delete()
    messages.success(request, f"{gone} is deleted.")
    return redirect("clusters:clusters")


def _leading_to(request: HttpRequest, cluster: ClusterSnapshot) -> HttpResponse:
    """The way to a cluster's page, also for a form that was sent beside its page, to show how much has arrived."""
    if "HX-Request" not in request.headers:
        return redirect(cluster)
    response = HttpResponse()
    response["HX-Redirect"] = cluster.get_absolute_url()
    return response


def _counted(cluster: ClusterSnapshot) -> str:
    """How much is kept, in words."""
    nodes, others = cluster.counts.get("Node", 0), sum(cluster.counts.values())
    return f"{nodes} node{'' if nodes == 1 else 's'} and {others - nodes} other objects"


def _own_fields(kind: str) -> str:
    """What is kept of a kind besides what is kept of every object."""
    return ", ".join(name for name in kept_names(kind) if name not in _OF_EVERY_OBJECT)


def _commands() -> dict[str, str]:
    whole, small = (fetch_command(DEFAULT, with_pods=with_pods) for with_pods in (True, False))
    return {"whole_command": whole, "small_command": small, "keys_command": keys_command()}

"""Starting a draft from a manifest, for the account or visitor that asks, with the version this browser chose last."""

from __future__ import annotations

from typing import Unpack

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from podbuilder.accounts.visitors import ONE_YEAR, new_visitor, remember_visitor, visitor_of
from podbuilder.builder.models import Draft, ImportRecord, State
from podbuilder.builder.models.assignment import AssignedTask
from podbuilder.builder.quotas import make_room
from podbuilder.kube.core import versions
from podbuilder.kube.manifest import Manifest

KUBERNETES_COOKIE = "kubernetes"


def chosen_version(request: HttpRequest) -> str:
    """The Kubernetes version this browser chose last."""
    version = request.COOKIES.get(KUBERNETES_COOKIE, "")
    return version if version in versions.VERSIONS else versions.DEFAULT


def remember_version(response: HttpResponse, request: HttpRequest, version: str) -> None:
    """Let this browser's next drafts begin with a version."""
    response.set_cookie(
        KUBERNETES_COOKIE, version, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def begin(
    request: HttpRequest,
    manifest: Manifest,
    version: str = "",
    *,
    received: str | None = None,
    unreadable: str = "",
    imported: ImportRecord | None = None,
    task: AssignedTask | None = None,
    **state: Unpack[State],
) -> HttpResponseRedirect:
    """Store a new draft for whoever asks, and go to its first step.

    It is judged by `version`, or else by the one this browser chose last. `received` is the text that came in, where
    the manifest is not exactly that, `unreadable` one that is still to be mended, `imported` what it was before it
    became a manifest, `task` what a course asks for, and `state` what the draft knows beside its text.
    Raises QuotaReached.
    """
    owner = request.user if request.user.is_authenticated else None
    visitor = "" if owner else visitor_of(request) or new_visitor()
    record = imported.to_json() if imported else ""
    make_room(request, visitor, len(manifest.text) + len(unreadable) + len(record) + len(state.get("folder", "")))
    kubernetes = version or chosen_version(request)
    whose = {"owner": owner, "visitor": visitor, "kubernetes": kubernetes}
    kept = {
        "imported": record,
        "task": task or {},
        "unreadable": unreadable,
        "unreadable_from": manifest.text if unreadable else "",
    }
    draft = Draft.objects.begin(manifest, received or unreadable or None, **kept, **whose, **state)
    response = redirect(draft)
    if visitor:
        remember_visitor(response, visitor, secure=request.is_secure())
    return response

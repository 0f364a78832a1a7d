"""The Troubleshooter: what kubectl prints of a pod that does not run, and why it does not."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.builder.editing.submit import new_tab_id
from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.models import Draft
from podbuilder.builder.new_draft import begin, chosen_version
from podbuilder.builder.pages.trouble_page import TroublePage
from podbuilder.builder.proposals.trouble_fix import TroubleFix, offered
from podbuilder.builder.views.pod_pages import of_pods, posting_pod_draft_or_404
from podbuilder.builder.views.proposals import show_or_apply
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.recognition import UNKNOWN, PasteFormat
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.troubleshooting import diagnose
from podbuilder.kube.troubleshooting.paste_lines import MOST_CHARACTERS
from podbuilder.web.limits import PASTES_KEPT

_BYTES = 4 * MOST_CHARACTERS
TEMPLATE = "builder/trouble_fix.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def troubleshoot(request: HttpRequest) -> HttpResponse:
    """GET: the box. POST: the causes that a paste speaks for. Nothing of it is kept."""
    return draw_troubleshooter(request, posted_paste(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def draft_troubleshoot(request: HttpRequest, key: str) -> HttpResponse:
    """The same about the pod of a draft. GET: what its own status says, if any; with `?paste=`: one that is kept."""
    draft = posting_pod_draft_or_404(request, key)
    if request.method == "POST":
        return draw_troubleshooter(request, posted_paste(request), draft)
    number = whole_number(request.GET.get("paste", ""))
    kept = draft.pastes.filter(pk=number).first() if number is not None else None
    own = draft.manifest.text if says_why(draft.manifest) else ""
    return draw_troubleshooter(request, kept.text if kept else own, draft)


class NothingToMend(Exception):
    """The paste, or the draft, offers no such fix, or no longer."""


@never_cache
@require_POST
@of_pods
def draft_fix(request: HttpRequest, key: str) -> HttpResponse:
    """What the fix `fix` for a paste asks and changes in a draft. With `op=apply` it is applied."""
    return _show_fix(request, posting_pod_draft_or_404(request, key))


@require_POST
def open_pod(request: HttpRequest) -> HttpResponse:
    """Open the pod that is in a paste as a draft."""
    text, version = posted_paste(request), chosen_version(request)
    manifest = TroublePage(text, version).manifest
    return begin(request, manifest, version) if manifest else draw_troubleshooter(request, text)


@never_cache
@require_POST
def fix(request: HttpRequest) -> HttpResponse:
    """Open the pod that is in a paste as a draft, and show what the fix `fix` changes in that."""
    text, version = posted_paste(request), chosen_version(request)
    manifest = TroublePage(text, version).manifest
    found = offered(text, manifest, version, request.POST.get("fix", "")) if manifest else None
    if manifest is None or found is None:
        return draw_troubleshooter(request, text)
    begun = begin(request, manifest, version)
    draft = Draft.objects.get(key=resolve(begun.url).kwargs["key"])
    cause, patch = found
    fix = TroubleFix(draft, draft.manifest, patch, cause=cause)
    context = {"draft": draft, "proposal": fix.proposal, "tab_id": new_tab_id(), **_context_of(request, fix)}
    response = render(request, TEMPLATE, context)
    # Whoever has no cookie yet gets one with the draft.
    response.cookies.update(begun.cookies)
    return response


def _show_fix(request: HttpRequest, draft: Draft) -> HttpResponse:
    text, named = posted_paste(request), request.POST.get("fix", "")
    answers = request.POST if "answered" in request.POST else None

    def hold() -> TroubleFix:
        manifest = draft.manifest
        is_read = TroublePage(text, draft.kubernetes, draft).is_read
        found = offered(text, manifest, draft.kubernetes, named) if is_read else None
        if found is None:
            raise NothingToMend
        cause, patch = found
        return TroubleFix(draft, manifest, patch, answers, cause=cause)

    try:
        return show_or_apply(
            request,
            draft,
            hold,
            template=TEMPLATE,
            context_of=lambda fix: _context_of(request, fix),
            next_url=lambda fix: f"{reverse('builder:draft-jump', args=[draft.key])}?path={quote(str(fix.field))}",
        )
    except NothingToMend:
        messages.info(request, "There is nothing left to mend there.")
        return draw_troubleshooter(request, text, draft)


def _context_of(request: HttpRequest, fix: TroubleFix) -> dict[str, Any]:
    return {
        "fix": fix,
        "text": posted_paste(request),
        "named": request.POST.get("fix", ""),
        "fix_url": reverse("builder:draft-trouble-fix", args=[fix.draft.key]),
    }


def posted_paste(request: HttpRequest) -> str:
    """What stands in the box, and below it what is in the files; "" before anything was posted."""
    pasted = as_posted(request.POST.get("text", ""))
    # One byte more than the longest text allowed, so that a longer file is refused for its size.
    files = [as_posted(file.read(_BYTES + 1).decode(errors="replace")) for file in request.FILES.getlist("file")]
    return "\n\n".join(part for part in (pasted, *files) if part.strip())


def is_of_trouble(recognized: PasteFormat, text: str) -> bool:
    """Whether a text that is no manifest belongs here: by its form, or since a single message of it names a cause."""
    return recognized.is_of_trouble or (recognized.name == UNKNOWN and bool(diagnose(text)))


def says_why(manifest: Manifest) -> bool:
    """Whether a manifest is a pod out of a cluster, whose status says why it does not run."""
    has_status = manifest.kind == "Pod" and not manifest.has_several and bool(manifest.object.get("status"))
    return has_status and bool(diagnose(manifest.text, pod=manifest.pod))


def draw_troubleshooter(request: HttpRequest, text: str, draft: Draft | None = None) -> HttpResponse:
    """The page about a paste."""
    version = draft.kubernetes if draft else chosen_version(request)
    page = TroublePage(text, version, draft, was_asked=request.method == "POST")
    pastes = draft.pastes.all() if draft else ()
    context = {"page": page, "draft": draft, "tab_id": new_tab_id(), "pastes": pastes, "kept_for": PASTES_KEPT}
    return render(request, "builder/troubleshoot.html", context)

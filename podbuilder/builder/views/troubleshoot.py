"""The Troubleshooter: what kubectl prints of a pod that does not run, and why it does not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.editing.submit import new_tab_id
from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.models import Draft
from podbuilder.builder.new_draft import chosen_version
from podbuilder.builder.pages.trouble_page import TroublePage
from podbuilder.builder.views.pod_pages import of_pods, posting_pod_draft_or_404
from podbuilder.kube.importers.recognition import UNKNOWN, PasteFormat
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.troubleshooting import diagnose
from podbuilder.kube.troubleshooting.paste_lines import MOST_CHARACTERS

_BYTES = 4 * MOST_CHARACTERS


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def troubleshoot(request: HttpRequest) -> HttpResponse:
    """GET: the box. POST: the causes that a paste speaks for. Nothing of it is kept."""
    return draw_troubleshooter(request, posted_paste(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def draft_troubleshoot(request: HttpRequest, key: str) -> HttpResponse:
    """The same about the pod of a draft."""
    return draw_troubleshooter(request, posted_paste(request), posting_pod_draft_or_404(request, key))


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
    page = TroublePage(text, draft.kubernetes if draft else chosen_version(request), draft)
    return render(request, "builder/troubleshoot.html", {"page": page, "draft": draft, "tab_id": new_tab_id()})

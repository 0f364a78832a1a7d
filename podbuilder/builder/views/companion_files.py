"""Values of a ConfigMap or a Secret from files that are pasted or uploaded, shown before they are written."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.proposals.companion_files import CompanionFiles
from podbuilder.builder.views.proposals import posting_draft_or_404, show_or_apply
from podbuilder.kube.core.whole_number import whole_number


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def companion_files(request: HttpRequest, key: str) -> HttpResponse:
    """GET: the files for the object that `?to=Secret/name` or `?companion=` names. POST with `op=apply`: write them."""
    draft = posting_draft_or_404(request, key)
    answers = request.POST if request.method == "POST" else None
    uploads = request.FILES.getlist("upload")
    to, number = request.GET.get("to", ""), whole_number(request.GET.get("companion", ""))

    def hold() -> CompanionFiles:
        files = CompanionFiles(draft, draft.manifest, to, number, answers, uploads)
        if files.target is None:
            raise Http404("no such ConfigMap or Secret")
        return files

    return show_or_apply(
        request,
        draft,
        hold,
        template="builder/companion_files.html",
        context_of=lambda files: {"files": files},
        next_url=lambda files: reverse("builder:draft", args=[draft.key]),
    )

"""Using a template: a short form of its parameters, what comes of them, and the way to take it along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.library.access import revision_or_404, template_or_404
from podbuilder.library.forms.revision_buttons import RevisionForm
from podbuilder.library.models import Revision
from podbuilder.library.pages.parameter_form import Using
from podbuilder.library.revisions.to_draft import begin_draft

DRAFT, DOWNLOAD = "draft", "download"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """The form; posted with a button, a download or a draft. Answers in the address are filled in beforehand."""
    revision = _revision(request, owner, slug)
    if request.method == "POST":
        using = Using(revision, request.POST)
        if using.is_complete and request.POST.get("op") == DRAFT:
            return begin_draft(request, revision, using.filled)
        if using.is_complete and request.POST.get("op") == DOWNLOAD:
            response = HttpResponse(using.filled, content_type="application/yaml; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{using.shown.file_name}.yaml"'
            return response
    else:
        using = Using(revision, request.GET)
    return render(request, "library/use.html", {"using": using, "template": revision.template})


@never_cache
@require_POST
def preview(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """What comes of the answers so far, in one piece."""
    using = Using(_revision(request, owner, slug), request.POST)
    return render(request, "library/_use_answer.html", {"using": using, "template": using.revision.template})


def _revision(request: HttpRequest, owner: str, slug: str) -> Revision:
    template = template_or_404(request, owner, slug)
    form = RevisionForm({"number": request.GET.get("revision")})
    return revision_or_404(template, form.cleaned_data["number"] if form.is_valid() else None)

"""Using a template: a form of its parameters, the resulting manifest, and its download or draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.library.access import revision_or_404, template_or_404
from podbuilder.library.forms.revision_buttons import RevisionForm
from podbuilder.library.models import Revision
from podbuilder.library.pages.parameter_form import TemplateUse
from podbuilder.library.revisions.to_draft import begin_draft

DRAFT, DOWNLOAD = "draft", "download"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """GET: the form, with answers from the address. POST: a download or a draft, by the button."""
    revision = _revision(request, owner, slug)
    if request.method == "POST":
        using = TemplateUse(revision, request.POST)
        if using.is_complete and request.POST.get("op") == DRAFT:
            return begin_draft(request, revision, using.filled)
        if using.is_complete and request.POST.get("op") == DOWNLOAD:
            response = HttpResponse(using.filled, content_type="application/yaml; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{using.shown.file_name}.yaml"'
            return response
    else:
        using = TemplateUse(revision, request.GET)
    return render(request, "library/use.html", {"using": using, "template": revision.template})


@never_cache
@require_POST
def preview(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """The fragment with the manifest that results from the answers so far."""
    using = TemplateUse(_revision(request, owner, slug), request.POST)
    return render(request, "library/_use_answer.html", {"using": using, "template": using.revision.template})


def _revision(request: HttpRequest, owner: str, slug: str) -> Revision:
    template = template_or_404(request, owner, slug)
    form = RevisionForm({"number": request.GET.get("revision")})
    return revision_or_404(template, form.cleaned_data["number"] if form.is_valid() else None)

"""The page of a template, of its newest revision or of one that is pinned."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from podbuilder.builder.pages.list_page import asked_page
from podbuilder.library.access import link_key_of, may_manage, may_write, revision_or_404, template_or_404
from podbuilder.library.forms.revision_buttons import RevisionForm, StarForm
from podbuilder.library.models import Revision, SavedTemplate, Star
from podbuilder.library.pages.revision_page import RevisionPage
from podbuilder.library.revisions.fork import news_of, origin_for
from podbuilder.library.revisions.to_draft import begin_draft
from podbuilder.library.stars import set_star
from podbuilder.web.markdown import render as render_readme

LISTED_REVISIONS = 5


@require_safe
def show(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """The newest revision."""
    template = template_or_404(request, owner, slug)
    return _page(request, template, revision_or_404(template))


@require_safe
def pinned(request: HttpRequest, owner: str, slug: str, number: str) -> HttpResponse:
    """One revision for good, whatever is saved later."""
    template = template_or_404(request, owner, slug)
    return _page(request, template, revision_or_404(template, int(number)))


def _page(request: HttpRequest, template: SavedTemplate, revision: Revision) -> HttpResponse:
    user = request.user
    can_write = may_write(user, template)
    context = {
        "template": template,
        "revision": revision,
        "is_newest": revision.number == template.latest_revision,
        "shown": RevisionPage(revision, line=asked_page(request.GET, "line")),
        "readme": render_readme(template.readme) if template.readme else "",
        "revisions": template.revisions.select_related("author").defer("text", "notes")[:LISTED_REVISIONS],
        "may_write": can_write,
        "may_manage": can_write and may_manage(user, template),
        "is_starred": user.is_authenticated and Star.objects.filter(template=template, user=user).exists(),
        "raw_url": request.build_absolute_uri(raw_address(request, revision)),
        "origin": origin_for(user, template),
        "news": news_of(user, template) if can_write else 0,
    }
    if can_write and template.visibility == "unlisted":
        link = f"{template.get_absolute_url()}?link={template.link_key}"
        context["link"] = request.build_absolute_uri(link)
    return render(request, "library/template.html", context)


def raw_address(request: HttpRequest, revision: Revision) -> str:
    """Where programs read this revision, or the newest one if this is it; with the key of a link that led here."""
    template = revision.template
    names = [template.owner_name, template.slug]
    if revision.number == template.latest_revision:
        path = reverse("library:template-raw", args=names)
    else:
        path = reverse("library:template-raw-revision", args=[*names, revision.number])
    key = template.link_key if may_write(request.user, template) else link_key_of(request, template)
    return f"{path}?{urlencode({'link': key})}" if template.visibility == "unlisted" and key else path


@require_POST
def draft(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """Start a draft, with parameters, from the newest revision or the one posted as `number`."""
    template = template_or_404(request, owner, slug)
    form = RevisionForm(request.POST)
    revision = revision_or_404(template, form.cleaned_data["number"] if form.is_valid() else None)
    return begin_draft(request, revision)


@require_POST
def star(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """Add or remove the asker's star."""
    template = template_or_404(request, owner, slug)
    if request.user.is_authenticated:
        form = StarForm(request.POST)
        set_star(template, request.user, is_on=form.is_valid() and form.cleaned_data["on"])
        return redirect(template)
    return redirect_to_login(template.get_absolute_url())

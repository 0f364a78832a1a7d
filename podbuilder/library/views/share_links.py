"""Share links: creating, listing, following and revoking them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podbuilder.accounts.http import AuthenticatedHttpRequest, user_of
from podbuilder.builder.access import draft_or_404
from podbuilder.builder.pages.list_page import asked_page
from podbuilder.library.access import managed_template_or_403
from podbuilder.library.forms.links_and_tokens import ShareForm
from podbuilder.library.models import Revision, ShareLink
from podbuilder.library.models.share_link import ShareLinkQuerySet
from podbuilder.library.pages.revision_page import RevisionPage
from podbuilder.library.pages.stopped_form import MOVE, StoppedForm, acknowledgement_of, move_out, stopped
from podbuilder.library.revisions.to_draft import copy_to_draft, origin_text
from podbuilder.library.secret_gate import SecretsFound, accept_findings, findings_of, overrides_of
from podbuilder.library.sharing import share_links
from podbuilder.web.client_address import next_page

COVERED = "cover"
SHOWN_ADVICE = 5
SHOWN_LINKS = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share_draft(request: HttpRequest, key: str) -> HttpResponse:
    """The links to a draft, and a form for a new one; for the draft's owner."""
    draft = draft_or_404(request, key)
    content = share_links.as_revision(draft)
    form = ShareForm(request.POST if request.method == "POST" else None)
    links = ShareLink.objects.filter(draft=draft)
    state: StoppedForm | None = None
    if request.POST.get("op") == MOVE:
        state = move_out(draft)
        content = share_links.as_revision(draft)
    elif form.is_valid():
        found = [] if request.POST.get("op") == COVERED else findings_of(content)
        if not found:
            return _made(request, links, form, "library:draft-share", [key], draft=draft)
        state = stopped(request, None, found, may_move=True)
    return _ask(request, links, content, form, state, draft=draft)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share_template(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """The links to a template, and a form for a new one; for those who manage it."""
    template = managed_template_or_403(request, owner, slug)
    form = ShareForm(request.POST if request.method == "POST" else None, template)
    links = ShareLink.objects.filter(template=template)
    number = form.cleaned_data["revision"] if form.is_valid() else None
    content = template.revisions.get(number=number or template.latest_revision)
    state: StoppedForm | None = None
    if form.is_valid():
        found = [] if request.POST.get("op") == COVERED else findings_of(content, overrides_of(template))
        what: dict[str, Any] = {"template": template, "revision": number}
        try:
            with transaction.atomic():
                accept_findings(template, found, acknowledgement_of(request, template), who=user_of(request))
                return _made(request, links, form, "library:template-share", [owner, slug], **what)
        except SecretsFound as error:
            state = stopped(request, template, error.found)
    return _ask(request, links, content, form, state, template=template)


def _made(
    request: HttpRequest, links: ShareLinkQuerySet, form: ShareForm, page: str, names: list[str], **what: Any
) -> HttpResponse:
    if sum(link.is_valid for link in links.filter(revoked=None)) >= share_links.MOST_LINKS:
        messages.error(request, f"There are {share_links.MOST_LINKS} links to this. Revoke one first.")
    else:
        share_links.share(request.user, expires=form.expires, **what)
        messages.success(request, "The link is below. Anybody who has it can read this.")
    return redirect(page, *names)


def _ask(
    request: HttpRequest,
    links: ShareLinkQuerySet,
    content: Revision,
    form: ShareForm,
    state: StoppedForm | None,
    **what: Any,
) -> HttpResponse:
    overrides = overrides_of(what["template"]) if "template" in what else frozenset()
    context = {
        **what,
        "rows": _rows(request, links.with_targets()),
        "form": form,
        "stopped": state,
        # A link that carries its content cannot be revoked, so none is offered for credentials.
        "may_carry": not findings_of(content, overrides),
        "text": content.text,
    }
    return render(request, "library/share.html", context)


def _rows(request: HttpRequest, links: ShareLinkQuerySet) -> list[tuple[ShareLink, str, str, bool]]:
    """Each link with its address, what it shows, and whether it shows that now."""
    return [
        (link, request.build_absolute_uri(f"/s/{link.key}/"), share_links.subject_of(link), share_links.is_open(link))
        for link in links[:SHOWN_LINKS]
    ]


@never_cache
@login_required
@require_safe
def links(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The links that the asker made, and those to the asker's drafts and templates."""
    return render(
        request,
        "library/links.html",
        {"rows": _rows(request, ShareLink.objects.concerning(request.user)), "next": request.path},
    )


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a link."""
    link = ShareLink.objects.with_targets().filter(pk=pk).first()
    if link is None or not share_links.may_revoke(request, link):
        raise Http404("no such link of yours")
    share_links.revoke(link, by=request.user)
    messages.success(request, "The link has been revoked and no longer shows anything.")
    if link.template is None:
        page = reverse("library:draft-share", args=[link.draft_id])
    else:
        page = reverse("library:template-share", args=[link.template.owner_name, link.template.slug])
    return redirect(next_page(request, page))


@never_cache
@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """The page behind a share link."""
    link = _link_or_404(key)
    seen = _seen(request, link)
    if isinstance(seen, HttpResponse):
        return seen
    shown = RevisionPage(seen.content, line=asked_page(request.GET, "line"))
    findings = shown.review.findings
    advice = [(str(finding.path), finding.message) for finding in findings[:SHOWN_ADVICE]]
    context = {"link": link, "seen": seen, "shown": shown, "advice": advice, "more": len(findings) - len(advice)}
    return _unlisted(render(request, "library/shared.html", context))


@require_POST
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """Start a draft of the asker's own with what the link shows."""
    link = _link_or_404(key)
    seen = _seen(request, link)
    if isinstance(seen, HttpResponse):
        return seen
    template = link.template
    origin = origin_text(template, link.revision or template.latest_revision) if template and not seen.hidden else ""
    return copy_to_draft(request, seen.content, origin)


def _link_or_404(key: str) -> ShareLink:
    link = share_links.follow(key)
    if link is None:
        raise Http404("no such link")
    return link


def _seen(request: HttpRequest, link: ShareLink) -> share_links.SharedContent | HttpResponse:
    """What the link shows, or the page that says why it shows nothing."""
    try:
        seen = share_links.shared_content(link) if share_links.is_open(link) else None
    except share_links.Withheld:
        page = render(request, "library/shared_over.html", {"link": link, "is_withheld": True})
        page.status_code = HTTPStatus.FORBIDDEN
        return _unlisted(page)
    return seen or _unlisted(render(request, "library/shared_over.html", {"link": link}, status=HTTPStatus.GONE))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def open_link(request: HttpRequest) -> HttpResponse:
    """The page for links that carry their content behind a #. Only the browser sees and unpacks that."""
    return _unlisted(render(request, "library/open.html"))

"""Links: made by those who decide, followed by anybody, listed and taken back."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podbuilder.builder.access import draft_or_404
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.library import sharing
from podbuilder.library.access import managed_template_or_403
from podbuilder.library.drafting import copy_to_draft, origin_text
from podbuilder.library.hygiene import SecretsFound, accept_findings, findings_of, overrides_of
from podbuilder.library.models import Revision, ShareLink
from podbuilder.library.showing import Shown
from podbuilder.library.views.hygiene import MOVE, Stopped, acknowledgement_of, move_out, stopped

LIFETIMES = [("1", "A day"), ("7", "A week"), ("30", "30 days"), ("", "Until it is revoked")]
USUAL = "7"
COVERED = "cover"
SHOWN_ADVICE = 5
SHOWN_LINKS = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share_draft(request: HttpRequest, key: str) -> HttpResponse:
    """The links to a draft, and another one; for whose draft it is."""
    draft = draft_or_404(request, key)
    content = sharing.as_revision(draft)
    state: Stopped | None = None
    if request.method == "POST":
        found = findings_of(content)
        if request.POST.get("op") == MOVE:
            state = move_out(draft)
            content = sharing.as_revision(draft)
        elif found and request.POST.get("op") != COVERED:
            state = stopped(request, None, found, may_move=True)
        else:
            return _made(request, draft.share_links, "draft-share", [key], draft=draft)
    return _ask(request, draft.share_links, content, state, draft=draft)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share_template(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """The links to a template, and another one; for those who decide about it."""
    template = managed_template_or_403(request, owner, slug)
    number = whole_number(request.POST.get("revision", ""), template.latest_revision, least=1)
    content = template.revisions.get(number=number or template.latest_revision)
    state: Stopped | None = None
    if request.method == "POST":
        found = [] if request.POST.get("op") == COVERED else findings_of(content, overrides_of(template))
        try:
            with transaction.atomic():
                accept_findings(template, found, acknowledgement_of(request, template), who=request.user)
                return _made(
                    request, template.share_links, "template-share", [owner, slug], template=template, revision=number
                )
        except SecretsFound as error:
            state = stopped(request, template, error.found)
    return _ask(request, template.share_links, content, state, template=template)


def _made(request: HttpRequest, links: Any, page: str, names: list[str], **what: Any) -> HttpResponse:
    if sum(link.is_valid for link in links.filter(revoked=None)) >= sharing.MOST_LINKS:
        messages.error(request, f"There are {sharing.MOST_LINKS} links to this. Take one back first.")
    else:
        days = request.POST.get("days", USUAL)
        is_known = days in dict(LIFETIMES)
        expires = timezone.now() + timedelta(days=int(days if is_known else USUAL)) if days or not is_known else None
        sharing.share(request.user, expires=expires, **what)
        messages.success(request, "The link is below. Whoever has it may read this.")
    return redirect(page, *names)


def _ask(request: HttpRequest, links: Any, content: Revision, state: Stopped | None, **what: Any) -> HttpResponse:
    overrides = overrides_of(what["template"]) if "template" in what else frozenset()
    context = {
        **what,
        "rows": _rows(request, links.select_related("template__owner", "template__team", "draft", "created_by")),
        "lifetimes": LIFETIMES,
        "days": request.POST.get("days", USUAL),
        "stopped": state,
        # What a link that carries its content would give away, nobody takes back.
        "may_carry": not findings_of(content, overrides),
        "text": content.text,
    }
    return render(request, "library/share.html", context)


def _rows(request: HttpRequest, links: Any) -> list[tuple[ShareLink, str, str, bool]]:
    """Each link with its address, what it shows, and whether it shows that now."""
    return [
        (link, request.build_absolute_uri(f"/s/{link.key}/"), sharing.subject_of(link), sharing.is_open(link))
        for link in links[:SHOWN_LINKS]
    ]


@never_cache
@login_required
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """Every link that one made, and those to what is one's own."""
    return render(request, "library/links.html", {"rows": _rows(request, sharing.links_of(request.user))})


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link back."""
    link = ShareLink.objects.select_related("template__owner", "template__team", "draft").filter(pk=pk).first()
    if link is None or not sharing.may_revoke(request, link):
        raise Http404("no such link of yours")
    sharing.revoke(link, by=request.user)
    messages.success(request, "The link is revoked. It shows nothing any more.")
    if request.user.is_authenticated and request.POST.get("from") == "links":
        return redirect("share-links")
    if link.draft_id:
        return redirect("draft-share", link.draft_id)
    return redirect("template-share", link.template.owner_name, link.template.slug)


@never_cache
@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """What a link shows, to read."""
    link = _link_or_404(key)
    seen = _seen(request, link)
    if isinstance(seen, HttpResponse):
        return seen
    shown = Shown(seen.content)
    findings = shown.review.findings
    advice = [(str(finding.path), finding.message) for finding in findings[:SHOWN_ADVICE]]
    context = {"link": link, "seen": seen, "shown": shown, "advice": advice, "more": len(findings) - len(advice)}
    return _unlisted(render(request, "library/shared.html", context))


@require_POST
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """A draft of one's own that says what the link shows."""
    link = _link_or_404(key)
    seen = _seen(request, link)
    if isinstance(seen, HttpResponse):
        return seen
    template = link.template
    origin = origin_text(template, link.revision or template.latest_revision) if template and not seen.hidden else ""
    return copy_to_draft(request, seen.content, origin)


def _link_or_404(key: str) -> ShareLink:
    link = sharing.follow(key)
    if link is None:
        raise Http404("no such link")
    return link


def _seen(request: HttpRequest, link: ShareLink) -> sharing.Seen | HttpResponse:
    """What the link shows, or the page that says why it shows nothing."""
    try:
        seen = sharing.what(link) if sharing.is_open(link) else None
    except sharing.Withheld:
        page = render(request, "library/shared_over.html", {"link": link, "is_withheld": True})
        page.status_code = HTTPStatus.FORBIDDEN
        return _unlisted(page)
    return seen or _unlisted(render(request, "library/shared_over.html", {"link": link}, status=HTTPStatus.GONE))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def open_link(request: HttpRequest) -> HttpResponse:
    """What a link carries behind its #, which never comes here: the browser unpacks and shows it."""
    return _unlisted(render(request, "library/open.html"))

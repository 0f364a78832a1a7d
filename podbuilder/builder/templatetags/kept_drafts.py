"""{% kept_drafts wanted %} says, where a visitor signs in or up, what becomes of the drafts in this browser."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import template
from django.urls import reverse

from podbuilder.builder.access import drafts_of

register = template.Library()


@register.inclusion_tag("builder/_kept_drafts.html", takes_context=True)
def kept_drafts(context: template.Context, wanted: str = "") -> dict[str, Any]:
    """How many drafts there are; and the one that `wanted`, the next page, saves as a template, if it does that."""
    request = context.get("request")
    if request is None or request.user.is_authenticated:
        return {"number": 0}
    drafts = drafts_of(request)
    page = urlsplit(wanted)
    saved = None
    if page.path == reverse("library:library-save"):
        key = parse_qs(page.query).get("draft", [""])[0].replace("\x00", "")
        saved = drafts.defer("text", "folder").filter(key=key).first()
    return {"number": drafts.count(), "saved": saved}

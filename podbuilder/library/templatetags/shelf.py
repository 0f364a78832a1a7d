"""{% shelf user %} lists the newest templates of somebody and their teams, on pages of other apps."""

from __future__ import annotations

from typing import Any

from django import template

from podbuilder.accounts.http import Asker
from podbuilder.library.models import SavedTemplate

register = template.Library()

SHOWN = 6


@register.inclusion_tag("library/_shelf.html")
def shelf(user: Asker | None) -> dict[str, Any]:
    """The newest templates of this person and their teams; none for a visitor."""
    if user is None or not user.is_authenticated:
        return {"templates": [], "is_visitor": True}
    # The first part holds the public templates of everybody.
    parts = SavedTemplate.objects.visible_parts(user)[1:]
    found = [one for part in parts for one in part.with_owner().defer("readme")[:SHOWN]]
    found.sort(key=lambda template: (template.updated, template.pk), reverse=True)
    return {"templates": found[:SHOWN], "is_visitor": False}

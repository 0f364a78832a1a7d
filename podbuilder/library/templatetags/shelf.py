"""{% shelf user %} lists the newest templates of somebody and their teams, on pages that know no library."""

from __future__ import annotations

from typing import Any

from django import template

from podbuilder.library.models import SavedTemplate

register = template.Library()

SHOWN = 6


@register.inclusion_tag("library/_shelf.html")
def shelf(user: Any) -> dict[str, Any]:
    """The newest of one's own and one's teams' templates; nothing for a visitor."""
    if user is None or not user.is_authenticated:
        return {"templates": [], "is_visitor": True}
    # The first part is what is public, which is not somebody's own.
    parts = SavedTemplate.objects.visible_parts(user)[1:]
    found = [one for part in parts for one in part.with_owner().defer("readme")[:SHOWN]]
    found.sort(key=lambda template: (template.updated, template.pk), reverse=True)
    return {"templates": found[:SHOWN], "is_visitor": False}

"""{% shelf user %} lists the newest templates of somebody and their teams, on pages that know no library."""

from __future__ import annotations

from typing import Any

from django import template

from podbuilder.library.access import own
from podbuilder.library.models import SavedTemplate

register = template.Library()

SHOWN = 6


@register.inclusion_tag("library/_shelf.html")
def shelf(user: Any) -> dict[str, Any]:
    """The newest of one's own and one's teams' templates; nothing for a visitor."""
    if user is None or not user.is_authenticated:
        return {"templates": [], "is_visitor": True}
    found = SavedTemplate.objects.filter(own(user), deleted=None).select_related("owner", "team")
    return {"templates": list(found.defer("readme")[:SHOWN]), "is_visitor": False}

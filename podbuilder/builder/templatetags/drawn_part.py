"""{% drawn_part "builder/_outline.html" page.outline %} includes a part of the builder's page, and says what it was
drawn as.

In an answer (`oob`) a part that the browser has as it is (`drawn`) is left out. A part that is drawn from one object
knows it as `part` and nothing else of the page: while the object is the same, it need not be drawn again.
"""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString

from podbuilder.builder.pages.drawn_parts import Drawn, drawn_as

register = template.Library()


@register.simple_tag(takes_context=True)
def drawn_part(context: Context, name: str, part: Hashable = None) -> SafeString:
    """Draw the part that a template describes; its root has an id."""
    drawn = _drawn(name, context) if part is None else _kept(name, part)
    if drawn.digest in (context.get("drawn") or ()):
        return SafeString()
    return drawn.in_answer if context.get("oob") else drawn.html


def _drawn(name: str, context: Context) -> Drawn:
    return drawn_as(Engine.get_default().get_template(name).render(context))


# At most keystrokes these parts are as they were.
@lru_cache(maxsize=64)
def _kept(name: str, part: Hashable) -> Drawn:
    return _drawn(name, Context({"part": part}))

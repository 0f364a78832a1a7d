"""{% drawn_part "builder/_outline.html" %} includes a part of the builder's page, and says what it was drawn as.

In an answer (`oob`) a part that the browser has as it is (`drawn`) is left out.
"""

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString

from podbuilder.builder.pages.drawn_parts import drawn_as

register = template.Library()


@register.simple_tag(takes_context=True)
def drawn_part(context: Context, name: str) -> SafeString:
    """Draw the part that a template describes; its root has an id."""
    part = drawn_as(Engine.get_default().get_template(name).render(context))
    if part.digest in (context.get("drawn") or ()):
        return SafeString()
    return part.in_answer if context.get("oob") else part.html

"""{% icon "plus" %} draws one symbol of static/icons/sprite.svg, as decoration: the button has the name."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@lru_cache
def icon(name: str, extra: str = "") -> SafeString:
    """Draw the symbol `name`; `extra` is more classes for the svg element."""
    classes = f"icon {extra}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static("icons/sprite.svg"), name
    )


@register.simple_tag
def sprite() -> str:
    """Return the address of the sprite, for scripts that draw icons."""
    return static("icons/sprite.svg")

"""{% pane_is_open as is_open %} tells whether this browser keeps the diagram open beside the YAML."""

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext

register = template.Library()

# Set by the pane's own view. Without this cookie no diagram is computed.
PANE_COOKIE, OPEN = "diagram", "open"


@register.simple_tag(takes_context=True)
def pane_is_open(context: RequestContext) -> bool:
    request: HttpRequest = context["request"]
    return request.COOKIES.get(PANE_COOKIE) == OPEN

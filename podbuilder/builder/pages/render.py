"""Rendering a page so that nothing of it outlives the response."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Engine, RequestContext


def render(request: HttpRequest, template: str, values: dict[str, Any]) -> HttpResponse:
    """What `django.shortcuts.render` answers with.

    That one leaves the values in a context whose layers refer back to it, so that all that is on a page waits for the
    next search for cycles, in the middle of somebody's answer. Here each layer is taken off again.
    """
    context = RequestContext(request)
    with context.push(values):
        drawn = Engine.get_default().get_template(template).render(context)
    context.pop()  # the empty layer that a RequestContext begins with
    return HttpResponse(drawn)

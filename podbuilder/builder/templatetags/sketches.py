"""{% sketch starter %} draws a starter's pod in small, for its card."""

from typing import Any

from django import template

from podbuilder.builder.diagram.thumbnail import thumbnail
from podbuilder.kube.starters.starters import Starter

register = template.Library()


@register.inclusion_tag("builder/_sketch.html")
def sketch(starter: Starter) -> dict[str, Any]:
    return thumbnail(starter.pod, starter.roles)

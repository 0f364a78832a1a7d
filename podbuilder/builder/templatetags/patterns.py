"""{% role_menu page %} and {% more_menu page %}: the role of a container, and what else it can be converted to."""

from typing import Any

from django import template
from django.urls import reverse

from podbuilder.builder.container_roles import WORDS
from podbuilder.builder.pages.step_page import StepPage
from podbuilder.builder.proposals.convert_container import conversions_from

register = template.Library()


@register.inclusion_tag("builder/_role.html", takes_context=True)
def role_menu(context: dict[str, Any], page: StepPage) -> dict[str, Any]:
    """Draw the role of the step's container, why it was recognised, and the buttons that correct it."""
    path = page.step.path
    return {
        "role": page.roles.by_path[path],
        "word": page.step.role,
        "guess": page.roles.guesses[path],
        "is_chosen": page.roles.is_chosen(path),
        "words": WORDS.items(),
        "title": page.step.title,
        "url": reverse("builder:draft-role", args=[page.draft.key, page.slug]),
        "pod_number": page.draft.pod_number,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("builder/_more.html")
def more_menu(page: StepPage) -> dict[str, Any]:
    """Draw the menu of conversions for the step's container."""
    offered = conversions_from(page.manifest.pod, page.step.path)
    urls = [
        (words, reverse("builder:draft-convert", args=[page.draft.key, kind, page.slug])) for kind, words in offered
    ]
    return {"title": page.step.title, "conversions": urls}

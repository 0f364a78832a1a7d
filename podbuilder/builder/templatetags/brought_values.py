"""{% values_from_files page %} leads from the form of a ConfigMap or a Secret to the page that fills it."""

from typing import Any

from django import template
from django.urls import reverse

from podbuilder.builder.pages.step_page import StepPage
from podbuilder.builder.steps.outline import OBJECT
from podbuilder.kube.proposed_companions.named_data import FIELDS

register = template.Library()


@register.inclusion_tag("builder/_values_from_files.html")
def values_from_files(page: StepPage) -> dict[str, Any]:
    """Draw the link; nothing in the steps of all else."""
    is_there = page.manifest.is_companion and page.slug == OBJECT and page.manifest.kind in FIELDS
    url = f"{reverse('builder:draft-companion-files', args=[page.draft.key])}?companion={page.manifest.number}"
    return {"url": url if is_there else ""}

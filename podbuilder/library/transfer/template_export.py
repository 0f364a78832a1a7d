"""A template as a file that Podbuilder can import."""

from __future__ import annotations

from podbuilder.kube.templating import all_from_json
from podbuilder.kube.templating.template_file import TemplateFile, write_template
from podbuilder.library.models import Revision, SavedTemplate


def as_file(template: SavedTemplate, revision: Revision) -> str:
    """A revision of a template in the format that importing reads."""
    return write_template(
        TemplateFile(
            name=template.name,
            manifest=revision.text,
            parameters=all_from_json(revision.parameters),
            slug=template.slug,
            description=template.description,
            readme=template.readme,
            tags=tuple(template.tags),
            icon=template.icon,
            kubernetes=revision.kubernetes,
        )
    )

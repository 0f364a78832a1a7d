"""What the library has to do with accounts and teams: an archive of templates, and an audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.exchange import TemplateFile, write_template
from podbuilder.kube.parameters import all_from_json
from podbuilder.library.auditing import record
from podbuilder.library.models import Revision, SavedTemplate
from podbuilder.web.hooks import Event, File, Keeper

Person = Any


def exports(person: Person) -> Iterator[File]:
    """Each of one's own templates as a file that Podbuilder reads back, and what its older revisions said."""
    for template in SavedTemplate.objects.filter(owner=person).order_by("created", "pk"):
        # Two in the bin may have had one address.
        name = (
            f"templates/{template.slug}" if template.deleted is None else f"templates/bin/{template.slug}-{template.pk}"
        )
        for revision in template.revisions.all():
            is_newest = revision.number == template.latest_revision
            yield (
                (f"{name}.yaml", as_file(template, revision))
                if is_newest
                else (f"{name}/{revision.number}.yaml", revision.text)
            )


def as_file(template: SavedTemplate, revision: Revision) -> str:
    """A revision of a template in the format of exchange."""
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


def losses(person: Person) -> Iterator[str]:
    number = SavedTemplate.objects.filter(owner=person, deleted=None).count()
    if number:
        yield "1 saved template" if number == 1 else f"{number} saved templates"


def witness(event: Event) -> None:
    """Write what accounts and teams tell of into the audit trail."""
    record(event.who, event.verb, team=event.team, subject=event.subject, **event.details)


KEEPER = Keeper("templates", exports=exports, losses=losses)

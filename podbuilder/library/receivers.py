"""What the library does when accounts and teams change: it exports templates and keeps the audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.dispatch import receiver

from podbuilder.accounts.models import User
from podbuilder.accounts.signals import Consequences, File, account_deletion_considered, account_exporting
from podbuilder.library.audit_log import record
from podbuilder.library.models import SavedCourse, SavedTemplate
from podbuilder.library.transfer.template_export import as_file
from podbuilder.teams.models import Team
from podbuilder.teams.signals import team_changed


@receiver(account_exporting)
def export_templates(user: User, **kwargs: Any) -> Iterator[File]:
    """Each of this person's own templates as a file that Podbuilder can import, and its older revisions' text."""
    for template in SavedTemplate.objects.filter(owner=user).order_by("created", "pk"):
        # Two templates in the bin may have the same address.
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


@receiver(account_exporting)
def export_courses(user: User, **kwargs: Any) -> Iterator[File]:
    """Each of this person's own courses, as its file."""
    for course in SavedCourse.objects.filter(owner=user).order_by("created", "pk"):
        yield f"courses/{course.key}.yaml", course.text


@receiver(account_deletion_considered)
def count_courses(user: User, **kwargs: Any) -> Consequences:
    """The courses that are deleted with the account."""
    number = SavedCourse.objects.filter(owner=user).count()
    courses = "1 course" if number == 1 else f"{number} courses"
    return Consequences(deletions=(courses,) if number else ())


@receiver(account_deletion_considered)
def count_templates(user: User, **kwargs: Any) -> Consequences:
    """The saved templates that are deleted with the account."""
    number = SavedTemplate.objects.kept().filter(owner=user).count()
    templates = "1 saved template" if number == 1 else f"{number} saved templates"
    return Consequences(deletions=(templates,) if number else ())


@receiver(team_changed)
def record_team_change(
    actor: User, verb: str, subject: str, team: Team | None, details: dict[str, Any], **kwargs: Any
) -> None:
    """Record a change of a team in the audit trail."""
    record(actor, verb, team=team, subject=subject, **details)

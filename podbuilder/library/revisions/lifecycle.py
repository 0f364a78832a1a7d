"""Moving a template to another owner, deleting it into the bin, and restoring it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from podbuilder.accounts.models import User
from podbuilder.library.audit_log import record
from podbuilder.library.models import SavedTemplate, Visibility
from podbuilder.library.revisions.save import SlugTaken, free_slug
from podbuilder.library.secret_gate import (
    NOTHING_ACKNOWLEDGED,
    Acknowledgement,
    accept_findings,
    is_shared,
    overrides_of,
    secret_findings,
)
from podbuilder.teams.models import Team
from podbuilder.web.limits import KEPT_IN_BIN


def move_to(
    template: SavedTemplate,
    *,
    owner: User | None,
    team: Team | None,
    by: User,
    acknowledgement: Acknowledgement = NOTHING_ACKNOWLEDGED,
) -> SavedTemplate:
    """Give the template to an account or a team, of which exactly one is given. Raises SlugTaken and SecretsFound.

    A template that only a team could see becomes private to its new owner; a private one stays private.
    """
    before = template.address
    try:
        with transaction.atomic():
            moved = SavedTemplate.objects.select_for_update().get(pk=template.pk)
            left, was_shared = moved.team, is_shared(moved)
            moved.owner, moved.team = owner, team
            if moved.visibility == Visibility.TEAM and team is None:
                moved.visibility = Visibility.PRIVATE
            if is_shared(moved) and not was_shared:
                accept_findings(moved, secret_findings(moved, overrides_of(moved)), acknowledgement, who=by)
            moved.version, moved.updated = moved.version + 1, timezone.now()
            moved.save(update_fields=["owner", "team", "visibility", "version", "updated"])
            for concerned in {left, team} - {None} or {None}:
                record(by, "template.moved", template=moved, team=concerned, before=before, after=moved.address)
    except IntegrityError as error:
        raise SlugTaken from error
    return moved


def delete(template: SavedTemplate, *, by: User) -> None:
    """Put the template into the bin."""
    with transaction.atomic():
        SavedTemplate.objects.kept().filter(pk=template.pk).update(deleted=timezone.now())
        record(by, "template.deleted", template=template)
    empty_bin()


def restore(template: SavedTemplate, *, by: User) -> SavedTemplate:
    """Restore the template from the bin, at another address if its own is taken."""
    with transaction.atomic():
        back = SavedTemplate.objects.select_for_update().get(pk=template.pk)
        siblings = SavedTemplate.objects.owned_by(back.owner, back.team)
        if siblings.filter(slug=back.slug).exists():
            back.slug = free_slug(back.slug, owner=back.owner, team=back.team)
        back.deleted = None
        back.save(update_fields=["deleted", "slug"])
        record(by, "template.restored", template=back)
    return back


def empty_bin(now: datetime | None = None) -> int:
    """Delete for good what has been in the bin for its time. Returns how many templates that were."""
    over = (now or timezone.now()) - KEPT_IN_BIN
    found = list(SavedTemplate.objects.in_bin().filter(deleted__lt=over))
    for template in found:
        template.delete()
    return len(found)

"""Stars, by which people find templates again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from podbuilder.accounts.models import User
from podbuilder.library.models import SavedTemplate, Star


def set_star(template: SavedTemplate, user: User, *, is_on: bool) -> None:
    """Add or remove this person's star. Doing it twice has no further effect."""
    with transaction.atomic():
        locked = SavedTemplate.objects.select_for_update().get(pk=template.pk)
        if is_on:
            _, is_new = Star.objects.get_or_create(template=locked, user=user)
            change = int(is_new)
        else:
            change = -Star.objects.filter(template=locked, user=user).delete()[0]
        SavedTemplate.objects.filter(pk=template.pk).update(stars=F("stars") + change)

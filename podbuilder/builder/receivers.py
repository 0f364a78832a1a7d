"""What an account means for drafts: signing in moves a visitor's drafts into it, and its archive holds them all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from podbuilder.accounts.models import User
from podbuilder.accounts.signals import Consequences, File, account_deletion_considered, account_exporting
from podbuilder.accounts.visitors import visitor_of
from podbuilder.builder.models import Draft


@receiver(user_logged_in)
def move_drafts_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """The drafts of the browser that has just signed in become the account's."""
    visitor = visitor_of(request)
    if not visitor:
        return
    own = Draft.objects.filter(owner=None, visitor=visitor)
    shown = own.filter(deleted=None).count()
    own.move_in(user)
    if shown:
        drafts = "Your draft is" if shown == 1 else f"Your {shown} drafts are"
        messages.success(request, f"{drafts} now in your account.")


@receiver(account_exporting)
def export_drafts(user: User, **kwargs: Any) -> Iterator[File]:
    """Each draft as its manifest, the text that it was begun from, and what is known of it beside that."""
    for draft in Draft.objects.filter(owner=user).order_by("created"):
        yield f"drafts/{draft.key}.yaml", draft.text
        if draft.received is not None and draft.received != draft.text:
            yield f"drafts/{draft.key}.received.yaml", draft.received
        if draft.unreadable:
            yield f"drafts/{draft.key}.unreadable.txt", draft.unreadable
        if draft.imported:
            yield f"drafts/{draft.key}.import.json", f"{draft.imported}\n"
        for number, paste in enumerate(draft.pastes.order_by("at", "pk"), 1):
            yield f"drafts/{draft.key}.paste-{number}.txt", f"{paste.text}\n"
        if draft.folder:
            yield f"drafts/{draft.key}.folder.json", f"{draft.folder}\n"
        facts = {
            "name": draft.name,
            "kubernetes": draft.kubernetes,
            "created": draft.created.isoformat(),
            "updated": draft.updated.isoformat(),
            "deleted": draft.deleted.isoformat() if draft.deleted else None,
            "roles": draft.roles,
            "waivers": draft.waivers,
            "profile": draft.profile,
            "own profile": draft.profile_text,
            "parameters": draft.parameters,
            "origin": draft.origin,
            "overlays": draft.overlays,
        }
        yield f"drafts/{draft.key}.json", json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


@receiver(account_deletion_considered)
def count_drafts(user: User, **kwargs: Any) -> Consequences:
    """The drafts that are deleted with the account."""
    number = Draft.objects.filter(owner=user, deleted=None).count()
    drafts = "1 draft" if number == 1 else f"{number} drafts"
    return Consequences(deletions=(drafts,) if number else ())

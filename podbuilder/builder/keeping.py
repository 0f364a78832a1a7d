"""What drafts have to do with somebody's account: a visitor's move in with them, an archive holds them all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from podbuilder.builder.models import Draft
from podbuilder.builder.visitors import visitor_of
from podbuilder.web.hooks import File, Keeper

Person = Any


def arrives(request: HttpRequest, person: Person) -> str:
    """The drafts of the browser that has just signed in become the account's."""
    visitor = visitor_of(request)
    if not visitor:
        return ""
    own = Draft.objects.filter(owner=None, visitor=visitor)
    shown = own.filter(deleted=None).count()
    own.move_in(person)
    if not shown:
        return ""
    return "Your draft came along into your account." if shown == 1 else f"Your {shown} drafts came along."


def exports(person: Person) -> Iterator[File]:
    """Each draft as its manifest, and what is known of it beside that."""
    for draft in Draft.objects.filter(owner=person).order_by("created"):
        yield f"drafts/{draft.key}.yaml", draft.text
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
        }
        yield f"drafts/{draft.key}.json", json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


def losses(person: Person) -> Iterator[str]:
    number = Draft.objects.filter(owner=person, deleted=None).count()
    if number:
        yield "1 draft" if number == 1 else f"{number} drafts"


KEEPER = Keeper("drafts", arrives=arrives, exports=exports, losses=losses)

"""The audit trail: recording entries, and putting them into words."""

from __future__ import annotations

from typing import Any

from podbuilder.accounts.http import Asker
from podbuilder.library.models import AuditEntry, SavedTemplate
from podbuilder.teams.models import Team

# How each verb reads, between the name of who did it and the subject.
SENTENCES = {
    "template.saved": "saved the template",
    "template.deleted": "deleted the template",
    "template.restored": "restored the template",
    "template.moved": "moved the template",
    "template.visibility": "changed who may see the template",
    "template.link": "renewed the link of the template",
    "link.created": "shared by a link",
    "link.revoked": "revoked a link to",
    "token.created": "created the token",
    "token.revoked": "revoked the token",
    "member.invited": "invited",
    "member.joined": "joined the team",
    "member.role": "changed the role of",
    "member.removed": "removed from the team",
    "member.left": "left the team",
    "invitation.revoked": "revoked the invitation of",
    "team.created": "created the team",
    "team.renamed": "renamed the team",
    "team.deleted": "deleted the team",
    "team.profile": "changed the lint profile of",
    "secret.overridden": "acknowledged that something is not a secret in",
}


def record(
    who: Asker | None,
    verb: str,
    *,
    template: SavedTemplate | None = None,
    team: Team | None = None,
    subject: str = "",
    **details: Any,
) -> AuditEntry:
    """Record who did what to which template or team. `details` are plain values, never a secret."""
    if template is not None and team is None:
        team = template.team
    return AuditEntry.objects.create(
        who=who if who is not None and who.is_authenticated else None,
        who_name=who.get_username() if who is not None and who.is_authenticated else "",
        verb=verb,
        subject=(subject or (template.address if template else "") or (team.slug if team else ""))[:300],
        template=template,
        team=team,
        details=details,
    )


def entry_in_words(entry: AuditEntry) -> str:
    """What happened, as the rest of a sentence that begins with who did it."""
    sentence = f"{SENTENCES.get(entry.verb, entry.verb)} {entry.subject}".strip()
    before, after = entry.details.get("before"), entry.details.get("after")
    if before and after:
        return f"{sentence}: {before} → {after}"
    role = entry.details.get("role")
    return f"{sentence} as {role}" if role else sentence

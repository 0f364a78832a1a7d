"""Share links, which show something to whoever has them: creating, following and revoking them.

A link shows what exists when it is followed, so that is searched for credentials each time: a draft keeps changing, and
a private template is saved unchecked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from podbuilder.accounts.http import Asker
from podbuilder.builder.access import drafts_of
from podbuilder.builder.models import Draft
from podbuilder.kube.manifest import ManifestError
from podbuilder.library.access import may_manage, public_notes
from podbuilder.library.audit_log import record
from podbuilder.library.models import Revision, SavedTemplate, ShareLink
from podbuilder.library.revisions.save import Content
from podbuilder.library.secret_gate import covered, findings_of, overrides_of

# The most valid links to one draft or template.
MOST_LINKS = 50


@dataclass(frozen=True)
class SharedContent:
    """What a link shows: a revision, or a draft's text in the shape of one, and how many credentials are covered."""

    title: str
    content: Revision
    hidden: int = 0


class Withheld(Exception):
    """What the link leads to contains a credential that cannot be covered."""


def share(
    by: Asker,
    *,
    template: SavedTemplate | None = None,
    draft: Draft | None = None,
    revision: int | None = None,
    expires: datetime | None = None,
) -> ShareLink:
    """A new link to a template (its newest revision, or one pinned) or to a draft."""
    who = by if by.is_authenticated else None
    with transaction.atomic():
        link = ShareLink.objects.create(
            template=template, draft=draft, revision=revision, expires=expires, created_by=who
        )
        until = f"{expires:%Y-%m-%d}" if expires else ""
        record(by, "link.created", template=template, subject=subject_of(link), until=until)
    return link


def revoke(link: ShareLink, *, by: Asker) -> None:
    """Revoke the link. Doing it twice has no further effect."""
    with transaction.atomic():
        if ShareLink.objects.filter(pk=link.pk, revoked=None).update(revoked=timezone.now()):
            record(by, "link.revoked", template=link.template, subject=subject_of(link))


def subject_of(link: ShareLink) -> str:
    """What the link shows, in words."""
    if link.template is None:
        return f"the draft {link.draft}"
    return f"{link.template.address}@{link.revision}" if link.revision else link.template.address


def may_revoke(request: HttpRequest, link: ShareLink) -> bool:
    """Whether the asker made the link, owns the draft, or manages the template."""
    if request.user.is_authenticated and link.created_by_id == request.user.pk:
        return True
    if link.template is not None:
        return may_manage(request.user, link.template)
    return drafts_of(request).filter(pk=link.draft_id).exists()


def follow(key: str) -> ShareLink | None:
    """The link with this key, which may have expired."""
    return ShareLink.objects.with_targets().filter(key=key).first()


def is_open(link: ShareLink) -> bool:
    """Whether the link shows anything now."""
    shown = link.template or link.draft
    return link.is_valid and shown is not None and shown.deleted is None


def shared_content(link: ShareLink) -> SharedContent | None:
    """What a link shows now; None if the revision does not exist. Raises Withheld."""
    if link.template is not None:
        number = link.revision or link.template.latest_revision
        stored = Revision.objects.filter(template=link.template, number=number).first()
        return _fit(link.template.name, stored, overrides_of(link.template)) if stored else None
    return _fit(str(link.draft), as_revision(link.draft), frozenset()) if link.draft else None


def as_revision(draft: Draft) -> Revision:
    """A draft in the shape of a revision that is stored nowhere."""
    content = Content.of_draft(draft)
    return Revision(
        text=content.text, parameters=content.parameters, kubernetes=content.kubernetes, notes=content.notes
    )


def _fit(title: str, revision: Revision, overrides: frozenset[str]) -> SharedContent:
    """A revision with its credentials covered. Raises Withheld."""
    try:
        text, hidden = covered(revision.text, overrides)
    except ManifestError as problem:
        raise Withheld from problem
    fit = Revision(
        text=text, parameters=revision.parameters, kubernetes=revision.kubernetes, notes=public_notes(revision.notes)
    )
    # A credential in a parameter's default cannot be covered in the text.
    if findings_of(fit, overrides):
        raise Withheld
    return SharedContent(title, fit, hidden)

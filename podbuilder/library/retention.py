"""What is removed for good once its time is over. `manage.py tidy` does it, and the application a little by itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.signals import request_finished
from django.db import DatabaseError, transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.dispatch import receiver
from django.utils import timezone

from podbuilder.accounts.models import Throttle, UserSession
from podbuilder.accounts.rate_limit import KEPT_AFTER, hit
from podbuilder.builder.models import Draft, KeptPaste
from podbuilder.library.models import AuditEntry, SavedTemplate, ShareLink, Token
from podbuilder.teams.models import Invitation
from podbuilder.web import limits
from podbuilder.web.limits import KEPT_IN_BIN, Limit

logger = logging.getLogger(__name__)

ROUND = Limit("tidy up", 1, timedelta(seconds=limits.TIDY_EVERY))
# When this process looks again whether it is time, by its own clock.
_next_look = 0.0


class Kind(NamedTuple):
    """Rows whose time is over, and what they are called."""

    name: str
    rows: QuerySet[Any]


def all_over(now: datetime) -> tuple[Kind, ...]:
    """Everything whose time is over, by kind."""
    ended = Q(expires__lt=now - limits.OVER_KEPT) | Q(revoked__lt=now - limits.OVER_KEPT)
    visitors = Draft.objects.filter(owner=None, deleted=None)
    links = ShareLink.objects.filter(Q(expires=None) | Q(expires__gt=now), draft=OuterRef("pk"), revoked=None)
    unedited = visitors.filter(~Exists(links), revision=1, updated__lt=now - limits.UNEDITED_DRAFT_KEPT)
    return (
        Kind("deleted drafts", Draft.objects.filter(deleted__lt=now - KEPT_IN_BIN)),
        Kind("abandoned drafts of visitors", visitors.filter(updated__lt=now - limits.VISITORS_DRAFT_KEPT)),
        Kind("drafts of visitors never edited", unedited),
        Kind("pastes kept with drafts", KeptPaste.objects.filter(at__lt=now - limits.PASTES_KEPT)),
        Kind("deleted templates", SavedTemplate.objects.in_bin().filter(deleted__lt=now - KEPT_IN_BIN)),
        Kind("expired sessions", Session.objects.filter(expire_date__lt=now)),
        Kind("sessions that ended", UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))),
        Kind("tokens that are over", Token.objects.filter(ended)),
        Kind("links that are over", ShareLink.objects.filter(ended)),
        Kind(
            "invitations that are over",
            Invitation.objects.filter(ended | Q(accepted__lt=now - limits.OVER_KEPT)),
        ),
        Kind("counts of tries", Throttle.objects.filter(ends__lt=now - KEPT_AFTER)),
        Kind("audit entries", AuditEntry.objects.filter(at__lt=now - limits.AUDIT_KEPT)),
    )


def counts(now: datetime | None = None) -> Iterator[tuple[str, int]]:
    """How many rows of each kind are over."""
    for kind in all_over(now or timezone.now()):
        yield kind.name, kind.rows.count()


def tidy(now: datetime | None = None, *, rounds: int | None = None) -> Iterator[tuple[str, int]]:
    """Remove what is over: all of it, or so many rounds' worth of each kind. Yields how many rows of each are gone.

    Each round is a transaction of its own, so that nobody waits long for a lock.
    """
    for kind in all_over(now or timezone.now()):
        removed, done = 0, 0
        while rounds is None or done < rounds:
            found = list(kind.rows.values_list("pk", flat=True)[: limits.TIDIED_AT_ONCE])
            if not found:
                break
            _remove(kind.rows.model, found)
            removed, done = removed + len(found), done + 1
        yield kind.name, removed


def _remove(model: type[Model], keys: list[Any]) -> None:
    with transaction.atomic():
        if model is SavedTemplate:
            # One by one, since revisions can be deleted with their template only.
            for template in SavedTemplate.objects.filter(pk__in=keys):
                template.delete()
        else:
            model._default_manager.filter(pk__in=keys).delete()


@receiver(request_finished)
def tidy_now_and_then(**kwargs: Any) -> None:
    """Behind a response, once an hour whatever the number of processes: one round."""
    global _next_look
    if settings.TIDY_EVERY is None or time.monotonic() < _next_look:
        return
    _next_look = time.monotonic() + settings.TIDY_EVERY
    try:
        if hit((ROUND, "")) is None:
            for _ in tidy(rounds=1):
                pass
    except DatabaseError:
        logger.exception("Tidying up failed; it is tried again later")

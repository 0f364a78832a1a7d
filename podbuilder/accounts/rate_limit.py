"""How often something may be tried. Counted in the database, so that all workers count together."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from math import ceil

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.forms import BaseForm
from django.utils import timezone

from podbuilder.accounts.models import Throttle
from podbuilder.web.limits import Limit

SIGN_IN_HERE = Limit("sign in to one account from one place", 6, timedelta(minutes=15))
SIGN_IN_ANYWHERE = Limit("sign in to one account", 60, timedelta(hours=1))
# For a browser in which somebody has signed in to the account before; none of the other three counts for it.
SIGN_IN_KNOWN = Limit("sign in to one account from one known browser", 10, timedelta(minutes=15))
SIGN_IN_PLACE = Limit("sign in from one place", 60, timedelta(minutes=15))
RESET_PLACE = Limit("ask for a new password from one place", 10, timedelta(hours=1))
RESET_ACCOUNT = Limit("ask for a new password for one address", 3, timedelta(hours=1))
# For forms that ask a signed-in person for their password: somebody at their open browser would guess there.
PASSWORD = Limit("give the password while signed in", 10, timedelta(minutes=15))
MAIL = Limit("have mail sent to addresses of one's choice", 30, timedelta(days=1))

# Expired counts are deleted after this time.
KEPT_AFTER = timedelta(days=1)

# The error code of a form that was sent too often.
TOO_MANY = "too-many-tries"

Counted = tuple[Limit, str]


def hit(*counted: Counted, times: int = 1) -> datetime | None:
    """Count one more try under each of these limits, or several. Returns when to try again if one is used up.

    A try that is refused counts nowhere: otherwise whoever has used up one limit could go on to use up the others,
    which are shared with people who did nothing.
    """
    now = timezone.now()
    with transaction.atomic():
        # In one order, so that two tries never wait for each other.
        rows = [(limit, *_row(limit, value, now)) for limit, value in sorted(counted, key=lambda one: _key(*one))]
        refusals = [row.ends for limit, row, _ in rows if row.count >= limit.number]
        for _, row, is_new in rows:
            if not refusals:
                row.count += times
                row.save()
            elif is_new:
                row.delete()
    if any(is_new for *_, is_new in rows):
        Throttle.objects.filter(ends__lt=now - KEPT_AFTER).delete()
    return max(refusals, default=None)


def hit_or_refuse(*counted: Counted) -> None:
    """The same while a form is cleaned: raises ValidationError if a limit is used up."""
    until = hit(*counted)
    if until:
        raise refusal(until)


def refusal(until: datetime) -> ValidationError:
    """The error of a form that was sent too often."""
    return ValidationError(refusal_in_words(until), code=TOO_MANY)


def is_refused(form: BaseForm) -> bool:
    """Whether a form was sent too often."""
    return any(error.code == TOO_MANY for errors in form.errors.as_data().values() for error in errors)


def give_back(*counted: Counted) -> None:
    """Take back one try under each of these limits, after it has succeeded: only guesses are to be counted."""
    keys = [_key(limit, value) for limit, value in counted]
    Throttle.objects.filter(key__in=keys, count__gt=0).update(count=F("count") - 1)


def reset(limit: Limit, value: str) -> None:
    """Forget the count, after a try that succeeded."""
    Throttle.objects.filter(key=_key(limit, value)).delete()


def refusal_in_words(until: datetime) -> str:
    """When to try again, as a sentence."""
    return f"You have tried this too often. Please try again in {wait_in_words(until)}, at {until:%H:%M} UTC."


def wait_in_words(until: datetime) -> str:
    """How long it is until then."""
    minutes = max(1, ceil((until - timezone.now()).total_seconds() / 60))
    return "a minute" if minutes == 1 else f"{minutes} minutes" if minutes < 120 else f"{ceil(minutes / 60)} hours"


def _row(limit: Limit, value: str, now: datetime) -> tuple[Throttle, bool]:
    """The count for a value, locked and begun anew if its span is over; and whether there was none."""
    row, is_new = Throttle.objects.select_for_update().get_or_create(
        key=_key(limit, value), defaults={"ends": now + limit.span}
    )
    if row.ends <= now:
        row.count, row.ends = 0, now + limit.span
    return row, is_new


def _key(limit: Limit, value: str) -> str:
    return hashlib.sha256(f"{limit.name}\0{value}".encode()).hexdigest()

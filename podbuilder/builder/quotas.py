"""How many drafts one visitor, account or address may have, and begin in an hour."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import Length
from django.http import HttpRequest

from podbuilder.accounts.rate_limit import hit, wait_in_words
from podbuilder.builder.models import Draft
from podbuilder.web import limits
from podbuilder.web.client_address import client_address, neighbourhood
from podbuilder.web.errors import QuotaReached
from podbuilder.web.limits import MIB, Quota

# The columns of a draft that hold what somebody brought or wrote.
LONG = ("text", "unreadable", "imported", "folder")


class Size(Length):
    """How long a text is. PostgreSQL knows its bytes without reading it; SQLite reads it and counts characters."""

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="OCTET_LENGTH", **context)


def make_room(request: HttpRequest, visitor: str, characters: int) -> None:
    """Count one more draft of an account, or else of this visitor, or raise QuotaReached.

    So that deleting makes room, only those not deleted count; of the deleted the oldest go for good where there are
    more than may be kept.
    """
    if request.user.is_authenticated:
        quota, own, who = limits.DRAFTS_OF_ACCOUNT, Draft.objects.filter(owner=request.user), str(request.user.pk)
    else:
        quota, own, who = limits.DRAFTS_OF_VISITOR, Draft.objects.filter(owner=None, visitor=visitor), visitor
    kept = (
        own.filter(deleted=None)
        .order_by()
        .aggregate(number=Count("pk"), characters=Sum(sum((Size(name) for name in LONG[1:]), Size(LONG[0])), default=0))
    )
    refuse_more(quota, kept["number"], kept["characters"] + characters)
    counted = [(limits.DRAFTS_BY_PERSON, who)]
    if not request.user.is_authenticated:
        counted.append((limits.DRAFTS_BY_PLACE, neighbourhood(client_address(request))))
    if until := hit(*counted, times=1 + characters // limits.DRAFT_UNIT):
        wait = wait_in_words(until)
        raise QuotaReached(f"Too many drafts have been started from here. Try again in {wait}.", until=until)
    binned = own.exclude(deleted=None).order_by("-deleted").values_list("pk", flat=True)
    if too_many := list(binned[quota.number :]):
        Draft.objects.filter(pk__in=too_many).delete()


def refuse_more(quota: Quota, number: int, characters: int) -> None:
    if number >= quota.number:
        raise QuotaReached(f"You have {number:,} drafts, which is as many as fit here. {CURE}")
    if characters > quota.characters:
        raise QuotaReached(f"Your drafts would be larger than {quota.characters // MIB:,} MiB together. {CURE}")


CURE = "Delete some that you no longer need on the start page, and first download what you want to keep."

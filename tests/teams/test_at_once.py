"""Several people at the same moment: what may happen once happens once, on every database."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from podbuilder.accounts.models import NameTaken
from podbuilder.accounts.rate_limit import hit
from podbuilder.teams import membership
from podbuilder.teams.models import Membership, Role, Team
from podbuilder.web.limits import Limit
from tests.accounts.support import person
from tests.teams.support import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
FEW = Limit("a test's", 3, timedelta(hours=1))


def at_once(*jobs: Callable[[], object]) -> Counter[str]:
    """Run these side by side; how often each outcome was had."""
    outcomes: Counter[str] = Counter()
    ready = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        ready.wait(30)
        try:
            outcomes[str(job())] += 1
        except Exception as refusal:
            outcomes[type(refusal).__name__] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def test_of_two_owners_who_leave_one_stays() -> None:
    cast = make_cast()
    team = cast["team"]
    Membership.objects.filter(user=cast["edgar"]).update(role=Role.OWNER)
    pks = {name: Membership.objects.get(user=cast[name]).pk for name in ("alice", "edgar")}

    def leaves(name: str) -> Callable[[], object]:
        return lambda: bool(membership.remove(team, pks[name], cast[name]))

    assert at_once(leaves("alice"), leaves("edgar")) == {"True": 1, "LastOwner": 1}
    assert team.memberships.filter(role=Role.OWNER).count() == 1


def test_an_invitation_lets_one_in() -> None:
    cast = make_cast()
    _, secret = membership.invite(cast["team"], Role.VIEWER, cast["alice"])
    people = [person(f"guest-{number}") for number in range(4)]
    outcomes = at_once(*[lambda who=who: bool(membership.accept(secret, who)) for who in people])
    assert outcomes == {"True": 1, "Gone": 3}
    assert cast["team"].memberships.count() == 4


def test_a_name_is_given_once() -> None:
    alice = person("alice")
    jobs = [lambda: bool(membership.create_team(Team(name="Web", slug="web"), alice)), lambda: bool(person("web"))] * 2
    assert at_once(*jobs) == {"True": 1, NameTaken.__name__: 3}


def test_tries_are_counted_together() -> None:
    assert at_once(*[lambda: hit((FEW, "alice")) is None] * 8) == {"True": 3, "False": 5}

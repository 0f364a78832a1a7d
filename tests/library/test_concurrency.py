"""Many at the same moment: nothing is counted twice, nothing is lost, and everybody is told what became of it.

Each of them has a connection of their own. On PostgreSQL the same is tried by the second run of the tests.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from podbuilder.accounts.models import User
from podbuilder.library.models import Revision, SavedTemplate, Star
from podbuilder.library.revisions.save import VersionConflict, change
from podbuilder.library.stars import set_star
from podbuilder.teams.membership import LastOwner, change_role, remove
from podbuilder.teams.models import Membership, Role
from tests.builder.support import POD
from tests.library.support import draft_of, person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(number: int, act: Callable[[int], Any]) -> Counter[Any]:
    """What so many threads answer that begin together; what one of them raises is its answer."""
    answers: list[Any] = []
    start = threading.Barrier(number)

    def run(which: int) -> None:
        try:
            start.wait(30)
            answers.append(act(which))
        except Exception as error:
            answers.append(type(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == number
    return Counter(answers)


def test_pages_that_save_the_same_template() -> None:
    """Through the pages, for what counts is what the people see: a redirect, or the page that tells of the conflict."""
    alice = person("alice")
    template = saved(alice)
    drafts = [draft_of(alice, f"{POD}# {number}\n", origin="alice/web@1") for number in range(8)]
    clients = [signed_in(alice) for _ in drafts]

    def save(which: int) -> str:
        url = f"/library/save/?draft={drafts[which].key}"
        answer = clients[which].post(url, {"op": "revision", "base": "1", "message": str(which)})
        return "told" if "has saved revision 2 in the meantime" in answer.content.decode() else str(answer.status_code)

    assert at_once(len(drafts), save) == {"302": 1, "told": 7}
    newest = Revision.objects.get(template=template, number=2)
    assert newest.text == drafts[int(newest.message)].text
    assert SavedTemplate.objects.get().latest_revision == 2


def test_fifty_stars() -> None:
    """Two clicks of each of 25 people are 25 stars."""
    template = saved(person("alice"), visibility="public")
    people = User.objects.bulk_create(User(username=f"p{number}", password="!") for number in range(25))
    on = at_once(50, lambda which: set_star(template, people[which % 25], is_on=True))
    assert on == {None: 50}
    template.refresh_from_db()
    assert template.stars == Star.objects.count() == 25
    assert at_once(20, lambda which: set_star(template, people[which % 10], is_on=False)) == {None: 20}
    template.refresh_from_db()
    assert template.stars == Star.objects.count() == 15


def test_twenty_sign_up_with_one_name() -> None:
    """One of them has it; the others are told so, on the page with what they typed."""

    def sign_up(which: int) -> str:
        browser = Client(REMOTE_ADDR=f"192.0.{which}.1")
        answer = browser.post("/sign-up/", {"name": "carol", "password": f"three plain words {which}"})
        said = answer.content.decode()
        is_told = "This name is taken" in said or "Somebody else has just taken this name" in said
        return "told" if is_told else str(answer.status_code)

    assert at_once(20, sign_up) == {"302": 1, "told": 19}
    assert User.objects.filter(username="carol").count() == 1


def test_the_owners_of_a_team_leave_at_once() -> None:
    """By the door, or by becoming editors: one stays, whoever is last."""
    people = User.objects.bulk_create(User(username=f"p{number}", password="!") for number in range(10))
    team = team_of("web")
    members = [Membership.objects.create(team=team, user=user, role=Role.OWNER) for user in people]

    def leave(which: int) -> str:
        if which % 2:
            remove(team, members[which].pk, people[which])
        else:
            change_role(team, members[which].pk, Role.EDITOR, people[which])
        return "gone"

    assert at_once(10, leave) == {"gone": 9, LastOwner: 1}
    assert team.memberships.filter(role=Role.OWNER).count() == 1


def test_twenty_change_what_is_said_about_a_template() -> None:
    alice = person("alice")
    template = saved(alice)

    def rename(which: int) -> str:
        return change(template, version=template.version, by=alice, name=f"Web {which}").name

    answers = at_once(20, rename)
    assert answers.pop(VersionConflict) == 19
    (name,) = answers
    template.refresh_from_db()
    assert (template.name, template.version) == (name, 2)

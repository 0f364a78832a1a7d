"""What the other apps are told of an account, and what they answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.dispatch import Signal

from podbuilder.accounts.models import User
from podbuilder.accounts.signals import (
    Consequences,
    account_deleting,
    account_deletion_considered,
    account_exporting,
    deletion_consequences,
    exported_files,
)
from podbuilder.builder.models import Draft
from podbuilder.teams.models import Membership, Role, Team
from tests.accounts.support import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def connect() -> Iterator[Any]:
    connected: list[tuple[Signal, Any]] = []

    def connect(signal: Signal, receiver: Any) -> None:
        signal.connect(receiver)
        connected.append((signal, receiver))

    yield connect
    for signal, receiver in connected:
        signal.disconnect(receiver)


def test_somebody_who_has_nothing_loses_nothing() -> None:
    alice = person("alice")
    assert deletion_consequences(alice) == Consequences()
    assert exported_files(alice) == []


def test_every_app_answers_for_its_own(connect: Any) -> None:
    alice = person("alice")
    Draft.objects.create(owner=alice, text="kind: Pod\n")
    team = Team.objects.create(name="Web", slug="web")
    Membership.objects.create(team=team, user=alice, role=Role.OWNER)
    Membership.objects.create(team=team, user=person("bob"), role=Role.VIEWER)
    connect(account_deletion_considered, lambda user, **kwargs: Consequences(deletions=(f"{user}'s hat",)))
    connect(account_exporting, lambda user, **kwargs: [("hat.txt", "felt")])
    found = deletion_consequences(alice)
    assert found.deletions == ("1 draft", "alice's hat")
    assert [sentence.partition(".")[0] for sentence in found.blockers] == [
        "You are the only owner of the team Web (web)"
    ]
    folders = [name.partition("/")[0] for name, _ in exported_files(alice)]
    assert folders == ["teams.json", "drafts", "drafts", "hat.txt"]


def test_an_app_that_fails_keeps_the_account(connect: Any, client: Any) -> None:
    """The account and all that goes with it are deleted together, or not at all."""
    alice = person("alice")
    team = Team.objects.create(name="Web", slug="web")
    Membership.objects.create(team=team, user=alice, role=Role.OWNER)

    def fail(user: User, **kwargs: Any) -> None:
        raise RuntimeError("no")

    connect(account_deleting, fail)
    client.force_login(alice)
    with pytest.raises(RuntimeError):
        client.post("/account/delete/", {"name": "alice", "password": "three plain words"})
    assert User.objects.filter(username="alice").exists()
    assert Team.objects.exists()

"""Names of people and teams, which stand in addresses: one name, one owner, for good."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from podbuilder.accounts.models import NameTaken, OwnerName
from podbuilder.accounts.names import RESERVED, problem_with
from podbuilder.teams.models import Team

User = get_user_model()

GOOD = ["alice", "a", "7", "web-team", "a-b-c", "x" * 39]
BAD = {
    "": "lowercase",
    "Alice": "lowercase",
    "web team": "lowercase",
    "web--team": "single hyphens",
    "-web": "hyphens",
    "web-": "hyphens",
    "web_team": "lowercase",
    "café": "lowercase",
    "alice\n": "lowercase",
    "x" * 40: "40 characters",
    "teams": "reserved for Podbuilder",
    "sign-in": "reserved for Podbuilder",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_name_that_can_be_had(name: str) -> None:
    assert problem_with(name) == ""


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_cannot(name: str) -> None:
    assert BAD[name] in problem_with(name)


def test_every_reserved_word_would_be_a_name_otherwise() -> None:
    assert {word for word in RESERVED if "reserved for" not in problem_with(word)} == set()


@pytest.mark.django_db
def test_people_and_teams_share_their_names() -> None:
    User.objects.create_user("alice")
    Team.objects.create(name="Web", slug="web")
    with pytest.raises(NameTaken):
        Team.objects.create(name="Alice's", slug="alice")
    with pytest.raises(NameTaken):
        User.objects.create_user("web")
    assert (User.objects.count(), Team.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_saving_again_keeps_the_name() -> None:
    alice = User.objects.create_user("alice")
    alice.email = "alice@example.com"
    alice.save()
    team = Team.objects.create(name="Web", slug="web")
    team.name = "The web team"
    team.save()
    assert set(OwnerName.objects.values_list("name", flat=True)) == {"alice", "web"}


@pytest.mark.django_db
def test_a_name_is_not_given_a_second_time() -> None:
    User.objects.create_user("alice").delete()
    with pytest.raises(NameTaken):
        User.objects.create_user("alice")
    assert not OwnerName.is_free("alice")
    assert OwnerName.is_free("bob")

"""Which templates a person finds where: the queries that lists, the bin and the checks of access are made of."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from podbuilder.library.models import SavedTemplate
from tests.library.support import person, saved, team_of

pytestmark = pytest.mark.django_db

VISIBILITIES = ("private", "team", "unlisted", "public")
# Everybody, and what each finds of a team's templates, of the owner's own, and of the bin.
TABLE: dict[str, tuple[set[str], set[str], set[str]]] = {
    "visitor": ({"public"}, {"public"}, set()),
    "stranger": ({"public"}, {"public"}, set()),
    "viewer": ({"team", "unlisted", "public"}, {"public"}, set()),
    "editor": (set(VISIBILITIES), {"public"}, set()),
    "owner": (set(VISIBILITIES), {"private", "unlisted", "public"}, {"team", "own"}),
}


@pytest.fixture
def cast() -> dict[str, Any]:
    people = {name: person(name) for name in TABLE if name != "visitor"}
    team = team_of("web-team", owner=people["owner"], editor=people["editor"], viewer=people["viewer"])
    for visibility in VISIBILITIES:
        saved(team=team, by=people["owner"], slug=visibility, visibility=visibility)
        if visibility != "team":
            saved(people["owner"], slug=visibility, visibility=visibility)
    deleted = {"deleted": timezone.now()}
    saved(team=team, by=people["owner"], slug="team-gone", visibility="public", **deleted)
    saved(people["owner"], slug="own-gone", visibility="public", **deleted)
    return {**people, "visitor": AnonymousUser()}


@pytest.mark.parametrize("who", TABLE)
def test_who_finds_what(cast: dict[str, Any], who: str) -> None:
    of_team, own, in_bin = TABLE[who]
    found = SavedTemplate.objects.visible_to(cast[who])
    assert set(found.exclude(team=None).values_list("slug", flat=True)) == of_team
    assert set(found.filter(team=None).values_list("slug", flat=True)) == own
    assert not found.filter(deleted__isnull=False).exists()
    deleted = SavedTemplate.objects.in_bin().managed_by(cast[who]).values_list("slug", flat=True)
    assert {slug.removesuffix("-gone") for slug in deleted} == in_bin


@pytest.mark.parametrize("who", TABLE)
def test_the_parts_of_a_list_are_the_whole(cast: dict[str, Any], who: str) -> None:
    public, *others = SavedTemplate.objects.visible_parts(cast[who])
    found = {one.pk for part in (public, *others) for one in part}
    assert found == set(SavedTemplate.objects.visible_to(cast[who]).values_list("pk", flat=True))
    assert {one.visibility for one in public} == {"public"}
    assert len(others) == {"visitor": 0, "stranger": 1}.get(who, 2)


def test_an_address_is_kept_once_and_may_lie_in_the_bin_as_well(cast: dict[str, Any]) -> None:
    SavedTemplate.objects.in_bin().filter(slug="own-gone").update(slug="public")
    at = SavedTemplate.objects.at("owner", "public")
    assert (at.kept().count(), at.in_bin().count()) == (1, 1)
    assert not SavedTemplate.objects.at("stranger", "public").exists()
    assert SavedTemplate.objects.owned_by(cast["owner"], None).filter(slug="public").count() == 1

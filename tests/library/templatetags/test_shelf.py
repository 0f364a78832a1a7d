"""The newest templates on the start page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from podbuilder.library.models import SavedTemplate
from podbuilder.library.templatetags.shelf import SHOWN, shelf
from tests.library.support import person, saved, team_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("user", [None, AnonymousUser()])
def test_a_visitor_has_none(user: AnonymousUser | None) -> None:
    saved(person("bob"), visibility="public")
    assert shelf(user) == {"templates": [], "is_visitor": True}


def test_somebody_new_has_none_yet() -> None:
    assert shelf(person("alice")) == {"templates": [], "is_visitor": False}


def test_ones_own_and_ones_teams_the_newest_first() -> None:
    alice, bob = person("alice"), person("bob")
    team = team_of("web-team", owner=bob, viewer=alice)
    saved(bob, slug="theirs", visibility="public")
    templates = [saved(alice, slug=f"mine-{n}") for n in range(SHOWN)]
    templates += [saved(team=team, by=bob, slug=f"ours-{n}", visibility="team") for n in range(SHOWN)]
    now = timezone.now()
    for n, one in enumerate(templates):
        SavedTemplate.objects.filter(pk=one.pk).update(updated=now - timedelta(minutes=n % SHOWN * 2 + n // SHOWN))
    found = [one.slug for one in shelf(alice)["templates"]]
    assert found == ["mine-0", "ours-0", "mine-1", "ours-1", "mine-2", "ours-2"]


def test_of_two_changed_at_once_the_later_comes_first() -> None:
    alice = person("alice")
    for slug in ("a", "b"):
        saved(alice, slug=slug)
    SavedTemplate.objects.update(updated=timezone.now())
    assert [one.slug for one in shelf(alice)["templates"]] == ["b", "a"]

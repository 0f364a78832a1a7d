"""Moving a template, the bin, and what the audit trail says of both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from podbuilder.library.models import AuditEntry, SavedTemplate
from podbuilder.library.revisions import lifecycle
from podbuilder.library.revisions.save import SlugTaken
from podbuilder.library.secret_gate import SecretsFound
from podbuilder.web.limits import KEPT_IN_BIN
from tests.library.support import LEAKY, person, saved, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


def moved(template: SavedTemplate, alice: Any, team: Any = None) -> SavedTemplate:
    lifecycle.move_to(template, owner=None if team else alice, team=team, by=alice)
    return SavedTemplate.objects.get(pk=template.pk)


# Who saw it before, and who sees it after it has come back from a team.
BACK = {"private": "private", "team": "private", "unlisted": "unlisted", "public": "public"}


@pytest.mark.parametrize("visibility", BACK)
def test_who_sees_a_template_that_has_moved(alice: Any, visibility: str) -> None:
    team = team_of("web-team", owner=alice)
    template = saved(team=team, by=alice, visibility=visibility)
    back = moved(template, alice)
    assert (back.owner, back.team, back.visibility) == (alice, None, BACK[visibility])
    assert back.version == template.version + 1
    assert timezone.now() - back.updated < timedelta(minutes=1)
    there = moved(back, alice, team)
    assert (there.owner, there.team, there.visibility) == (None, team, BACK[visibility])


def test_both_teams_are_told(alice: Any) -> None:
    first, second = team_of("first", owner=alice), team_of("second", owner=alice)
    template = saved(alice)
    for team in (first, second):
        template = moved(template, alice, team)
    moved(template, alice)
    told = AuditEntry.objects.filter(verb="template.moved").order_by("pk")
    said = [(entry.team, entry.details["before"], entry.details["after"]) for entry in told]
    assert said[0] == (first, "alice/web", "first/web")
    assert {one[0] for one in said[1:3]} == {first, second}
    assert {one[1:] for one in said[1:3]} == {("first/web", "second/web")}
    assert said[3:] == [(second, "second/web", "alice/web")]
    assert all(entry.who == alice and entry.template == template for entry in told)


def test_it_does_not_move_to_an_address_that_is_taken(alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    saved(team=team, by=alice)
    template = saved(alice)
    with pytest.raises(SlugTaken):
        moved(template, alice, team)
    template.refresh_from_db()
    assert (template.owner, template.version) == (alice, 1)
    assert not AuditEntry.objects.filter(verb="template.moved").exists()


def test_credentials_that_nobody_saw_stay_where_they_are(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    team = team_of("web-team", owner=alice)
    template = saved(alice, text=LEAKY)
    monkeypatch.setattr(lifecycle, "is_shared", lambda one: one.team is not None)
    with pytest.raises(SecretsFound):
        moved(template, alice, team)
    assert SavedTemplate.objects.get(pk=template.pk).team is None
    monkeypatch.setattr(lifecycle, "is_shared", lambda one: True)
    assert moved(template, alice, team).team == team, "those who see it now saw it before"


def test_into_the_bin_and_out_of_it(alice: Any) -> None:
    template = saved(alice)
    lifecycle.delete(template, by=alice)
    template.refresh_from_db()
    first = template.deleted
    assert timezone.now() - first < timedelta(minutes=1)
    lifecycle.delete(template, by=alice)
    template.refresh_from_db()
    assert template.deleted == first, "a second time does not prolong it"
    back = lifecycle.restore(template, by=alice)
    assert (back.deleted, back.slug) == (None, "web")
    assert SavedTemplate.objects.kept().get() == template
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-3:] == ["template.deleted", "template.deleted", "template.restored"]


def test_an_address_that_was_taken_meanwhile(alice: Any) -> None:
    template = saved(alice)
    lifecycle.delete(template, by=alice)
    saved(person("bob"))
    saved(alice)
    assert lifecycle.restore(template, by=alice).slug == "web-2"
    assert SavedTemplate.objects.get(pk=template.pk).slug == "web-2"


def test_the_bin_is_emptied_of_what_is_too_old(alice: Any) -> None:
    now = timezone.now()
    ages = {"kept": None, "young": KEPT_IN_BIN - timedelta(seconds=1), "old": KEPT_IN_BIN + timedelta(seconds=1)}
    for slug, age in ages.items():
        template = saved(alice, slug=slug)
        SavedTemplate.objects.filter(pk=template.pk).update(deleted=now - age if age else None)
    assert lifecycle.empty_bin(now) == 1
    assert set(SavedTemplate.objects.values_list("slug", flat=True)) == {"kept", "young"}
    assert lifecycle.empty_bin(now) == 0
    lifecycle.delete(SavedTemplate.objects.get(slug="kept"), by=alice)
    SavedTemplate.objects.filter(slug="young").update(deleted=now - KEPT_IN_BIN - timedelta(days=1))
    lifecycle.delete(saved(alice, slug="last"), by=alice)
    assert not SavedTemplate.objects.filter(slug="young").exists(), "whoever deletes empties it"

"""What an account means for drafts: they move in, are exported, and are counted before it is deleted."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.accounts.signals import Consequences
from podbuilder.builder.models import Draft, KeptPaste
from podbuilder.builder.receivers import count_drafts, export_drafts
from tests.accounts.support import person, sign_in
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("shown", "deleted", "says"),
    [
        (0, 0, ""),
        (0, 1, ""),
        (1, 0, "Your draft is now in your account."),
        (1, 1, "Your draft is now in your account."),
        (2, 0, "Your 2 drafts are now in your account."),
    ],
)
def test_a_visitor_s_drafts_move_in(shown: int, deleted: int, says: str) -> None:
    alice, client = person("alice"), Client()
    drafts = [begin(client) for _ in range(shown + deleted)]
    Draft.objects.filter(pk__in=[draft.pk for draft in drafts[:deleted]]).update(deleted=timezone.now())
    sign_in(client, "alice")
    page = client.get("/").content.decode()
    assert Draft.objects.filter(owner=alice).count() == shown + deleted
    assert ("now in your account" in page) == bool(says)
    assert says in page


def test_those_of_others_stay_where_they_are() -> None:
    person("alice")
    others, bob = begin(Client()), begin(Client())
    Draft.objects.filter(pk=bob.pk).update(owner=person("bob"), visitor="")
    client = Client()
    begin(client)
    sign_in(client, "alice")
    sign_in(Client(), "alice")
    others.refresh_from_db()
    bob.refresh_from_db()
    assert (others.owner, str(bob.owner)) == (None, "bob")


def test_each_draft_is_exported_with_what_is_known_of_it() -> None:
    alice = person("alice")
    first, second = begin(Client()), begin(Client(), POD.replace("name: web\n  labels", "name: Ünï\n  labels"))
    begin(Client())
    Draft.objects.filter(pk__in=[first.pk, second.pk]).update(owner=alice, visitor="")
    Draft.objects.filter(pk=second.pk).update(
        deleted=timezone.now(), roles={"web": "app"}, profile="own", profile_text="start: nothing", origin="shop"
    )
    Draft.objects.filter(pk=first.pk).update(unreadable="kind: [", folder="{}")
    files = dict(export_drafts(user=alice))
    assert files.pop(f"drafts/{first.key}.unreadable.txt") == "kind: ["
    assert files.pop(f"drafts/{first.key}.folder.json") == "{}\n"
    assert list(files) == [f"drafts/{d.key}.{end}" for d in (first, second) for end in ("yaml", "json")]
    assert files[f"drafts/{first.key}.yaml"] == POD
    facts = json.loads(files[f"drafts/{first.key}.json"])
    assert list(facts) == [
        *("name", "kubernetes", "created", "updated", "deleted", "roles", "waivers"),
        *("profile", "own profile", "parameters", "origin", "overlays"),
    ]
    assert (facts["name"], facts["deleted"], facts["created"]) == ("web", None, first.created.isoformat())
    text = files[f"drafts/{second.key}.json"]
    facts = json.loads(text)
    assert (facts["roles"], facts["own profile"], facts["origin"]) == ({"web": "app"}, "start: nothing", "shop")
    assert facts["deleted"].startswith("20")
    assert "Ünï" in text
    assert text.endswith("}\n")


def test_a_draft_is_exported_with_the_text_as_it_came_in_where_that_is_another() -> None:
    draft = begin(Client())
    draft.write(POD.replace("fast", "slow"), base=1, tab_id="page")
    alice = person("alice")
    Draft.objects.update(owner=alice, visitor="")
    assert dict(export_drafts(user=alice))[f"drafts/{draft.key}.received.yaml"] == POD


def test_a_draft_is_exported_with_the_pastes_that_are_kept() -> None:
    draft = begin(Client())
    alice = person("alice")
    Draft.objects.update(owner=alice, visitor="")
    for text in ("Reason: OOMKilled", "PASSWORD=hunter2-very-secret"):
        KeptPaste.objects.keep(draft, text)
    files = dict(export_drafts(user=alice))
    assert files[f"drafts/{draft.key}.paste-1.txt"] == "Reason: OOMKilled\n"
    assert files[f"drafts/{draft.key}.paste-2.txt"].startswith("PASSWORD=***")


@pytest.mark.parametrize(("count", "deletions"), [(0, ()), (1, ("1 draft",)), (3, ("3 drafts",))])
def test_what_is_deleted_with_an_account(count: int, deletions: tuple[str, ...]) -> None:
    alice = person("alice")
    for _ in range(count):
        Draft.objects.filter(pk=begin(Client()).pk).update(owner=alice)
    Draft.objects.filter(pk=begin(Client()).pk).update(owner=alice, deleted=timezone.now())
    begin(Client())
    assert count_drafts(user=alice) == Consequences(deletions=deletions)

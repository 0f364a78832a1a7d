"""How many drafts one may have and begin: enough for everybody, and no end for nobody."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.builder.models import Draft
from podbuilder.web import limits
from podbuilder.web.limits import Quota
from tests.builder.support import POD, begin
from tests.library.support import person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DRAFTS_OF_VISITOR", Quota(3, 10_000))
    monkeypatch.setattr(limits, "DRAFTS_OF_ACCOUNT", Quota(4, 10_000))


def send(client: Client, text: str = POD) -> int:
    return client.post("/drafts/import/", {"text": text}).status_code


def test_a_visitor_begins_as_many_as_fit(client: Client) -> None:
    assert [send(client) for _ in range(4)] == [302, 302, 302, 403]
    assert send(Client()) == 302, "another visitor has room"


def test_an_account_has_room_of_its_own() -> None:
    alice = signed_in(person("alice"))
    assert [send(alice) for _ in range(5)] == [302, 302, 302, 302, 403]


def test_the_page_says_what_to_do(client: Client) -> None:
    for _ in range(3):
        begin(client)
    page = client.post("/drafts/new/", {"starter": "web-app"}).content.decode()
    assert "You have 3 drafts" in page
    assert "Delete some" in page


def test_a_duplicate_counts(client: Client) -> None:
    drafts = [begin(client) for _ in range(3)]
    assert client.post(f"/drafts/{drafts[0].key}/duplicate/").status_code == 403


def test_deleting_makes_room_and_the_bin_does_not_grow(client: Client) -> None:
    for _ in range(8):
        draft = begin(client)
        client.post(f"/drafts/{draft.key}/delete/")
    assert Draft.objects.count() <= 4
    assert draft.key in set(Draft.objects.values_list("key", flat=True)), "the newest stay"


def test_large_drafts_fill_it_sooner(client: Client) -> None:
    large = POD + "#" * 5_000 + "\n"
    assert [send(client, large) for _ in range(2)] == [302, 403]


def test_an_address_begins_so_many_in_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DRAFTS_BY_PLACE", limits.Limit("few", 2, limits.DRAFTS_BY_PLACE.span))
    answers = [Client().post("/drafts/import/", {"text": POD}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    assert "Try again in" in answers[-1].content.decode()
    assert send(signed_in(person("alice"))) == 302, "who has signed in is counted as a person"


def test_undo_does_not_grow_without_end(client: Client) -> None:
    draft = begin(client)
    for number in range(30):
        text = POD + "# " + str(number % 10) * 600_000 + "\n"
        draft.write(text, base=draft.revision, tab_id="")
    held = sum(len(change.removed) + len(change.added) for change in draft.changes.all())
    assert held <= limits.UNDO_CHARACTERS
    assert draft.undo(base=draft.revision, tab_id="") == ""
    assert draft.text.count("8") > 500_000
    assert timezone.now() > draft.created


def test_what_is_kept_beside_the_text_counts_for_undo(client: Client) -> None:
    draft = begin(client)
    for letter in "abcdefghijkl":
        draft.write(draft.text, base=draft.revision, tab_id="", folder=letter * limits.MIB)
    assert limits.UNDO_KEPT <= draft.changes.count() <= limits.UNDO_CHARACTERS // limits.MIB


def test_a_folder_takes_room(client: Client) -> None:
    draft = begin(client)
    draft.write(draft.text, base=draft.revision, tab_id="", folder="x" * 10_000)
    assert send(client) == 403

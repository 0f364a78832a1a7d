"""Sign up, sign in, sign out: what works, what is refused, and what nobody learns from it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client, override_settings

from podbuilder.accounts.models import Throttle, UserSession
from podbuilder.builder.models import Draft
from tests.accounts.support import PASSWORD, link_in, person, sign_in
from tests.builder.support import begin
from tests.library.support import saved, team_of

pytestmark = pytest.mark.django_db
User = get_user_model()
GOOD = {"name": "alice", "email": "alice@example.com", "password": PASSWORD}


def who_is(client: Client) -> str:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk).username if pk else ""


def test_signing_up_signs_in(client: Client) -> None:
    response = client.post("/sign-up/", GOOD)
    assert response.status_code == 302
    assert who_is(client) == "alice"
    alice = User.objects.get()
    assert (alice.email, alice.pending_email) == ("", "alice@example.com"), "an address is theirs when they confirm it"
    assert client.post(link_in(mail.outbox[0])).status_code == 302
    alice.refresh_from_db()
    assert (alice.email, alice.pending_email) == ("alice@example.com", "")


def test_an_address_is_not_needed(client: Client) -> None:
    client.post("/sign-up/", {**GOOD, "email": ""})
    assert who_is(client) == "alice"
    assert mail.outbox == []


WRONG = {
    "no name": ({"name": ""}, "This is missing."),
    "a name that is none": ({"name": "alice smith"}, "Use lowercase letters"),
    "a name of ours": ({"name": "admin"}, "reserved for Podbuilder"),
    "a name that is taken": ({"name": "bob"}, "This name is taken."),
    "the same in capitals": ({"name": "BOB"}, "This name is taken."),
    "no address": ({"email": "alice at example"}, "valid email address"),
    "a short password": ({"password": "short 1"}, "at least 10 characters"),
    "a common password": ({"password": "1234567890"}, "too common"),
    "the name as password": ({"name": "alice-carroll", "password": "alice-carroll"}, "too similar"),
    "a NUL": ({"name": "al\0ice"}, "Null characters"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_sign_up_that_cannot_be(client: Client, case: str) -> None:
    person("bob")
    changes, said = WRONG[case]
    response = client.post("/sign-up/", {**GOOD, **changes})
    assert response.status_code == 200
    assert said in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()
    assert User.objects.count() == 1


def test_nobody_learns_whose_address_it_is(client: Client) -> None:
    person("bob", email="Bob@example.com")
    taken = client.post("/sign-up/", {**GOOD, "email": "bob@example.com"}, follow=True)
    free = Client().post("/sign-up/", {**GOOD, "name": "carol", "email": "carol@example.com"}, follow=True)
    told = taken.content.decode().replace("alice", "X").replace("bob@", "carol@")
    assert "We have sent a mail to carol@example.com" in told
    assert "We have sent a mail to carol@example.com" in free.content.decode()
    to_bob, to_carol = mail.outbox
    assert "already have a Podbuilder account" in to_bob.subject
    assert "Confirm your address" in to_carol.subject
    assert User.objects.with_email("bob@example.com").get().username == "bob"


@pytest.mark.parametrize("name", ["alice", "ALICE", " alice ", "alice@example.com", "Alice@Example.com"])
def test_signing_in_by_name_or_address(client: Client, name: str) -> None:
    person("alice", email="alice@example.com")
    assert sign_in(client, name).status_code == 302
    assert who_is(client) == "alice"


@pytest.mark.parametrize("name", ["alice", "nobody", "nobody@example.com", "alice\x01"])
def test_what_is_wrong_is_not_told(client: Client, name: str) -> None:
    person("alice", email="alice@example.com")
    response = sign_in(client, name, "another password")
    assert response.status_code == 200
    assert "do not match" in response.content.decode()
    assert who_is(client) == ""


def test_an_address_that_is_not_confirmed_signs_nobody_in(client: Client) -> None:
    person("alice", pending_email="alice@example.com")
    sign_in(client, "alice@example.com")
    assert who_is(client) == ""


NEXT = {
    "/teams/": "/teams/",
    "/drafts/x/?a=b#c": "/drafts/x/?a=b#c",
    "": "/",
    "//evil.example/": "/",
    "https://evil.example/": "/",
    "/\\evil.example": "/",
    "javascript:alert(1)": "/",
    "http://testserver@evil.example/": "/",
    " //evil.example": "/",
}


@pytest.mark.parametrize("wanted", NEXT)
def test_it_goes_on_to_our_own_pages_only(client: Client, wanted: str) -> None:
    person("alice")
    assert sign_in(client, "alice", next=wanted)["Location"] == NEXT[wanted]
    assert client.get("/sign-in/", {"next": wanted})["Location"] == NEXT[wanted], "who is signed in already, too"


@pytest.mark.parametrize("wanted", ["/sign-in/", "/sign-in/?next=/sign-in/"])
def test_whoever_is_signed_in_is_not_sent_round_in_a_circle(client: Client, wanted: str) -> None:
    person("alice")
    assert sign_in(client, "alice", next=wanted)["Location"] == "/"
    assert client.get("/sign-in/", {"next": wanted})["Location"] == "/"


def test_the_session_is_another_after_signing_in(client: Client) -> None:
    person("alice")
    client.get("/teams/")
    session = client.session
    session["mark"] = "set before"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client, "alice")
    assert client.cookies["sessionid"].value != before
    assert Client(headers={"cookie": f"sessionid={before}"}).get("/account/").status_code == 302


def test_signing_out_ends_the_session(client: Client) -> None:
    person("alice")
    sign_in(client, "alice")
    key = client.session.session_key
    assert client.get("/sign-out/").status_code == 405, "a picture on another site must not sign anybody out"
    client.post("/sign-out/")
    assert who_is(client) == ""
    assert not UserSession.objects.exists()
    assert Client(headers={"cookie": f"sessionid={key}"}).get("/account/").status_code == 302


def test_a_visitors_drafts_come_along(client: Client) -> None:
    begin(client)
    begin(client)
    others = begin(Client())
    alice = person("alice")
    before = begin_of(alice)
    assert (
        "Your 2 drafts are now in your account."
        in client.post("/sign-in/", {"username": "alice", "password": PASSWORD}, follow=True).content.decode()
    )
    assert Draft.objects.filter(owner=alice).count() == 3
    assert set(Draft.objects.filter(visitor="").values_list("owner", flat=True)) == {alice.pk}
    others.refresh_from_db()
    assert others.owner is None
    assert client.get(f"/drafts/{before.key}/").status_code == 302


def begin_of(user: object) -> Draft:
    client = Client()
    client.force_login(user)
    return begin(client)


def test_signing_in_is_tried_a_few_times_only(client: Client) -> None:
    person("alice")
    for _ in range(6):
        assert sign_in(client, "alice", "a wrong password").status_code == 200
    refused = sign_in(client, "alice")
    assert refused.status_code == 429
    assert "Please try again in 15 minutes, at " in refused.content.decode()
    assert who_is(client) == "", "not even with the right one"
    assert sign_in(client, "Alice ").status_code == 429, "however it is written"
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert sign_in(elsewhere, "alice").status_code == 302, "nobody is locked out by somebody else's tries"
    person("bob")
    assert sign_in(client, "bob").status_code == 302


def test_the_count_begins_anew_after_the_right_password(client: Client) -> None:
    person("alice")
    for _ in range(3):
        for _ in range(5):
            sign_in(Client(), "alice", "a wrong password")
        assert sign_in(Client(), "alice").status_code == 302


def test_a_span_that_is_over_counts_no_more(client: Client) -> None:
    person("alice")
    for _ in range(7):
        sign_in(client, "alice", "a wrong password")
    for row in Throttle.objects.all():
        row.ends = row.ends.replace(year=2001)
        row.save()
    assert sign_in(client, "alice").status_code == 302


def test_a_stranger_who_goes_on_guessing_locks_nobody_else_out() -> None:
    person("alice")
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    answers = [sign_in(stranger, "alice", "a wrong password").status_code for _ in range(70)]
    assert answers == [200] * 6 + [429] * 64
    assert sign_in(Client(), "alice").status_code == 302


def test_a_name_and_an_address_are_one_account() -> None:
    person("alice", email="alice@example.com")
    names = ["alice", "alice@example.com", "Alice@Example.com", "ALICE"] * 2
    assert [sign_in(Client(), name, "a wrong password").status_code for name in names] == [200] * 6 + [429] * 2


def test_a_class_behind_one_address_signs_in() -> None:
    """Whoever gave the right password has not guessed."""
    for number in range(70):
        person(f"pupil-{number}")
    assert {sign_in(Client(), f"pupil-{number}").status_code for number in range(70)} == {302}


def test_one_network_is_one_place() -> None:
    person("alice")
    for number in range(6):
        sign_in(Client(REMOTE_ADDR=f"2001:db8::{number}"), "alice", "a wrong password")
    assert sign_in(Client(REMOTE_ADDR="2001:db8::ffff"), "alice").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="2001:db8:1::1"), "alice").status_code == 302


@override_settings(SIGN_UPS_PER_HOUR=20)
def test_accounts_are_not_made_in_bulk() -> None:
    for number in range(20):
        Client().post("/sign-up/", {"name": f"a{number}", "password": PASSWORD})
    refused = Client().post("/sign-up/", {"name": "one-more", "password": PASSWORD})
    assert refused.status_code == 429
    assert "tried this too often" in refused.content.decode()
    assert User.objects.count() == 20
    assert not Throttle.objects.filter(key__contains="127.0.0.1").exists(), "no address is kept"


# The way back.


@pytest.mark.parametrize(
    "path", ["/t/web/web/", "/t/web/nothing/?link=a&b=%22", "/drafts/x/edit/metadata/", "/nowhere/"]
)
def test_a_page_that_is_not_there_for_visitors_leads_back_after_signing_in(client: Client, path: str) -> None:
    """The same for what is there and for what is not."""
    alice = person("alice")
    saved(team=team_of("web", owner=alice), by=alice, visibility="team")
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 404
    links = re.findall(r'href="(/sign-in/\?next=[^"]*)"', page)
    assert len(links) == 3, "in the page and in its head"
    assert len(set(links)) == 1
    back = client.post(links[0], {"username": "alice", "password": PASSWORD})["Location"]
    assert back == path
    assert client.get(back).status_code == (200 if path == "/t/web/web/" else 404)
    assert "sign in and come back here" not in client.get("/nowhere/").content.decode(), "whoever is signed in"


def test_pages_that_are_the_same_tell_nothing_apart(client: Client) -> None:
    alice = person("alice")
    saved(team=team_of("web", owner=alice), by=alice, visibility="private")
    there, not_there = (client.get(f"/t/web/{slug}/").content.decode() for slug in ("web", "wob"))
    assert without_tokens(there).replace("%2Fweb%2Fweb%2F", "%2Fweb%2Fwob%2F") == without_tokens(not_there)


def without_tokens(html: str) -> str:
    return re.sub(r'"X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"', "", html)

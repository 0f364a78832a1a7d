"""One's own account: address, sessions, data, and its end."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.teams.models import Membership, Role, Team
from podbuilder.web.config.email_url import CONSOLE
from tests.accounts.support import PASSWORD, link_in, person, sign_in
from tests.builder.support import begin

pytestmark = pytest.mark.django_db
User = get_user_model()
NEW = "four other plain words"


@pytest.fixture
def alice() -> object:
    return person("alice", email="alice@example.com")


def signed_in(name: str = "alice", **headers: str) -> Client:
    client = Client(headers=headers)
    assert sign_in(client, name).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


# The address.


def test_an_address_changes_when_its_link_is_followed(alice: object) -> None:
    client = signed_in()
    client.post("/account/email/", {"email": "new@example.com", "password": PASSWORD})
    assert "new@example.com is not confirmed yet" in client.get("/account/").content.decode()
    path = link_in(mail.outbox[0])
    assert [message.to for message in mail.outbox] == [["new@example.com"], ["alice@example.com"]]
    assert "new address" in mail.outbox[1].subject, "the old address is told before"
    page = Client().get(path).content.decode()
    assert "Make new@example.com the address of the account alice?" in page
    alice.refresh_from_db()
    assert alice.email == "alice@example.com", "programs that look into mails follow links, too"
    assert Client().post(path).status_code == 302
    alice.refresh_from_db()
    assert (alice.email, alice.pending_email) == ("new@example.com", "")
    assert mail.outbox[2].to == ["alice@example.com"], "the old address is told"
    assert Client().post(path).status_code == 404, "it works once"


def changed(alice: object) -> None:
    data = {"password": PASSWORD, "new_password": NEW}
    assert signed_in().post("/account/password/", data).status_code == 302


def reset(alice: object) -> None:
    Client().post("/password/reset/", {"email": "alice@example.com"})
    client = Client()
    path = client.get(link_in(mail.outbox[-1]))["Location"]
    assert client.post(path, {"new_password": NEW}).status_code == 302


def set_by_somebody_who_runs_it(alice: object) -> None:
    alice.set_password(NEW)
    alice.save()


@pytest.mark.parametrize("change", [changed, reset, set_by_somebody_who_runs_it])
def test_a_link_to_confirm_ends_with_the_password(alice: object, change: Callable[[object], None]) -> None:
    """Somebody who once knew the password asks for an address of their own, and waits."""
    signed_in().post("/account/email/", {"email": "eve@example.com", "password": PASSWORD})
    path = link_in(mail.outbox[0])
    change(alice)
    assert Client().get(path).status_code == Client().post(path).status_code == 404
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"


def test_an_address_that_somebody_took_meanwhile(alice: object) -> None:
    client = signed_in()
    client.post("/account/email/", {"email": "new@example.com", "password": PASSWORD})
    person("bob", email="NEW@example.com")
    assert Client().post(link_in(mail.outbox[0])).status_code == 404
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"


@pytest.mark.parametrize("token", ["x", "a:b:c", "eyJ9:1x:yy"])
def test_a_confirmation_that_is_none(alice: object, token: str) -> None:
    assert Client().post(f"/account/email/{token}/").status_code == 404


def test_mails_go_to_few_addresses_of_ones_choice(alice: object) -> None:
    client = signed_in()
    for number in range(31):
        data = {"email": f"a{number}@example.com", "password": PASSWORD}
        status = client.post("/account/email/", data).status_code
    new = [message for message in mail.outbox if message.to != ["alice@example.com"]]
    assert (status, len(new)) == (429, 30)


@pytest.mark.parametrize(
    "problem", [OSError("no route"), SMTPException("refused"), UnicodeEncodeError("a", "b", 0, 1, "c")]
)
def test_a_mail_that_fails_breaks_no_page(alice: object, monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    def fail(self: object, *args: object) -> None:
        raise problem

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    data = {"email": "a@example.com", "password": PASSWORD}
    page = signed_in().post("/account/email/", data, follow=True).content.decode()
    assert "The mail to a@example.com could not be sent." in page
    assert "We have sent" not in page


def test_no_mail_is_promised_where_none_goes_out(alice: object, settings: Any) -> None:
    settings.EMAIL_BACKEND = CONSOLE
    asked = signed_in().post("/account/email/", {"email": "a@example.com", "password": PASSWORD}, follow=True)
    signed_up = Client().post("/sign-up/", {"name": "carol", "email": "c@d.example", "password": PASSWORD}, follow=True)
    forgotten = Client().post("/password/reset/", {"email": "alice@example.com"}, follow=True)
    for page in (asked, signed_up, forgotten):
        assert "This installation sends no mail" in page.content.decode()
        assert "We have sent" not in page.content.decode()


# Sessions.


def test_devices_are_listed_and_ended(alice: object) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    here, there = signed_in(), signed_in(**{"user-agent": agent})
    page = here.get("/account/").content.decode()
    assert "Firefox on Linux" in page
    assert "this one" in page
    session = alice.sessions.get(user_agent=agent)
    person("bob")
    assert signed_in("bob").post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert is_in(there)
    assert here.post(f"/account/sessions/{session.pk}/end/").status_code == 302
    assert not is_in(there)
    assert is_in(here)


def test_every_other_device_is_ended(alice: object) -> None:
    here, *others = [signed_in() for _ in range(3)]
    here.post("/account/sessions/end/")
    assert [is_in(client) for client in (here, *others)] == [True, False, False]


# The data, and the end.


def test_everything_of_ones_own_can_be_taken_along(alice: object) -> None:
    client = signed_in()
    draft = begin(client)
    begin(Client())
    team = Team.objects.create(name="Web", slug="web")
    Membership.objects.create(team=team, user=alice, role=Role.OWNER)
    response = client.get("/account/data/")
    assert response["Content-Disposition"].startswith('attachment; filename="podbuilder-alice-')
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        names = set(archive.namelist())
        assert archive.read(f"drafts/{draft.key}.yaml").decode() == draft.text
        facts = json.loads(archive.read("account.json"))
        assert json.loads(archive.read("teams.json"))[0]["team"] == "web"
    assert {"account.json", "teams.json", f"drafts/{draft.key}.json"} <= names
    assert len([name for name in names if name.startswith("drafts/")]) == 2, "and nobody else's"
    assert (facts["name"], facts["email"]) == ("alice", "alice@example.com")
    assert PASSWORD not in response.content.decode("latin-1")


def test_an_account_is_deleted(alice: object) -> None:
    there, client = signed_in(), signed_in()
    begin(client)
    team = Team.objects.create(name="Only mine", slug="mine")
    Membership.objects.create(team=team, user=alice, role=Role.OWNER)
    page = client.get("/account/delete/").content.decode()
    assert "1 draft" in page
    assert "the team Only mine (mine)" in page
    for data in ({"name": "alice", "password": "wrong"}, {"name": "bob", "password": PASSWORD}, {}):
        assert client.post("/account/delete/", data).status_code == 200
    assert User.objects.exists()
    assert client.post("/account/delete/", {"name": "alice", "password": PASSWORD})["Location"] == "/"
    assert not User.objects.exists()
    assert not Draft.objects.exists()
    assert not Team.objects.exists()
    assert not is_in(there)
    assert not is_in(client)


def test_a_team_is_not_left_without_an_owner(alice: object) -> None:
    team = Team.objects.create(name="Web", slug="web")
    Membership.objects.create(team=team, user=alice, role=Role.OWNER)
    Membership.objects.create(team=team, user=person("bob"), role=Role.EDITOR)
    client = signed_in()
    response = client.post("/account/delete/", {"name": "alice", "password": PASSWORD})
    assert "You are the only owner of the team Web (web)." in response.content.decode()
    assert User.objects.filter(username="alice").exists()


def test_what_the_account_file_says(alice: object) -> None:
    User.objects.update(pending_email="new@example.com")
    response = signed_in(**{"user-agent": "curl/8"}).get("/account/data/")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        facts = json.loads(archive.read("account.json"))
    (session,) = facts.pop("sessions")
    alice.refresh_from_db()
    assert facts == {
        "name": "alice",
        "email": "alice@example.com",
        "unconfirmed email": "new@example.com",
        "joined": alice.date_joined.isoformat(),
    }
    assert (session["browser"], session["address"]) == ("curl/8", "127.0.0.1")
    assert set(session) == {"browser", "address", "signed in", "last seen"}
    assert response["Content-Type"] == "application/zip"


PATHS = {
    "/account/": {"get": 302, "post": 302},
    "/account/email/": {"get": 302, "post": 302},
    "/account/delete/": {"get": 302, "post": 302},
    "/account/data/": {"get": 302},
    "/account/sessions/end/": {"post": 302},
    "/account/sessions/1/end/": {"post": 302},
}


@pytest.mark.parametrize("path", PATHS)
def test_a_visitor_signs_in_first(path: str) -> None:
    for method, status in PATHS[path].items():
        response = getattr(Client(), method)(path)
        assert (response.status_code, response["Location"]) == (status, f"/sign-in/?next={path}")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/account/"),
        ("put", "/account/email/"),
        ("put", "/account/delete/"),
        ("post", "/account/data/"),
        ("get", "/account/sessions/end/"),
        ("get", "/account/sessions/1/end/"),
    ],
)
def test_what_a_page_is_not_asked_for(alice: object, method: str, path: str) -> None:
    assert getattr(signed_in(), method)(path).status_code == 405


def test_a_first_address_is_told_to_nobody_else() -> None:
    person("bob")
    client = signed_in("bob")
    client.post("/account/email/", {"email": "bob@example.com", "password": PASSWORD})
    assert User.objects.get().pending_email == "bob@example.com"
    page = client.post(link_in(mail.outbox[0]), follow=True).content.decode()
    assert "bob@example.com has been confirmed." in page
    assert len(mail.outbox) == 1

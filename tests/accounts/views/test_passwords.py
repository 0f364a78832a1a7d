"""Passwords: changed by those who know them, reset by a link, guessed by nobody."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from tests.accounts.support import PASSWORD, link_in, person, sign_in

pytestmark = pytest.mark.django_db
User = get_user_model()
NEW = "four other plain words"


@pytest.fixture
def alice() -> object:
    return person("alice", email="alice@example.com")


def signed_in(name: str = "alice") -> Client:
    client = Client()
    assert sign_in(client, name).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_changed_password_ends_every_other_session(alice: object) -> None:
    here, there = signed_in(), signed_in()
    before = here.session.session_key
    response = here.post("/account/password/", {"password": PASSWORD, "new_password": NEW})
    assert response["Location"] == "/account/"
    assert is_in(here)
    assert not is_in(there)
    assert here.session.session_key != before
    assert alice.sessions.count() == 1
    assert sign_in(Client(), "alice").status_code == 200, "the old one is over"
    assert sign_in(Client(), "alice", NEW).status_code == 302
    assert "has changed" in mail.outbox[0].subject


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"password": "wrong", "new_password": NEW}, "This is not your password."),
        ({"password": PASSWORD, "new_password": "short"}, "at least 10 characters"),
        ({"password": PASSWORD, "new_password": "alice@example.com"}, "too similar"),
        ({}, "This is missing."),
    ],
)
def test_a_password_that_stays(alice: object, data: dict[str, str], said: str) -> None:
    client = signed_in()
    assert said in client.post("/account/password/", data).content.decode()
    assert sign_in(Client(), "alice").status_code == 302


def test_the_password_is_not_guessed_at_an_open_browser(alice: object) -> None:
    client = signed_in()
    for _ in range(10):
        client.post("/account/password/", {"password": "a guess", "new_password": NEW})
    for path in ("/account/password/", "/account/email/", "/account/delete/"):
        data = {"password": PASSWORD, "new_password": NEW, "email": "eve@example.com", "name": "alice"}
        response = client.post(path, data)
        assert (response.status_code, "tried this too often" in response.content.decode()) == (429, True), path
    assert sign_in(Client(), "alice").status_code == 302


def test_a_forgotten_password(alice: object) -> None:
    there, client = signed_in(), Client()
    assert client.post("/password/reset/", {"email": "ALICE@example.com"}).status_code == 302
    (message,) = mail.outbox
    assert message.to == ["alice@example.com"]
    link = link_in(message)
    path = client.get(link)["Location"]
    assert link.split("/")[4] not in path, "the token is in no address that is shown, logged or sent on"
    assert "alice" in client.get(path).content.decode()
    assert "at least 10 characters" in client.post(path, {"new_password": "short"}).content.decode()
    assert client.post(path, {"new_password": NEW})["Location"] == "/sign-in/"
    assert not is_in(there)
    assert mail.outbox[-1].to == ["alice@example.com"], "whoever else reads the mailbox is not the only one to know"
    assert "has been reset" in mail.outbox[-1].subject
    assert sign_in(client, "alice", NEW).status_code == 302
    assert client.get(link).status_code == client.get(path).status_code == 404, "it works once"


def test_a_reset_link_of_an_account_that_was_closed_since(alice: object) -> None:
    client = Client()
    client.post("/password/reset/", {"email": "alice@example.com"})
    link = link_in(mail.outbox[0])
    path = client.get(link)["Location"]
    User.objects.update(is_active=False)
    assert client.get(link).status_code == client.post(path, {"new_password": NEW}).status_code == 404
    assert Client().get(path).status_code == 404, "another browser has no token"
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


@pytest.mark.parametrize("email", ["nobody@example.com", "pending@example.com", "gone@example.com"])
def test_a_reset_answers_the_same_for_everybody(alice: object, email: str) -> None:
    person("bob", pending_email="pending@example.com")
    person("carol", email="gone@example.com", is_active=False)
    known = Client().post("/password/reset/", {"email": "alice@example.com"}, follow=True).content.decode()
    other = Client().post("/password/reset/", {"email": email}, follow=True).content.decode()
    assert "on its way" in other
    assert without_tokens(known).replace("alice@example.com", email) == without_tokens(other)
    assert [message.to for message in mail.outbox] == [["alice@example.com"]]


def without_tokens(html: str) -> str:
    return "\n".join(line for line in html.splitlines() if "csrf" not in line.lower())


def test_resets_are_asked_for_a_few_times_only(alice: object) -> None:
    for email in ("alice@example.com", "nobody@example.com"):
        answers = [Client().post("/password/reset/", {"email": email}).status_code for _ in range(4)]
        assert answers == [302, 302, 302, 429], "somebody or nobody, the count is the same"
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("uid", ["MQ", "x", "é", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "MQ=="])
def test_a_reset_link_that_is_none(alice: object, uid: str) -> None:
    assert Client().get(f"/password/reset/{uid}/abc-123/").status_code == 404
    assert Client().post(f"/password/reset/{uid}/abc-123/", {"new_password": NEW}).status_code == 404


def test_a_change_is_told_to_the_address_there_is(alice: object) -> None:
    client = signed_in()
    client.post("/account/password/", {"password": PASSWORD, "new_password": NEW})
    assert [message.to for message in mail.outbox] == [["alice@example.com"]]
    User.objects.update(email="")
    page = client.post("/account/password/", {"password": NEW, "new_password": PASSWORD}, follow=True)
    assert "Your password has been changed, and you have been signed out everywhere else." in page.content.decode()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/account/password/", "/password/reset/"])
def test_pages_with_forms_are_read_and_sent_only(alice: object, path: str, method: str) -> None:
    assert getattr(signed_in(), method)(path).status_code == 405


def test_one_place_asks_for_ten_links_an_hour() -> None:
    answers = [Client().post("/password/reset/", {"email": f"a{n}@example.com"}).status_code for n in range(11)]
    assert answers == [302] * 10 + [429]
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post("/password/reset/", {"email": "b@example.com"}).status_code == 302

"""Invitations by link and by mail, and how they end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from podbuilder.teams import membership
from podbuilder.teams.models import Invitation, Role, Team
from tests.accounts.support import PASSWORD, browser_of, link_in, person
from tests.teams.support import roles

pytestmark = pytest.mark.django_db
Cast = dict[str, Any]


def link_of(page: str) -> str:
    return page.split('<code class="secret">http://testserver')[1].split("</code>")[0]


def test_a_link_lets_one_person_in(cast: Cast, trail: list[str]) -> None:
    alice = browser_of(cast["alice"])
    path = link_of(alice.post("/teams/web/invite/", {"role": "editor"}).content.decode())
    secret = path.strip("/").split("/")[-1]
    assert secret not in alice.get("/teams/web/").content.decode(), "it is shown once"
    assert Invitation.objects.get().token != secret, "it is not kept"
    charlie = browser_of(cast["charlie"])
    assert "alice invites you to be one of its editors" in charlie.get(path).content.decode()
    assert "charlie" not in roles(cast["team"]), "looking is not joining"
    assert charlie.post(path)["Location"] == "/teams/web/"
    assert roles(cast["team"])["charlie"] == "editor"
    assert browser_of(person("dora")).post(path).status_code == 404, "it is used"
    assert trail == ["alice member.invited whoever has the link", "charlie member.joined Web platform"]


def test_a_link_does_not_change_a_member(cast: Cast) -> None:
    _, secret = membership.invite(cast["team"], Role.OWNER, cast["alice"])
    vera = browser_of(cast["vera"])
    assert "already a member of this team" in vera.get(f"/teams/join/{secret}/").content.decode()
    vera.post(f"/teams/join/{secret}/")
    assert roles(cast["team"])["vera"] == "viewer"
    assert membership.open_invitation(secret), "and is still there for whom it was made"


def test_an_invitation_by_mail(cast: Cast) -> None:
    alice = browser_of(cast["alice"])
    alice.post("/teams/web/invite/", {"role": "viewer", "email": "dora@example.com"})
    (message,) = mail.outbox
    assert message.subject == "alice invites you to the team web"
    assert "dora@example.com" in alice.get("/teams/web/").content.decode()
    client = Client()
    page = client.get(link_in(message)).content.decode()
    assert f"/sign-up/?next={link_in(message)}" in page
    client.post("/sign-up/", {"name": "dora", "password": PASSWORD, "next": link_in(message)})
    client.post(link_in(message))
    assert roles(cast["team"])["dora"] == "viewer"


def test_a_mail_that_cannot_be_sent_says_so(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    page = browser_of(cast["alice"]).post("/teams/web/invite/", {"role": "viewer", "email": "dora@example.com"})
    assert "The mail could not be sent." in page.content.decode()
    assert not any(one.is_open for one in Invitation.objects.all())


def test_mails_are_not_sent_without_end(cast: Cast) -> None:
    alice = browser_of(cast["alice"])
    for number in range(31):
        page = alice.post("/teams/web/invite/", {"role": "viewer", "email": f"a{number}@example.com"})
    assert page.status_code == 429
    assert "tried this too often" in page.content.decode()
    assert len(mail.outbox) == 30


def test_a_mail_has_no_words_of_ones_choice(cast: Cast) -> None:
    """An invitation goes to anybody: it must not carry somebody's advertising."""
    Team.objects.update(name="Win at http://evil.example")
    browser_of(cast["alice"]).post("/teams/web/invite/", {"role": "viewer", "email": "dora@example.com"})
    (message,) = mail.outbox
    assert "evil" not in message.subject + message.body


def test_invitations_end(cast: Cast) -> None:
    alice, charlie = browser_of(cast["alice"]), browser_of(cast["charlie"])
    taken_back, secret = membership.invite(cast["team"], Role.EDITOR, cast["alice"])
    assert alice.post(f"/teams/web/invitations/{taken_back.pk}/revoke/").status_code == 302
    assert charlie.post(f"/teams/join/{secret}/").status_code == 404
    assert alice.post(f"/teams/web/invitations/{taken_back.pk}/revoke/").status_code == 404, "twice"
    old, secret = membership.invite(cast["team"], Role.EDITOR, cast["alice"])
    old.expires = timezone.now() - timedelta(seconds=1)
    old.save()
    assert charlie.post(f"/teams/join/{secret}/").status_code == 404
    assert "charlie" not in roles(cast["team"])


def test_an_invitation_that_is_over_takes_no_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.teams.views.invitations.MOST_OPEN", 1)
    membership.invite(cast["team"], Role.EDITOR, cast["alice"])
    alice = browser_of(cast["alice"])
    assert "1 open invitations" in alice.post("/teams/web/invite/", {"role": "editor"}).content.decode()
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert "Here is the link" in alice.post("/teams/web/invite/", {"role": "editor"}).content.decode()


def test_what_is_said_of_an_invitation(cast: Cast) -> None:
    alice = browser_of(cast["alice"])
    data = {"role": "viewer", "email": "dora@example.com"}
    page = alice.post("/teams/web/invite/", data, follow=True).content.decode()
    assert "We have sent an invitation to dora@example.com." in page
    one = Invitation.objects.get()
    page = alice.post(f"/teams/web/invitations/{one.pk}/revoke/", follow=True).content.decode()
    assert "The invitation has been revoked." in page
    wrong = alice.post("/teams/web/invite/", {"role": "king"})
    assert (wrong.status_code, Invitation.objects.count()) == (200, 1)


def test_links_do_not_count_as_mails(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    hits: list[object] = []
    monkeypatch.setattr("podbuilder.accounts.rate_limit.hit", lambda *counted: hits.append(counted))
    alice = browser_of(cast["alice"])
    alice.post("/teams/web/invite/", {"role": "viewer"})
    assert hits == []
    alice.post("/teams/web/invite/", {"role": "viewer", "email": "dora@example.com"})
    assert len(hits) == 1


def test_joining(cast: Cast) -> None:
    _, secret = membership.invite(cast["team"], Role.VIEWER, cast["alice"])
    path = f"/teams/join/{secret}/"
    assert browser_of(None).post(path).status_code == 200, "a visitor is shown how to sign in"
    page = browser_of(cast["charlie"]).post(path, follow=True).content.decode()
    assert "You are now a member of Web platform." in page
    assert browser_of(None).get(path).status_code == 404
    assert browser_of(None).put(path).status_code == 405


def test_an_invitation_that_is_taken_while_it_is_accepted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _, secret = membership.invite(cast["team"], Role.VIEWER, cast["alice"])

    def accept(secret: str, who: object) -> None:
        raise membership.Gone

    monkeypatch.setattr(membership, "accept", accept)
    assert browser_of(cast["charlie"]).post(f"/teams/join/{secret}/").status_code == 404


@pytest.mark.parametrize("path", ["/teams/web/invite/", "/teams/web/invitations/1/revoke/"])
def test_who_may_not_invite(cast: Cast, path: str) -> None:
    answers = {who: browser_of(cast[who]).post(path).status_code for who in ("edgar", "vera", "charlie", "visitor")}
    assert answers == {"edgar": 403, "vera": 403, "charlie": 404, "visitor": 302}
    assert browser_of(cast["alice"]).get(path).status_code == 405

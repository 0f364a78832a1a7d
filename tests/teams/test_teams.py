"""A team from its making to its end: invitations, roles, leaving; and one owner who always stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from podbuilder.accounts.models import OwnerName
from podbuilder.teams import membership
from podbuilder.teams.models import Invitation, Membership, Role, Team
from podbuilder.teams.signals import team_changed
from tests.accounts.support import PASSWORD, browser_of, link_in, person
from tests.teams.support import make_cast

pytestmark = pytest.mark.django_db
Cast = dict[str, Any]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def trail() -> Iterator[list[str]]:
    """What an audit trail is told."""
    told: list[str] = []

    def tell(actor: object, verb: str, subject: str, **kwargs: object) -> None:
        told.append(f"{actor} {verb} {subject}")

    team_changed.connect(tell)
    yield told
    team_changed.disconnect(tell)


def roles(team: Team) -> dict[str, str]:
    return dict(team.memberships.values_list("user__username", "role"))


def pk_of(cast: Cast, name: str) -> int:
    return Membership.objects.get(user=cast[name]).pk


def test_a_team_is_made_by_its_owner(trail: list[str]) -> None:
    alice = person("alice")
    client = browser_of(alice)
    response = client.post("/teams/new/", {"name": "  The \n payments  team ", "slug": "Payments"})
    assert response["Location"] == "/teams/payments/"
    team = Team.objects.get()
    assert (team.name, roles(team)) == ("The payments team", {"alice": "owner"})
    assert "The payments team" in client.get("/teams/").content.decode()
    assert trail == ["alice team.created The payments team"]


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("alice", "person or a team has or had this name"),
        ("web", "had this name"),
        ("new", "reserved for"),
        ("a b", "lowercase"),
    ],
)
def test_a_team_that_cannot_be(cast: Cast, slug: str, said: str) -> None:
    response = browser_of(cast["charlie"]).post("/teams/new/", {"name": "Mine", "slug": slug})
    assert said in response.content.decode()
    assert Team.objects.count() == 1


def test_one_person_has_not_endless_teams(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.teams.views.teams.MOST_TEAMS", 1)
    response = browser_of(cast["vera"]).post("/teams/new/", {"name": "Mine", "slug": "mine"})
    assert "the most that one person may be in" in response.content.decode()


def test_what_a_member_sees(cast: Cast) -> None:
    page = browser_of(cast["vera"]).get("/teams/web/").content.decode()
    assert "edgar" in page
    assert "Invite somebody" not in page
    assert "Invite somebody" in browser_of(cast["alice"]).get("/teams/web/").content.decode()


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


def leaves(cast: Cast, owner: Any) -> None:
    membership.remove(cast["team"], Membership.objects.get(user=owner).pk, owner)


def is_removed(cast: Cast, owner: Any) -> None:
    membership.remove(cast["team"], Membership.objects.get(user=owner).pk, cast["alice"])


def is_demoted(cast: Cast, owner: Any) -> None:
    membership.change_role(cast["team"], Membership.objects.get(user=owner).pk, Role.VIEWER, cast["alice"])


def hands_over(cast: Cast, owner: Any) -> None:
    membership.hand_over(cast["team"], pk_of(cast, "vera"), owner)


def deletes_the_account(cast: Cast, owner: Any) -> None:
    data = {"name": owner.username, "password": PASSWORD}
    assert browser_of(owner).post("/account/delete/", data).status_code == 302


@pytest.mark.parametrize("go", [leaves, is_removed, is_demoted, hands_over, deletes_the_account])
def test_nobody_comes_back_with_an_invitation_of_their_own(cast: Cast, go: Callable[[Cast, Any], None]) -> None:
    mallory = person("mallory", email="mallory@example.com")
    Membership.objects.create(team=cast["team"], user=mallory, role=Role.OWNER)
    _, own = membership.invite(cast["team"], Role.OWNER, mallory)
    _, others = membership.invite(cast["team"], Role.EDITOR, cast["alice"], "dora@example.com")
    _, to_oneself = membership.invite(cast["team"], Role.EDITOR, cast["alice"], "Mallory@example.com")
    go(cast, mallory)
    friend = browser_of(person("friend"))
    assert friend.post(f"/teams/join/{own}/").status_code == 404
    assert not Invitation.objects.filter(made_by=mallory).unanswered().exists()
    assert "friend" not in roles(cast["team"])
    if go is not deletes_the_account:
        assert friend.post(f"/teams/join/{to_oneself}/").status_code == 404
    assert friend.post(f"/teams/join/{others}/").status_code == 302, "what others have offered stays"


def test_an_invitation_needs_an_owner_behind_it(cast: Cast) -> None:
    """However its maker's role ended."""
    _, secret = membership.invite(cast["team"], Role.OWNER, cast["alice"])
    Membership.objects.filter(user=cast["alice"]).update(role=Role.EDITOR)
    assert browser_of(cast["charlie"]).post(f"/teams/join/{secret}/").status_code == 404


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


def test_another_teams_invitation_cannot_be_taken_back(cast: Cast) -> None:
    other = membership.create_team(Team(name="Other", slug="other"), cast["charlie"])
    one, _ = membership.invite(other, Role.EDITOR, cast["charlie"])
    assert browser_of(cast["alice"]).post(f"/teams/web/invitations/{one.pk}/revoke/").status_code == 404
    member = other.memberships.get().pk
    assert browser_of(cast["alice"]).post(f"/teams/web/members/{member}/role/", {"role": "viewer"}).status_code == 404
    assert browser_of(cast["alice"]).post(f"/teams/web/members/{member}/remove/").status_code == 404


def test_roles_change(cast: Cast, trail: list[str]) -> None:
    alice = browser_of(cast["alice"])
    alice.post(f"/teams/web/members/{pk_of(cast, 'vera')}/role/", {"role": "editor"})
    assert roles(cast["team"])["vera"] == "editor"
    for wrong in ("king", ""):
        alice.post(f"/teams/web/members/{pk_of(cast, 'vera')}/role/", {"role": wrong})
    assert roles(cast["team"])["vera"] == "editor"
    assert trail == ["alice member.role vera"]


def test_a_team_is_handed_over(cast: Cast) -> None:
    alice = browser_of(cast["alice"])
    alice.post(f"/teams/web/members/{pk_of(cast, 'edgar')}/role/", {"role": "hand-over"})
    assert roles(cast["team"]) == {"alice": "editor", "edgar": "owner", "vera": "viewer"}
    assert alice.get("/teams/web/delete/").status_code == 403


def test_the_last_owner_stays(cast: Cast) -> None:
    alice, own = browser_of(cast["alice"]), pk_of(cast, "alice")
    for path, data in (
        (f"/teams/web/members/{own}/role/", {"role": "viewer"}),
        (f"/teams/web/members/{own}/remove/", {}),
        ("/teams/web/leave/", {}),
    ):
        assert "A team needs an owner." in alice.post(path, data, follow=True).content.decode(), path
        assert roles(cast["team"])["alice"] == "owner"
    membership.change_role(cast["team"], pk_of(cast, "edgar"), Role.OWNER, cast["alice"])
    alice.post("/teams/web/leave/")
    assert roles(cast["team"]) == {"edgar": "owner", "vera": "viewer"}


def test_leaving_and_being_removed_ask_first(cast: Cast, trail: list[str]) -> None:
    vera, alice = browser_of(cast["vera"]), browser_of(cast["alice"])
    path = f"/teams/web/members/{pk_of(cast, 'edgar')}/remove/"
    assert "Leave Web platform" in vera.get("/teams/web/leave/").content.decode()
    assert "Remove edgar" in alice.get(path).content.decode()
    assert len(roles(cast["team"])) == 3
    vera.post("/teams/web/leave/")
    alice.post(path)
    assert roles(cast["team"]) == {"alice": "owner"}
    assert trail == ["vera member.left vera", "alice member.removed edgar"]


def test_an_invitation_that_is_over_takes_no_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.teams.views.invitations.MOST_OPEN", 1)
    membership.invite(cast["team"], Role.EDITOR, cast["alice"])
    alice = browser_of(cast["alice"])
    assert "1 open invitations" in alice.post("/teams/web/invite/", {"role": "editor"}).content.decode()
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert "Here is the link" in alice.post("/teams/web/invite/", {"role": "editor"}).content.decode()


def test_a_team_has_another_name(cast: Cast, trail: list[str]) -> None:
    alice = browser_of(cast["alice"])
    alice.post("/teams/web/settings/", {"name": "Platform"})
    assert "Platform" in alice.get("/teams/web/").content.decode()
    assert trail == ["alice team.renamed web"]
    assert "This is missing." in alice.post("/teams/web/settings/", {"name": " "}).content.decode()


def test_a_team_is_deleted_by_its_short_name(cast: Cast, trail: list[str]) -> None:
    alice = browser_of(cast["alice"])
    assert "Type web to delete" in alice.post("/teams/web/delete/", {"slug": "Web"}).content.decode()
    assert Team.objects.exists()
    assert alice.post("/teams/web/delete/", {"slug": "web"})["Location"] == "/teams/"
    assert not Team.objects.exists()
    assert not OwnerName.is_free("web")
    assert trail == ["alice team.deleted Web platform (web)"]

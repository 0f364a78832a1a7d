"""Every address of accounts and teams, for everybody: what each is answered. A new address without a row fails."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import URLPattern, reverse

from podbuilder.accounts.urls import urlpatterns as accounts_urls
from podbuilder.teams import membership
from podbuilder.teams.models import Invitation, Membership, Role
from podbuilder.teams.urls import urlpatterns as teams_urls
from podbuilder.web.urls import urlpatterns as web_urls
from tests.accounts.support import browser_of
from tests.teams.support import make_cast

pytestmark = pytest.mark.django_db

WHO = ("visitor", "charlie", "vera", "edgar", "alice")
IN, GO, OVER = "sign in first", 302, 404
EVERYBODY = (200,) * 5
# Those who are signed in already go on.
ENTER = (200, GO, GO, GO, GO)
PEOPLE = (IN, 200, 200, 200, 200)
MEMBERS = (IN, 404, 200, 200, 200)
OWNERS = (IN, 404, 403, 403, 200)
OWNERS_GO = (IN, 404, 403, 403, GO)

# name: how it is asked for, and what visitor, stranger, viewer, editor and owner are answered.
TABLE: dict[str, tuple[str, tuple[object, ...]]] = {
    "healthz": ("get", EVERYBODY),
    "readyz": ("get", EVERYBODY),
    "sign-up": ("get", ENTER),
    "sign-in": ("get", ENTER),
    "session": ("get", EVERYBODY),
    "signed-in": ("get", PEOPLE),
    "sign-out": ("post", (GO,) * 5),
    "password-reset": ("get", EVERYBODY),
    "password-reset-confirm": ("get", (OVER,) * 5),
    "account": ("get", PEOPLE),
    "account-password": ("get", PEOPLE),
    "account-email": ("get", PEOPLE),
    "account-email-confirm": ("get", (OVER,) * 5),
    "sessions-end-others": ("post", (IN, GO, GO, GO, GO)),
    # Vera's own; to everybody else it does not exist.
    "session-end": ("post", (IN, 404, GO, 404, 404)),
    "account-data": ("get", PEOPLE),
    "account-delete": ("get", PEOPLE),
    "teams": ("get", PEOPLE),
    "team-new": ("get", PEOPLE),
    "team-join": ("get", EVERYBODY),
    "team": ("get", MEMBERS),
    "team-rename": ("get", OWNERS),
    "team-delete": ("get", OWNERS),
    "team-leave": ("get", MEMBERS),
    "member-role": ("post", OWNERS_GO),
    "member-remove": ("get", OWNERS),
    "team-invite": ("post", OWNERS),
    "invitation-revoke": ("post", OWNERS_GO),
}
# Forms that post to their own address are refused in the same way.
ALSO_POSTED = {name for name, (how, answers) in TABLE.items() if how == "get" and answers in (MEMBERS, OWNERS)} - {
    "team"
}


SPACES = {
    pattern.name: space
    for space, patterns in (("accounts", accounts_urls), ("teams", teams_urls), ("web", web_urls))
    for pattern in patterns
    if isinstance(pattern, URLPattern)
}


def test_every_address_is_in_the_table() -> None:
    assert set(SPACES) == set(TABLE)


@pytest.fixture
def cast() -> dict[str, Any]:
    cast = make_cast()
    invitation, secret = membership.invite(cast["team"], Role.VIEWER, cast["alice"])
    vera = browser_of(cast["vera"])
    vera.get("/account/")
    return {**cast, "secret": secret, "invitation": invitation, "session": cast["vera"].sessions.get().pk}


def address(name: str, cast: dict[str, Any]) -> str:
    vera = Membership.objects.get(user=cast["vera"])
    arguments = {
        "password-reset-confirm": ["MQ", "abc-123"],
        "account-email-confirm": ["no-such-token"],
        "session-end": [cast["session"]],
        "team-join": [cast["secret"]],
        "member-role": ["web", vera.pk],
        "member-remove": ["web", vera.pk],
        "invitation-revoke": ["web", cast["invitation"].pk],
    }
    in_team = name.startswith("team") and name not in {"teams", "team-new", "team-join"}
    return reverse(f"{SPACES[name]}:{name}", args=arguments.get(name, ["web"] if in_team else []))


@pytest.mark.parametrize("name", TABLE)
def test_everybody_is_answered_as_the_table_says(cast: dict[str, Any], name: str) -> None:
    how, answers = TABLE[name]
    url = address(name, cast)
    data = {"role": "editor"} if how == "post" else {}
    for who, answer in zip(WHO, answers, strict=True):
        response = getattr(browser_of(cast[who]), how)(url, data)
        if answer == IN:
            assert response.status_code == 302, who
            assert response["Location"] == f"/sign-in/?next={url}", who
        else:
            assert response.status_code == answer, who


@pytest.mark.parametrize("name", sorted(ALSO_POSTED))
def test_those_who_may_not_look_may_not_post(cast: dict[str, Any], name: str) -> None:
    url = address(name, cast)
    before = snapshot()
    for who, answer in zip(WHO, TABLE[name][1], strict=True):
        if answer != 200:
            assert browser_of(cast[who]).post(url).status_code == (302 if answer == IN else answer), who
    assert snapshot() == before


def snapshot() -> list[object]:
    return [*Membership.objects.values_list("pk", "role"), *Invitation.objects.values_list("pk", "revoked")]


@pytest.mark.parametrize("name", [name for name in TABLE if name.startswith(("team-", "member", "invitation"))])
def test_a_team_that_is_not_there(cast: dict[str, Any], name: str) -> None:
    if name in {"team-new", "team-join"}:
        return
    url = address(name, cast).replace("/web/", "/no-such-team/")
    assert getattr(browser_of(cast["alice"]), TABLE[name][0])(url).status_code == 404

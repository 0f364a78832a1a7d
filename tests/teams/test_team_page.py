"""What the page of a team shows to its owners and to the others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from podbuilder.teams import membership, team_page
from podbuilder.teams.forms import InviteForm
from podbuilder.teams.models import Invitation, Role, Team

pytestmark = pytest.mark.django_db
Cast = dict[str, Any]


def shown(monkeypatch: pytest.MonkeyPatch, team: Team, role: Role, **more: str) -> dict[str, Any]:
    """What the page's template is given."""
    given: list[dict[str, Any]] = []

    def render(request: object, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        assert (template, status) == ("teams/team.html", 200)
        given.append(context)
        return HttpResponse()

    monkeypatch.setattr(team_page, "render", render)
    team.role = role
    team_page.render_team(RequestFactory().get("/"), team, InviteForm(), **more)
    return given[0]


def test_an_owner_sees_the_open_invitations(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Team.objects.create(name="Other", slug="other")
    membership.invite(other, Role.EDITOR, cast["alice"])
    over, _ = membership.invite(cast["team"], Role.EDITOR, cast["alice"])
    Invitation.objects.filter(pk=over.pk).update(expires=timezone.now() - timedelta(days=1))
    one, _ = membership.invite(cast["team"], Role.EDITOR, cast["alice"])
    page = shown(monkeypatch, cast["team"], Role.OWNER)
    assert (list(page["invitations"]), page["is_owner"], page["link"]) == ([one], True, "")
    assert [member.user.username for member in page["memberships"]] == ["alice", "edgar", "vera"]
    assert page["roles"] is Role


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_others_see_who_is_in_it_only(cast: Cast, role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    membership.invite(cast["team"], Role.EDITOR, cast["alice"])
    page = shown(monkeypatch, cast["team"], role)
    assert (page["invitations"], page["is_owner"]) == ((), False)
    assert len(page["memberships"]) == 3


def test_a_new_link_is_shown(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, cast["team"], Role.OWNER, link="https://x/")["link"] == "https://x/"

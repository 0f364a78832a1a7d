"""The forms of teams: what they take, and the sentence about what they do not take."""

from __future__ import annotations

import pytest

from podbuilder.accounts.models import OwnerName
from podbuilder.teams import forms
from podbuilder.teams.models import Team
from tests.accounts.support import person

MISSING = ["This is missing."]
GIVEN_OUT = ["A person or a team has or had this name. Names are never reused."]
TEAMS: dict[str, tuple[str, str, dict[str, list[str]]]] = {
    "right": ("Web platform", "web-platform", {}),
    "spaces and capitals": (" Web \n platform ", "WEB-Platform", {}),
    "nothing": ("", " ", {"name": MISSING, "slug": MISSING}),
    "a person's name": ("Alice", "alice", {"slug": GIVEN_OUT}),
    "a name of the past": ("Old", "old", {"slug": GIVEN_OUT}),
    "a word of ours": (
        "New",
        "new",
        {"slug": ["This name is reserved for Podbuilder itself. Please choose another one."]},
    ),
    "no name": (
        "Web",
        "a b",
        {"slug": ["Use lowercase letters, digits and single hyphens between them, as in alice or web-team."]},
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "slug", "errors"), TEAMS.values(), ids=TEAMS)
def test_a_new_team(name: str, slug: str, errors: dict[str, list[str]]) -> None:
    person("alice")
    OwnerName.claim("old")
    form = forms.TeamForm({"name": name, "slug": slug})
    assert form.errors == errors
    if not errors:
        team = form.team()
        assert (team.name, team.slug, team.pk) == ("Web platform", "web-platform", None)


LENGTHS = {
    "the longest name": ("a" * 80, True),
    "a name too long": ("a" * 81, False),
    "a name of spaces": ("  ", False),
}


@pytest.mark.parametrize(("name", "is_valid"), LENGTHS.values(), ids=LENGTHS)
def test_another_name(name: str, is_valid: bool) -> None:
    assert forms.RenameForm({"name": name}).is_valid() is is_valid


def test_a_name_is_on_one_line() -> None:
    form = forms.RenameForm({"name": " The\r\nweb \t team"})
    assert form.is_valid()
    assert form.cleaned_data == {"name": "The web team"}


ROLES = {"owner": True, "editor": True, "viewer": True, "hand-over": True, "king": False, "": False, "Owner": False}


@pytest.mark.parametrize(("role", "is_valid"), ROLES.items(), ids=ROLES)
def test_another_role(role: str, is_valid: bool) -> None:
    assert forms.RoleForm({"role": role}).is_valid() is is_valid


INVITATIONS = {
    "a link": ({"role": "editor"}, True),
    "a mail": ({"role": "viewer", "email": "dora@example.com"}, True),
    "no role": ({"email": "dora@example.com"}, False),
    "an heir": ({"role": "hand-over"}, False),
    "no address": ({"role": "owner", "email": "dora"}, False),
}


@pytest.mark.parametrize(("data", "is_valid"), INVITATIONS.values(), ids=INVITATIONS)
def test_an_invitation(data: dict[str, str], is_valid: bool) -> None:
    assert forms.InviteForm(data).is_valid() is is_valid


def test_roles_are_explained_and_editor_is_offered() -> None:
    field = forms.InviteForm().fields["role"]
    assert field.initial == "editor"
    assert field.choices == [
        ("owner", "Owner: saves templates, and decides about members and the team itself"),
        ("editor", "Editor: saves and changes the team's templates"),
        ("viewer", "Viewer: sees and uses the team's templates"),
    ]


SHORT_NAMES = {"web": {}, "Web": {"slug": ["Type web to delete this team."]}, "": {"slug": MISSING}}


@pytest.mark.parametrize(("slug", "errors"), SHORT_NAMES.items(), ids=["its own", "in capitals", "none"])
def test_a_short_name_typed_to_be_sure(slug: str, errors: dict[str, list[str]]) -> None:
    assert forms.DeleteTeamForm(Team(slug="web"), {"slug": slug}).errors == errors

"""Forms for the details, settings and owner of a template: what they offer, take and refuse."""

from __future__ import annotations

from typing import Any

import pytest
from django.forms import Form

from podbuilder.library.forms import details
from podbuilder.library.forms.fields import NOT_YOUR_TEAM
from tests.library.support import person, saved, team_of

pytestmark = pytest.mark.django_db
MISSING = ["This is missing."]


@pytest.fixture
def alice() -> Any:
    return person("alice")


def said(form: Form) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in form.errors.items()}


def offered(form: Form, name: str) -> list[str]:
    return [value for value, _ in form.fields[name].choices]


BAD_SLUG = ["Use lowercase letters, digits and single dashes between them, as in web-app."]
DETAILS: dict[str, tuple[dict[str, str], dict[str, list[str]]]] = {
    "a name": ({}, {}),
    "all": ({"slug": "web-app2", "description": "d" * 300, "tags": "a, b"}, {}),
    "the longest": ({"name": "n" * 100, "slug": "s" * 63}, {}),
    "no name": ({"name": " "}, {"name": MISSING}),
    "a name too long": ({"name": "n" * 101}, {"name": ["Ensure this value has at most 100 characters (it has 101)."]}),
    "an address in capitals": ({"slug": "Web"}, {"slug": BAD_SLUG}),
    "an address with two dashes": ({"slug": "web--app"}, {"slug": BAD_SLUG}),
    "an address that ends in a dash": ({"slug": "web-"}, {"slug": BAD_SLUG}),
    "an address that begins with one": ({"slug": "-web"}, {"slug": BAD_SLUG}),
    "an address of two lines": ({"slug": "web\napp"}, {"slug": BAD_SLUG}),
    "an address too long": (
        {"slug": "s" * 64},
        {"slug": ["Ensure this value has at most 63 characters (it has 64)."]},
    ),
    "a description too long": (
        {"description": "d" * 301},
        {"description": ["Ensure this value has at most 300 characters (it has 301)."]},
    ),
}


@pytest.mark.parametrize(("changes", "errors"), DETAILS.values(), ids=DETAILS)
def test_details(changes: dict[str, str], errors: dict[str, list[str]]) -> None:
    assert said(details.DetailsForm({"name": "Web", **changes})) == errors


NO_TEAM = ["A template of your own has no team to show it to. Save it for a team."]
# For whom, who sees it, and what is wrong.
NEW: dict[str, tuple[str, str, dict[str, list[str]]]] = {
    "oneself": ("", "private", {}),
    "oneself, for everybody": ("", "public", {}),
    "a team": ("web-team", "team", {}),
    "a team, in private": ("web-team", "private", {}),
    "no team, and a team sees it": ("", "team", {"visibility": NO_TEAM}),
    "a team in which one only looks on": ("others", "private", None),
    "nobody may see": ("", "", {"visibility": MISSING}),
}


@pytest.mark.parametrize(("owner", "visibility", "errors"), NEW.values(), ids=NEW)
def test_a_new_template(alice: Any, owner: str, visibility: str, errors: dict[str, list[str]] | None) -> None:
    team = team_of("web-team", editor=alice)
    team_of("others", viewer=alice)
    form = details.NewTemplateForm({"name": "Web", "owner": owner, "visibility": visibility}, alice)
    assert offered(form, "owner") == ["", "web-team"]
    assert list(form.fields) == ["name", "description", "owner", "visibility", "slug", "tags"]
    if errors is None:
        assert list(form.errors) == ["owner"]
        assert form.team is None
    else:
        assert said(form) == errors
        assert form.team == (team if owner else None)


def test_without_a_team_none_is_offered(alice: Any) -> None:
    assert offered(details.NewTemplateForm(None, alice), "visibility") == ["private", "unlisted", "public"]
    team_of("web-team", owner=alice)
    assert offered(details.NewTemplateForm(None, alice), "visibility") == ["private", "team", "unlisted", "public"]


SETTINGS = {"name": "Web", "slug": "web", "icon": "gpu", "visibility": "public", "version": "3", "readme": "# Hi"}


def test_settings_are_those_of_the_template(alice: Any) -> None:
    form = details.SettingsForm(None, saved(alice, readme="# Hi", tags=["a"]), may_manage=True)
    assert form.initial == {
        "name": "Web",
        "slug": "web",
        "description": "",
        "tags": ["a"],
        "readme": "# Hi",
        "icon": "box",
        "visibility": "private",
    }
    assert offered(form, "visibility") == ["private", "unlisted", "public"]
    assert form.fields["slug"].required
    assert not form.fields["visibility"].disabled
    assert form.fields["slug"].help_text.startswith("The last part of its web address. Links to the old one")


def test_settings_to_save(alice: Any) -> None:
    form = details.SettingsForm(SETTINGS, saved(alice), may_manage=True)
    assert form.is_valid()
    assert form.cleaned_data["version"] == 3
    wanted = {"name": "Web", "slug": "web", "description": "", "tags": [], "icon": "gpu", "visibility": "public"}
    assert form.details() == {**wanted, "readme": "# Hi"}


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "no address": ({"slug": ""}, "slug"),
    "an icon there is not": ({"icon": "nose"}, "icon"),
    "a team without one": ({"visibility": "team"}, "visibility"),
    "a README too long": ({"readme": "x" * 50_001}, "readme"),
}


@pytest.mark.parametrize(("changes", "field"), WRONG.values(), ids=WRONG)
def test_settings_that_cannot_be(alice: Any, changes: dict[str, str], field: str) -> None:
    assert list(details.SettingsForm({**SETTINGS, **changes}, saved(alice), may_manage=True).errors) == [field]


def test_who_may_not_manage_leaves_it_as_visible_as_it_is(alice: Any) -> None:
    team = team_of("web-team", editor=alice)
    form = details.SettingsForm(SETTINGS, saved(team=team, by=alice), may_manage=False)
    assert form.is_valid()
    assert form.details()["visibility"] == "private"
    assert form.fields["visibility"].help_text == details.NOT_YOURS_TO_SHOW
    assert offered(form, "visibility") == ["private", "team", "unlisted", "public"]


@pytest.mark.parametrize(("to", "is_valid"), [("", True), ("web-team", True), ("others", False), ("none", False)])
def test_where_a_template_moves(alice: Any, to: str, is_valid: bool) -> None:
    team = team_of("web-team", editor=alice)
    team_of("others", viewer=alice)
    form = details.MoveForm({"to": to}, alice)
    assert form.is_valid() is is_valid
    if is_valid:
        assert form.team == (team if to else None)
    else:
        assert said(form) == {"to": [NOT_YOUR_TEAM]}

"""Who may show a team's template to whom: the same when it is saved, changed and moved."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.library.forms.details import NOT_YOURS_TO_SHOW
from podbuilder.library.models import SavedTemplate
from tests.library.support import draft_of, person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db
WITHIN, OUTSIDE = ("private", "team"), ("unlisted", "public")


@pytest.fixture
def people() -> dict[str, Any]:
    people = {name: person(name) for name in ("alice", "edgar")}
    team_of("web", owner=people["alice"], editor=people["edgar"])
    return people


@pytest.mark.parametrize("visibility", [*WITHIN, *OUTSIDE])
@pytest.mark.parametrize("name", ["alice", "edgar"])
def test_saving_for_a_team(people: dict[str, Any], name: str, visibility: str) -> None:
    user = people[name]
    data = {"name": "Web", "owner": "web", "visibility": visibility}
    page = signed_in(user).post(f"/library/save/?draft={draft_of(user).key}", data)
    is_saved = name == "alice" or visibility in WITHIN
    assert SavedTemplate.objects.exists() is is_saved
    assert (NOT_YOURS_TO_SHOW in page.content.decode()) is not is_saved


@pytest.mark.parametrize("visibility", OUTSIDE)
def test_ones_own_is_ones_own(people: dict[str, Any], visibility: str) -> None:
    user = people["edgar"]
    data = {"name": "Web", "owner": "", "visibility": visibility}
    signed_in(user).post(f"/library/save/?draft={draft_of(user).key}", data)
    assert SavedTemplate.objects.get().visibility == visibility


@pytest.mark.parametrize("visibility", OUTSIDE)
def test_changing_a_teams(people: dict[str, Any], visibility: str) -> None:
    team = people["alice"].teams.get()
    template = saved(team=team, by=people["alice"], visibility="team")
    data = {"name": "Web", "slug": "web", "icon": "box", "visibility": visibility, "version": "1"}
    for name, then in (("edgar", "team"), ("alice", visibility)):
        signed_in(people[name]).post("/t/web/web/settings/", data)
        template.refresh_from_db()
        assert template.visibility == then
        data["version"] = str(template.version)


@pytest.mark.parametrize("visibility", ["private", *OUTSIDE])
@pytest.mark.parametrize("name", ["alice", "edgar"])
def test_moving_ones_own_to_a_team(people: dict[str, Any], name: str, visibility: str) -> None:
    template = saved(people[name], visibility=visibility)
    page = signed_in(people[name]).post(f"/t/{name}/web/move/", {"to": "web"}, follow=True).content.decode()
    template.refresh_from_db()
    is_moved = name == "alice" or visibility in WITHIN
    assert (template.team is not None) is is_moved
    assert (NOT_YOURS_TO_SHOW in page) is not is_moved

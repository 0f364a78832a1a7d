"""The settings of a template: what they change, and for whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.library.models import AuditEntry, SavedTemplate
from tests.library.support import person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


@pytest.fixture
def client(alice: Any) -> Client:
    return signed_in(alice)


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def settings(client: Client, **data: str) -> Any:
    fields = {"name": "Web", "slug": "web", "icon": "box", "visibility": "private", "version": "1", "tags": ""}
    return client.post("/t/alice/web/settings/", {**fields, **data})


def test_what_is_said_about_a_template(client: Client, alice: Any) -> None:
    template = saved(alice)
    response = settings(
        client, name="Server", slug="server", visibility="public", tags="a, b", readme="# Hi", icon="gpu"
    )
    assert response["Location"] == "/t/alice/server/"
    template.refresh_from_db()
    assert (template.name, template.tags, template.readme, template.icon) == ("Server", ["a", "b"], "# Hi", "gpu")
    entry = AuditEntry.objects.get(verb="template.visibility")
    assert entry.details == {"before": "private", "after": "public"}
    assert "changed who may see the template alice/server: private → public" in page(client, "/library/audit/")


def test_settings_are_not_put_over_what_others_said(client: Client, alice: Any) -> None:
    template = saved(alice)
    settings(client, name="First")
    response = settings(client, name="Second")
    assert "Somebody else has changed these settings" in response.content.decode()
    template.refresh_from_db()
    assert template.name == "First"
    assert settings(client, name="Second", version="2").status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"slug": ""}, {"slug": "other"}, {"icon": "nose"}, {"visibility": "team"}]
)
def test_settings_that_cannot_be(client: Client, alice: Any, wrong: dict[str, str]) -> None:
    saved(alice, slug="other")
    saved(alice)
    assert settings(client, **wrong).status_code == 200
    assert SavedTemplate.objects.get(slug="web").version == 1


def test_an_editor_does_not_decide_who_sees_it(alice: Any) -> None:
    team = team_of("web-team", owner=person("bob"), editor=alice)
    template = saved(team=team, by=alice)
    data = {"name": "New", "slug": "web", "icon": "box", "visibility": "public", "version": "1"}
    assert signed_in(alice).post("/t/web-team/web/settings/", data).status_code == 302
    template.refresh_from_db()
    assert (template.name, template.visibility) == ("New", "private")


def test_a_template_moves_to_a_team_and_back(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    team_of("others", viewer=alice)
    template = saved(alice)
    client.post("/t/alice/web/move/", {"to": "others"})
    assert client.post("/t/alice/web/move/", {"to": "web-team"})["Location"] == "/t/web-team/web/"
    template.refresh_from_db()
    assert (template.owner, template.team) == (None, team)
    SavedTemplate.objects.update(visibility="team")
    saved(alice)
    client.post("/t/web-team/web/move/", {"to": ""})
    template.refresh_from_db()
    assert template.team == team
    SavedTemplate.objects.filter(owner=alice).update(slug="other")
    assert client.post("/t/web-team/web/move/", {"to": ""})["Location"] == "/t/alice/web/"
    template.refresh_from_db()
    assert (template.owner, template.visibility) == (alice, "private")
    assert "moved the template alice/web: alice/web → web-team/web" not in page(
        client, "/library/teams/web-team/audit/"
    )
    assert "alice/web → web-team/web" in page(client, "/library/teams/web-team/audit/")

"""The library: sections, filters, and pages that lead on to others."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.lifecycle import delete
from podbuilder.library.search.query import PAGE
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved, signed_in, team_of

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


def test_an_empty_shelf_says_what_to_do(client: Client) -> None:
    assert "press “Save as template”" in page(client, "/library/")
    assert "Star a template" in page(client, "/library/?where=starred")
    assert "Nobody has made" in page(client, "/library/?where=public")
    assert "Nothing here matches" in page(client, "/library/?q=nothing")


@pytest.mark.parametrize("nonsense", ["sort=up", "after=xyz", "visibility=all", "where=team:none", "q=%00", "tag=%00x"])
def test_nonsense_in_an_address_is_passed_over(client: Client, nonsense: str) -> None:
    assert client.get(f"/library/?{nonsense}").status_code == 200


@pytest.mark.parametrize("sort", ["updated", "stars", "name"])
def test_every_template_is_on_one_page_of_the_shelf(client: Client, alice: Any, sort: str) -> None:
    number = PAGE * 2 + 3
    moment = timezone.now()
    rows = [
        SavedTemplate(owner=alice, name=f"T{n % 7}", slug=f"t-{n}", latest_revision=1, stars=n % 3, updated=moment)
        for n in range(number)
    ]
    SavedTemplate.objects.bulk_create(rows)
    seen: list[str] = []
    url = f"/library/?where=mine&sort={sort}"
    while url:
        response = client.get(url)
        seen += [template.slug for template in response.context["page"].templates]
        url = f"/library/?{response.context['next']}" if response.context["next"] else ""
    assert len(seen) == number
    assert set(seen) == {row.slug for row in rows}


def test_sections_and_filters(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    mine = saved(alice, slug="mine", tags=["http"])
    saved(team=team, by=alice, slug="ours", text=DEPLOYMENT, parameters=PARAMETERS)
    saved(person("bob"), slug="theirs", visibility="public")
    client.post("/t/bob/theirs/star/", {"on": "true"})

    def found(query: str) -> set[str]:
        return {template.slug for template in client.get(f"/library/?{query}").context["page"].templates}

    assert found("") == {"mine", "ours", "theirs"}
    assert found("where=mine") == {"mine"}
    assert found("where=team:web-team") == {"ours"}
    assert found("where=public") == {"theirs"}
    assert found("where=starred") == {"theirs"}
    assert found("tag=http") == {"mine"}
    assert found("kind=Deployment") == {"ours"}
    assert found("visibility=public") == {"theirs"}
    delete(mine, by=alice)
    assert found("where=mine") == set()


def test_the_start_page_has_the_newest(client: Client, alice: Any) -> None:
    assert "No templates yet." in page(client, "/")
    saved(team=team_of("web-team", owner=alice), by=alice)
    saved(person("bob"), visibility="public")
    html = page(client, "/")
    assert "web-team/web@1" in html
    assert "bob/web" not in html
    assert "Your templates" not in page(Client(), "/")


def test_which_sections_there_are(client: Client, alice: Any) -> None:
    team_of("web-team", viewer=alice)
    team_of("strangers")
    sections = client.get("/library/?where=mine&q=web&tag=a").context["sections"]
    assert [(title, is_here) for title, _, is_here in sections] == [
        ("All", False),
        ("Yours", True),
        ("Web-Team", False),
        ("Starred", False),
        ("Public", False),
    ]
    assert [query for _, query, _ in sections] == [
        "q=web&tag=a",
        "q=web&where=mine&tag=a",
        "q=web&where=team%3Aweb-team&tag=a",
        "q=web&where=starred&tag=a",
        "q=web&where=public&tag=a",
    ]
    assert [title for title, _, _ in Client().get("/library/").context["sections"]] == ["All", "Public"]


def test_what_leads_on_and_back(client: Client) -> None:
    context = client.get("/library/?where=mine&q=web&sort=name&after=x").context
    assert (context["first"], context["cleared"]) == ("q=web&where=mine&sort=name", "where=mine&sort=name")
    assert (context["next"], client.get("/library/").context["first"]) == ("", "")
    assert [word for word, _ in context["sorts"]] == ["updated", "stars", "name"]
    assert "Pod" in context["kinds"]
    assert "Deployment" in context["kinds"]


def test_the_bin_is_offered_to_those_who_have_something_in_it(client: Client, alice: Any) -> None:
    delete(saved(person("bob")), by=alice)
    assert client.get("/library/").context["in_bin"] is False
    delete(saved(alice), by=alice)
    assert client.get("/library/").context["in_bin"] is True
    assert Client().get("/library/").context["in_bin"] is False
    assert client.post("/library/").status_code == 405

"""The life of a draft's pod, as a page."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db


def test_a_life_is_played(client: Client) -> None:
    draft = begin(client)
    response = client.get(f"/drafts/{draft.key}/life/")
    page = response.content.decode()
    assert response.status_code == 200
    for part in ("Life of web", "life__chart", "web    1/1     Running   0", "Unknown", "Ready"):
        assert part in page, part
    assert "no-store" in response["Cache-Control"]


def test_a_failure_is_rehearsed_at_a_second(client: Client) -> None:
    draft = begin(client)
    page = client.get(f"/drafts/{draft.key}/life/?rehearse=exit-1&at=15").content.decode()
    assert "Error" in page
    assert "kubectl logs web -c web --previous" in page
    assert 'value="exit-1" selected' in page
    assert "The program ends with an error: web" in page


@pytest.mark.parametrize(
    "query",
    ["rehearse=none-such&at=-1", "at=99999999", "pull=x&ready=-3&until=1e9", "container=other", "rehearse=a&pull.7=3"],
)
def test_wrong_input_is_a_state_of_the_page(client: Client, query: str) -> None:
    draft = begin(client)
    response = client.get(f"/drafts/{draft.key}/life/?{query}")
    assert response.status_code == 200
    assert ("cannot be played" in response.content.decode()) is ("pull=x" in query)


@pytest.mark.parametrize(
    "text",
    [
        "kind: Pod\n",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: '; rm -rf /'}\nspec: {containers: [{name: '<b>', image: 3}]}\n",
        "apiVersion: v1\nkind: Pod\nspec: {containers: [{}, 3], initContainers: [{name: [1]}]}\n",
    ],
    ids=["nothing", "odd names", "odd values"],
)
def test_any_pod_can_be_played(client: Client, text: str) -> None:
    draft = begin(client, text)
    for slug in ("none", "exit-1", "command-not-found"):
        response = client.get(f"/drafts/{draft.key}/life/?rehearse={slug}")
        assert response.status_code == 200
        assert "<b></" not in response.content.decode()


def test_without_javascript_the_form_plays_and_links_lead_on(client: Client) -> None:
    draft = begin(client)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/review/")
    page.follow("Life of this pod")
    assert page.url == f"/drafts/{draft.key}/life/"
    page.follow("Later")
    assert "At 120 s" in page.root.text


def test_it_is_for_its_owner_to_read(client: Client) -> None:
    draft = begin(client)
    assert Client().get(f"/drafts/{draft.key}/life/").status_code == 404
    assert client.post(f"/drafts/{draft.key}/life/").status_code == 405

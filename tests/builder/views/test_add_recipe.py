"""Adding a container by purpose: the list, the questions of one recipe, and what it would add."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.proposals.recipe_list import LONGEST_QUERY, TITLES
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["add/", "add/fluent-bit/", "add/fluent-bit/preview/"])
def test_a_stranger_sees_nothing(client: Client, path: str) -> None:
    url = f"/drafts/{begin(client).key}/{path}"
    ask = Client().post if "preview" in path else Client().get
    assert ask(url).status_code == 404


ASKED: dict[str, tuple[dict[str, str], str, str]] = {
    "nothing": ({}, "", ""),
    "words": ({"q": "  logs "}, "logs", ""),
    "too many words": ({"q": "x" * 500}, "x" * LONGEST_QUERY, ""),
    "a pattern": ({"pattern": "sidecar"}, "", "sidecar"),
    "no pattern": ({"pattern": "king"}, "", ""),
}


@pytest.mark.parametrize(("query", "asked", "pattern"), ASKED.values(), ids=ASKED)
def test_the_list_is_filtered(client: Client, query: dict[str, str], asked: str, pattern: str) -> None:
    url = f"/drafts/{begin(client).key}/add/"
    page = client.get(url, query)
    assert (page.context["asked"], page.context["pattern"]) == (asked, pattern)
    assert page.context["patterns"] == [(name, title) for name, (title, _) in TITLES.items()]
    fragment = client.get(url, query, headers={"HX-Request": "true"})
    assert "<html" in page.content.decode()
    assert "<html" not in fragment.content.decode()


def test_the_questions_of_a_recipe(client: Client) -> None:
    draft = begin(client)
    page = client.get(f"/drafts/{draft.key}/add/fluent-bit/")
    recipe = page.context["recipe"]
    assert (recipe.slug, page.context["pattern_title"]) == ("fluent-bit", TITLES[recipe.pattern][0])
    for path in ("add/nonsense/", "add/nonsense/preview/"):
        ask = client.post if "preview" in path else client.get
        assert ask(f"/drafts/{draft.key}/{path}").status_code == 404


def test_a_preview_writes_nothing_and_is_always_an_answer(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/add/fluent-bit/preview/"
    for answers in ({}, {"ask-name": "UPPER CASE"}):
        response = client.post(url, answers)
        assert (response.status_code, response.context["oob"]) == (200, True)
    assert client.get(url).status_code == 405
    draft.refresh_from_db()
    assert draft.text == POD


def test_it_is_added_by_its_own_button_alone(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/add/fluent-bit/"
    assert client.post(url, {"op": "apply", "base": draft.revision}).status_code == 200
    draft.refresh_from_db()
    assert draft.text == POD
    response = client.post(url, {"op": "add", "base": draft.revision})
    draft.refresh_from_db()
    assert response["Location"] == f"/drafts/{draft.key}/edit/init-containers/0/"
    assert "fluent-bit" in draft.text


def test_an_example_that_would_be_added_is_called_one(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/add/download-hugging-face/"
    said = "Left empty, this is the example Qwen/Qwen2.5-1.5B-Instruct."
    assert said in client.get(url).content.decode()
    for path in (url, f"{url}preview/"):
        assert said in client.post(path, {"ask-model": ""}).content.decode()
        assert said not in client.post(path, {"ask-model": "org/own"}).content.decode()
    client.post(url, {"op": "add", "base": draft.revision})
    draft.refresh_from_db()
    assert "value: Qwen/Qwen2.5-1.5B-Instruct\n" in draft.text

"""What becomes of a visitor's drafts, where somebody signs in or up; and that it does."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.library.models import SavedTemplate
from tests.accounts.support import person, sign_in
from tests.builder.support import begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
PAGES = ("/sign-in/", "/sign-up/")


def shown(client: Client, url: str) -> str:
    browser = PlainBrowser(client)
    browser.open(url)
    return browser.root.text


@pytest.mark.parametrize("page", PAGES)
def test_somebody_without_drafts_is_told_nothing(client: Client, page: str) -> None:
    begin(Client())
    assert "in this browser" not in shown(client, page)


@pytest.mark.parametrize("page", PAGES)
def test_how_many_there_are(client: Client, page: str) -> None:
    draft = begin(client)
    assert "Your draft stays in this browser and moves into your account as you sign in." in shown(client, page)
    begin(client)
    assert "Your 2 drafts stay in this browser and move into" in shown(client, page)
    for other in ("/teams/", "/library/save/?draft=x%00", "/library/save/", "//["):
        assert "Your 2 drafts stay" in shown(client, f"{page}?next={other}")
    draft.put_into_bin()
    assert "Your draft stays" in shown(client, page)


def test_of_somebody_else_s_draft_nothing_is_told(client: Client) -> None:
    other = begin(Client())
    assert "in this browser" not in shown(client, f"/sign-in/?next=/library/save/?draft={other.key}")


@pytest.mark.parametrize("way", ["in", "up"])
def test_the_draft_that_is_saved_as_a_template_comes_along(client: Client, way: str) -> None:
    draft = begin(client)
    browser = PlainBrowser(client)
    browser.open(f"/library/save/?draft={draft.key}")
    assert "“web” stays in this browser, moves into your account as you sign in" in browser.root.text
    if way == "in":
        person("alice")
        sign_in(client, "alice", next=f"/library/save/?draft={draft.key}")
        browser.open(f"/library/save/?draft={draft.key}")
    else:
        browser.follow("Sign up")
        assert "“web” stays in this browser" in browser.root.text
        browser.fill("Name", "alice")
        browser.fill("Password", "a long password")
        browser.press("Sign up")
    assert Draft.objects.get().owner.username == "alice"
    client.post(f"/library/save/?draft={draft.key}", {"op": "new", "name": "web", "visibility": "private"})
    assert SavedTemplate.objects.get().owner.username == "alice"

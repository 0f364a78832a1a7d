"""Sharing in a real browser: a link, a link that carries its content, a token, and no violation of axe-core's rules."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from podbuilder.builder.models import Draft
from podbuilder.library.models import ShareLink
from tests.browser.test_library import sign_in
from tests.library.support import LEAKY, WHERE, draft_of, person
from tests.support.accessibility import assert_accessible_in_every_look


@pytest.fixture
def alice(page: Page) -> Any:
    alice = person("alice")
    sign_in(page, alice)
    return alice


def test_a_draft_is_stopped_mended_shared_and_taken_back(page: Page, alice: Any, watch: Any) -> None:
    draft = draft_of(alice, LEAKY)
    page.goto(f"/library/drafts/{draft.key}/share/")
    page.get_by_role("button", name="Create the link").click()
    expect(page.get_by_role("alert").first).to_contain_text(WHERE)
    assert_accessible_in_every_look(page)
    page.get_by_role("button", name="Move them into a Secret").click()
    expect(page.get_by_role("region", name="Command")).to_contain_text("kubectl create secret generic")
    page.get_by_role("button", name="Create the link").click()
    address = page.get_by_label("Link to the draft web, 1").input_value()
    page.goto(address)
    expect(page.get_by_text("The API server accepts it.")).to_be_visible()
    assert_accessible_in_every_look(page)
    page.goto("/library/links/")
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("revoked", exact=True)).to_be_visible()
    watch.expect("410")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer shows anything")


def test_a_link_carries_a_manifest_that_nobody_keeps(page: Page, alice: Any) -> None:
    draft = draft_of(alice)
    page.goto(f"/library/drafts/{draft.key}/share/")
    page.get_by_role("button", name="Create a link with the YAML").click()
    carried = page.get_by_role("textbox", name="Link that contains the YAML")
    expect(carried).to_be_visible()
    address = carried.input_value()
    assert "/open/#y1." in address
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    expect(page.get_by_role("region", name="The manifest as YAML")).to_contain_text("nginx:1.27")
    assert not [url for url in asked if "y1." in url.partition("#")[0]]
    assert (Draft.objects.count(), ShareLink.objects.count()) == (1, 0)
    assert_accessible_in_every_look(page)
    page.get_by_role("button", name="Open in the builder").click()
    page.wait_for_url("**/drafts/**")
    assert Draft.objects.exclude(pk=draft.pk).get().text == draft.text
    page.goto(f"{address[:-9]}")
    expect(page.get_by_role("alert")).to_contain_text("cannot be unpacked")
    assert ShareLink.objects.concerning(alice).count() == 0


def test_a_token_is_made(page: Page, alice: Any) -> None:
    page.goto("/library/tokens/")
    page.get_by_label("What it is for").fill("Build server")
    page.get_by_role("button", name="Create the token").click()
    expect(page.locator("#token")).to_contain_text("pb_")
    assert_accessible_in_every_look(page)

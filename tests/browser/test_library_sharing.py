"""A draft becomes a template that asks, a colleague answers it, and a stranger reads it by a link until that ends."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from podbuilder.builder.models import Draft
from podbuilder.library.models import SavedTemplate
from tests.browser.test_library import sign_in
from tests.library.support import draft_of, person, saved, team_of
from tests.support.accessibility import assert_accessible, assert_accessible_in_every_look
from tests.support.watch import Watch

PATHS = ("spec.containers[0].image", "spec.containers[0].ports[0].containerPort", "metadata.name")


def test_a_template_with_three_parameters(page: Page, new_context: Callable[..., BrowserContext]) -> None:
    alice, edgar = person("alice"), person("edgar")
    team_of("web", owner=alice, editor=edgar)
    sign_in(page, alice)
    draft = draft_of(alice)
    page.goto(f"/drafts/{draft.key}/parameters/")
    for path in PATHS:
        page.get_by_label("Make a field a parameter").select_option(path)
        page.get_by_role("button", name="Next").click()
        page.get_by_role("button", name="Make it a parameter").click()
        expect(page.get_by_text("is a parameter of this draft")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(3)
    assert_accessible_in_every_look(page)
    page.get_by_role("link", name="Save as template").click()
    page.get_by_label("Name", exact=True).fill("Web server")
    page.get_by_label("Save it for").select_option("web")
    page.get_by_label("Who may see it").select_option("team")
    page.get_by_role("button", name="Save the template").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Web server")
    assert len(SavedTemplate.objects.get().newest.parameters) == 3

    colleague = new_context().new_page()
    sign_in(colleague, edgar)
    colleague.goto("/t/web/web-server/")
    colleague.get_by_role("link", name="Use", exact=True).click()
    colleague.get_by_label("Image").fill("caddy:2")
    expect(colleague.locator("#use-result .l").filter(has_text="image:")).to_contain_text("caddy:2")
    colleague.get_by_role("button", name="Open in the builder").click()
    expect(colleague).to_have_url(re.compile("/drafts/"))
    assert "caddy:2" in Draft.objects.get(owner=edgar).text


def test_a_link_is_shared_and_taken_back(page: Page, new_context: Callable[..., BrowserContext], watch: Watch) -> None:
    alice = person("alice")
    saved(alice)
    sign_in(page, alice)
    page.goto("/t/alice/web/")
    page.get_by_role("link", name="Share").click()
    page.get_by_role("button", name="Create the link").click()
    link = page.get_by_role("textbox", name="Link to ").first
    assert_accessible_in_every_look(page)
    stranger = new_context().new_page()
    stranger.goto(link.input_value())
    expect(stranger.get_by_text("alice has shared this with you")).to_be_visible()
    assert_accessible_in_every_look(stranger)
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("revoked", exact=True)).to_be_visible()
    assert_accessible(page)
    watch.expect("410")
    stranger.reload()
    expect(stranger.get_by_text("It has been revoked")).to_be_visible()
    assert_accessible(stranger)

"""The changes since a text came in, in a real browser: by keyboard, and for everybody."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.support import Builder
from tests.builder.support import POD
from tests.support.accessibility import assert_accessible_in_every_look


def test_take_back_and_undo(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    builder.fill("spec.containers[0].image", "nginx:1.28")
    builder.open("metadata")
    builder.fill("metadata.namespace", "shop")
    page.get_by_text("Export", exact=True).click()
    page.get_by_role("link", name="Changes").click()
    expect(page.get_by_text("2 changes since the text came in")).to_be_visible()
    assert_accessible_in_every_look(page, is_thorough=True)
    expect(page.locator("mark")).to_have_text(["27", "28"])
    page.get_by_role("button", name="Take back change 2").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Restored line")).to_have_count(1)
    assert builder.stored == POD.replace("  name: web\n", "  name: web\n  namespace: shop\n", 1)
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("mark")).to_have_text(["27", "28"])

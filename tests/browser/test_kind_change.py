"""A pod becomes a Deployment: found in the menu, read, made; with keys alone, on a phone, in every look."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.support import Builder
from tests.browser.test_names_and_targets import faults
from tests.support.accessibility import assert_accessible_in_every_look


def open_kind(page: Page) -> Builder:
    builder = Builder(page, step="review")
    page.locator("#step").get_by_role("link", name="Make it a Deployment, a Job…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make it a Deployment")
    return builder


def test_it_is_found_in_the_menu_and_made(page: Page) -> None:
    builder = Builder(page)
    page.get_by_text("Export", exact=True).click()
    page.get_by_role("link", name="As another kind").click()
    page.get_by_label("Name of the Deployment").fill("site")
    expect(page.locator("#preview .diff")).to_contain_text("name: site")
    page.get_by_role("button", name="Make it a Deployment").click()
    page.wait_for_url("**/edit/**")
    expect(page.locator("#yaml")).to_contain_text("kind: Deployment")
    assert "name: site\n" in builder.stored
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#yaml")).to_contain_text("kind: Pod")


def test_the_page_is_accessible(page: Page) -> None:
    open_kind(page)
    page.get_by_role("link", name="CronJob").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make it a CronJob")
    assert faults(page) == []
    assert_accessible_in_every_look(page)


def test_it_fits_a_phone(page: Page) -> None:
    open_kind(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_keys_alone_do_it(page: Page) -> None:
    builder = open_kind(page)
    page.get_by_label("Name of the Deployment").focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.get_by_role("button", name="Make it a Deployment").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/**")
    assert "kind: Deployment\n" in builder.stored

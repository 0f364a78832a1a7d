"""Two tabs on one draft: the second to write is told, and nothing is overwritten unless asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import Builder

NAME = "metadata.name"
LABEL = "metadata.labels#0.value"


@pytest.fixture
def tabs(page: Page) -> tuple[Builder, Builder]:
    """Mine, which has typed a name after the other tab has typed a label."""
    mine = Builder(page)
    other = Builder(page.context.new_page(), draft=mine.draft)
    other.fill(LABEL, "theirs")
    page.bring_to_front()
    mine.control(NAME).focus()
    page.keyboard.press("End")
    page.keyboard.type("-mine")
    expect(page.get_by_role("alert").filter(has_text="another tab")).to_be_visible()
    return mine, other


def test_the_second_to_write_sees_the_difference(tabs: tuple[Builder, Builder]) -> None:
    mine, _ = tabs
    expect(mine.saved).to_have_text("Not saved")
    difference = mine.page.get_by_role("region", name="Difference")
    expect(difference.locator(".l--gone").filter(has_text="app: theirs")).to_be_visible()
    expect(difference.locator(".l--add").filter(has_text="name: web-mine")).to_be_visible()
    assert "app: theirs" in mine.stored
    assert "mine" not in mine.stored


def test_typing_may_go_on(tabs: tuple[Builder, Builder]) -> None:
    mine, _ = tabs
    expect(mine.control(NAME)).to_be_focused()
    mine.page.keyboard.type("-still")
    difference = mine.page.get_by_role("region", name="Difference")
    expect(difference.locator(".l--add").filter(has_text="name: web-mine-still")).to_be_visible()
    expect(mine.control(NAME)).to_be_focused()
    assert "mine" not in mine.stored


def test_the_other_version_is_loaded(tabs: tuple[Builder, Builder]) -> None:
    mine, other = tabs
    mine.page.get_by_role("button", name="Load the other tab's version").click()
    expect(mine.control(LABEL)).to_have_value("theirs")
    expect(mine.control(NAME)).to_have_value("web")
    expect(mine.page.locator("#conflict .notice")).to_have_count(0)
    mine.fill(NAME, "again")
    assert "name: again\n" in mine.stored
    assert "app: theirs" in mine.stored
    other.control(NAME).fill("other")
    expect(other.page.get_by_role("alert").filter(has_text="another tab")).to_be_visible()


def test_this_version_is_saved_over_the_other(tabs: tuple[Builder, Builder]) -> None:
    mine, _ = tabs
    mine.page.get_by_role("button", name="Save this page's version over it").click()
    expect(mine.page.locator("#conflict .notice")).to_have_count(0)
    mine.is_saved()
    assert "name: web-mine\n" in mine.stored
    assert "app: web" in mine.stored
    mine.type(NAME, "-on")
    assert "name: web-mine-on\n" in mine.stored
    mine.press("undo")
    mine.press("undo")
    expect(mine.control(LABEL)).to_have_value("theirs")


def test_leaving_undecided_shows_the_difference_again(tabs: tuple[Builder, Builder]) -> None:
    mine, _ = tabs
    mine.outline("Volumes").click()
    expect(mine.page.get_by_role("alert").filter(has_text="another tab")).to_be_visible()
    mine.page.get_by_role("button", name="Save this page's version over it").click()
    mine.is_saved()
    assert "name: web-mine\n" in mine.stored


def test_a_tab_that_only_looked_is_not_told(page: Page) -> None:
    mine = Builder(page)
    other = Builder(page.context.new_page(), draft=mine.draft)
    other.fill(LABEL, "theirs")
    mine.open("volumes")
    mine.press("add:spec.volumes")
    expect(page.locator("#conflict .notice")).to_have_count(0)

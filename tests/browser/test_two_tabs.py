"""Two tabs on one draft: other fields are merged, the same field is asked about, an idle tab follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor import Editor
from tests.browser.support import Builder, do_not_tell

NAME = "metadata.name"
LABEL = "metadata.labels#0.value"
NEWS = "#last-change [data-text]"


@pytest.fixture
def two(page: Page) -> tuple[Builder, Builder]:
    """Mine, which learns nothing by itself, and the other tab."""
    do_not_tell(page)
    mine = Builder(page)
    return mine, Builder(page.context.new_page(), draft=mine.draft)


@pytest.fixture
def tabs(two: tuple[Builder, Builder]) -> tuple[Builder, Builder]:
    """Mine, which has typed a name after the other tab has typed another one, and a label."""
    mine, other = two
    page = mine.page
    other.fill(LABEL, "theirs")
    other.fill(NAME, "other")
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
    expect(mine.control(NAME)).to_have_value("other")
    expect(mine.page.locator("#conflict .notice")).to_have_count(0)
    do_not_tell(other.page)
    mine.fill(NAME, "again")
    assert "name: again\n" in mine.stored
    assert "app: theirs" in mine.stored
    other.control(NAME).fill("different")
    expect(other.page.get_by_role("alert").filter(has_text="another tab")).to_be_visible()


def test_this_version_is_saved_over_the_other(tabs: tuple[Builder, Builder]) -> None:
    mine, _ = tabs
    mine.page.get_by_role("button", name="Overwrite it with this page's version").click()
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
    mine.page.get_by_role("button", name="Overwrite it with this page's version").click()
    mine.is_saved()
    assert "name: web-mine\n" in mine.stored


def test_a_tab_that_only_looked_is_not_told(two: tuple[Builder, Builder]) -> None:
    mine, other = two
    other.fill(LABEL, "theirs")
    mine.open("volumes")
    mine.press("add:spec.volumes")
    expect(mine.page.locator("#conflict .notice")).to_have_count(0)


def test_different_fields_are_merged(two: tuple[Builder, Builder]) -> None:
    mine, other = two
    other.fill(LABEL, "theirs")
    mine.type(NAME, "-mine")
    expect(mine.control(LABEL)).to_have_value("theirs")
    expect(mine.page.locator(NEWS)).to_contain_text("another page’s change: label app web → theirs")
    expect(mine.page.locator("#last-change [name=op]")).to_have_count(0)
    expect(mine.control(NAME)).to_be_focused()
    mine.type(NAME, "-on")
    assert "name: web-mine-on\n" in mine.stored
    assert "app: theirs  # what the Service selects\n" in mine.stored


def test_a_button_is_pressed_once_on_what_others_wrote(two: tuple[Builder, Builder]) -> None:
    mine, other = two
    mine.open("containers/0")
    other.fill(LABEL, "theirs")
    mine.press("remove:spec.containers[0].ports[0]")
    assert "app: theirs" in mine.stored
    assert "containerPort: 80\n" not in mine.stored
    assert "containerPort: 443" in mine.stored
    expect(mine.page.locator("#conflict .notice")).to_have_count(0)


def test_a_field_is_merged_with_what_is_written_in_the_editor(two: tuple[Builder, Builder]) -> None:
    mine, other = two
    editor = Editor(mine)
    other.fill(LABEL, "theirs")
    editor.replace('image: "nginx:1.27"', "image: caddy  # ours")
    mine.is_saved()
    editor.wait_for("app: theirs")
    assert "image: caddy  # ours" in mine.stored
    assert "app: theirs" in mine.stored


def test_an_idle_tab_follows_the_other(page: Page) -> None:
    mine = Builder(page)
    mine.control(NAME).focus()
    other = Builder(page.context.new_page(), draft=mine.draft)
    other.fill(LABEL, "theirs")
    page.bring_to_front()
    expect(mine.control(LABEL)).to_have_value("theirs")
    expect(mine.line("app: theirs")).to_be_visible()
    expect(page.locator(NEWS)).to_have_text("Changed on another page: label app web → theirs.")
    expect(mine.control(NAME)).to_be_focused()
    mine.type(NAME, "-mine")
    assert "app: theirs" in mine.stored
    expect(other.control(NAME)).to_have_value("web-mine")


def test_an_idle_editor_follows_too(page: Page) -> None:
    mine = Builder(page)
    editor = Editor(mine)
    other = Builder(page.context.new_page(), draft=mine.draft)
    other.fill(LABEL, "theirs")
    editor.wait_for("app: theirs")


def test_a_page_that_asks_less_often_asks_again_at_once_when_it_is_looked_at(page: Page) -> None:
    mine = Builder(page)
    with page.expect_request("**/revision/**"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    mine.page.evaluate("Object.defineProperty(document, 'visibilityState', {value: 'hidden'})")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    mine.type(NAME, "-hidden")
    assert not [url for url in asked if "/revision/" in url]

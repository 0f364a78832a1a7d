"""A text that cannot be read is kept, and mended where its line is marked, on every page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from podbuilder.builder.models import Draft
from tests.browser.editor import Editor
from tests.browser.support import Builder
from tests.builder.support import POD
from tests.support.accessibility import assert_accessible_in_every_look

BROKEN = POD.replace("tier: front", "tier: front: back")


def marked(page: Page) -> Locator:
    return page.locator(".ace_gutter-cell.ace_error")


@pytest.fixture
def opened(page: Page) -> Page:
    """A broken text, opened from the start page."""
    page.goto("/")
    page.get_by_label("Paste anything").fill(BROKEN)
    page.get_by_role("button", name="Open it", exact=True).click()
    page.get_by_role("button", name="Open it in the editor").click()
    return page


def test_a_broken_text_is_opened_in_the_editor_with_its_line_marked(opened: Page) -> None:
    expect(opened.locator("#editor.ace_focus")).to_be_visible()
    expect(marked(opened)).to_have_text("8")
    expect(opened.locator("#problems > :visible")).to_have_text(
        "The text cannot be read, so nothing can be said of it yet."
    )
    assert opened.evaluate("ace.edit('editor').getCursorPosition().row") == 7
    assert opened.evaluate("ace.edit('editor').getValue()") == BROKEN
    assert_accessible_in_every_look(opened)


def test_once_it_is_mended_it_is_the_draft(opened: Page) -> None:
    expect(marked(opened)).to_have_text("8")
    editor = Editor.__new__(Editor)
    editor.page = opened
    editor.replace("front: back", "back")
    expect(opened.locator("#saved:not([data-pending])")).to_have_text("Saved")
    expect(opened.locator("#problems")).to_contain_text("Kubernetes 1.36 accepts this Pod")
    draft = Draft.objects.get()
    assert (draft.text, draft.unreadable) == (POD.replace("tier: front", "tier: back"), "")


def test_it_goes_along_to_other_steps_and_through_a_reload(page: Page) -> None:
    builder = Builder(page)
    editor = Editor(builder)
    editor.replace("tier: front", "tier: front: back")
    expect(builder.saved).to_have_text("Not readable")
    builder.outline("Volumes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Volumes")
    expect(marked(page)).to_have_text("8")
    page.reload()
    expect(marked(page)).to_have_text("8")
    assert editor.text == BROKEN
    page.get_by_role("button", name="Go back to it").click()
    expect(builder.saved).to_have_text("Saved")
    page.reload()
    expect(page.locator("#editor")).to_have_count(0)
    assert builder.yaml.rstrip() == POD.rstrip()


def test_the_line_that_is_typed_stays_in_sight(page: Page) -> None:
    builder = Builder(page, POD + "".join(f"    - name: N{number}\n      value: x\n" for number in range(40)))
    editor = Editor(builder)
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.press("Backspace")
    editor.type(": y")
    expect(marked(page)).to_have_count(1)
    caret = page.locator("#editor .ace_cursor").bounding_box()
    text = page.locator("#editor").bounding_box()
    assert caret is not None
    assert text is not None
    assert text["y"] <= caret["y"] <= caret["y"] + caret["height"] <= text["y"] + text["height"] + 1


def test_without_javascript_it_is_mended_in_the_text_box(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_label("Paste anything").fill(BROKEN)
    page.get_by_role("button", name="Open it", exact=True).click()
    page.get_by_role("button", name="Open it in the editor").click()
    page.get_by_role("link", name="Edit the text").click()
    expect(page.get_by_role("alert")).to_contain_text("line 8, column")
    expect(page.get_by_label("Manifest")).to_have_value(BROKEN)
    page.get_by_label("Manifest").fill(POD)
    page.get_by_role("button", name="Save and go to the form").click()
    expect(page.locator("#yaml")).to_contain_text("tier: front")
    expect(page.get_by_role("link", name="Edit the text")).to_have_count(0)


def test_a_form_saved_in_another_tab_meanwhile_is_kept(page: Page) -> None:
    builder = Builder(page)
    other = Builder(page.context.new_page(), draft=builder.draft, step="containers/0")
    page.bring_to_front()
    editor = Editor(builder)
    editor.replace("tier: front", "tier: front: back")
    expect(builder.saved).to_have_text("Not readable")
    other.page.bring_to_front()
    other.fill("spec.containers[0].image", "nginx:other")
    page.bring_to_front()
    # The page that is opened anew was drawn from what the other tab has written; the text in its editor was not.
    page.reload()
    expect(marked(page)).to_have_text("8")
    editor.replace("front: back", "back")
    expect(page.locator("#saved:not([data-pending])")).to_have_text("Saved")
    expect(page.locator("#yaml")).to_contain_text("nginx:other")
    editor.wait_for("nginx:other")
    assert builder.stored == POD.replace("tier: front", "tier: back").replace("nginx:1.27", "nginx:other")
    assert builder.draft.unreadable == ""

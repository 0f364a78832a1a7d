"""A field's note: shown on demand, saved as it is typed, taken back with one undo."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.support import Builder
from tests.support.accessibility import assert_accessible_in_every_look

IMAGE = "spec.containers[0].image"


def test_a_note_is_typed_and_taken_back(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    sign = page.get_by_role("link", name="Note on Image")
    sign.click()
    box = builder.control(f"comment:{IMAGE}")
    expect(box).to_be_focused()
    assert_accessible_in_every_look(page)
    page.keyboard.type("pinned")
    builder.is_saved()
    expect(builder.line("# pinned")).to_have_count(1)
    expect(sign).to_have_class(re.compile("note--kept"))
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(sign).to_be_focused()
    page.locator("#undo").click()
    expect(builder.line("# pinned")).to_have_count(0)


def test_a_pairs_note_from_its_documentation(page: Page) -> None:
    builder = Builder(page)
    builder.control("metadata.labels#0.value").press("F1")
    page.get_by_role("link", name="Note", exact=True).click()
    expect(builder.control("comment:metadata.labels[app]")).to_have_value("what the Service selects")

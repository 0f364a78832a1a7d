"""The chooser for devices in a browser: the preview follows what is typed, and other vendors bring other controls."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.support import Builder
from tests.support.accessibility import assert_accessible_in_every_look


def test_the_preview_follows_and_is_applied(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    page.get_by_role("link", name="Choose a GPU or other device…").click()
    added = page.locator("#preview .l--add")
    expect(added.filter(has_text="nvidia.com/gpu: 1")).to_have_count(2)
    page.get_by_label("How many").fill("0.5")
    expect(page.locator("#f-count-says")).to_have_text(re.compile("a whole number"))
    page.get_by_label("How many").fill("4")
    expect(added.filter(has_text="nvidia.com/gpu: 4")).to_have_count(2)
    page.get_by_label("Tolerate the taint").press("Space")
    expect(added.filter(has_text="tolerations")).to_have_count(0)
    page.get_by_label("Device", exact=True).focus()
    page.get_by_label("Device", exact=True).select_option("tpu")
    expect(page.get_by_label("Topology")).to_be_visible()
    expect(page.get_by_label("Device", exact=True)).to_be_focused()
    assert_accessible_in_every_look(page)
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("Asks for 4 × Google TPU.")).to_be_visible()
    expect(builder.line("google.com/tpu: 4")).to_have_count(2)

"""The course page's pods, built in a real browser by labels and keyboard, with the preview following each keystroke."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from tests.browser.support import SAVED
from tests.support.main_job import COURSE, Group, Hand


class BrowserHand:
    """Types like a person: a control is found by its label, its text replaced by keystrokes."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def start(self) -> None:
        self.page.goto("/")
        self.page.get_by_role("button", name="Blank pod").press("Enter")
        expect(self.page.get_by_role("heading", name="Metadata", level=1)).to_be_visible()

    def step(self, title: str) -> None:
        link = self.page.locator("#outline a").filter(has=self.page.get_by_text(title, exact=True))
        link.press("Enter")
        expect(self.page.locator("#step h1")).to_have_text(title)

    def group(self, *within: Group) -> Locator:
        at = self.page.locator("#step")
        for name in within:
            if isinstance(name, int):
                at = at.get_by_role("listitem").nth(name)
            else:
                region = at.get_by_role("region", name=name, exact=True)
                fold = at.locator("details").filter(has=self.page.get_by_role("heading", name=name, exact=True))
                at = region.or_(at.get_by_role("group", name=name, exact=True)).or_(fold).first
        return at

    def fill(self, label: str, text: str, *within: Group) -> None:
        area = self.group(*within)
        if area.evaluate("e => e.localName === 'details' && !e.open"):
            area.locator("summary").first.press("Enter")
        control = area.get_by_label(label, exact=True)
        if control.evaluate("e => e.localName") == "select":
            with self.page.expect_response("**/preview/**"):
                control.select_option(label=text)
        else:
            control.focus()
            control.press("ControlOrMeta+a")
            with self.page.expect_response("**/preview/**"):
                self.page.keyboard.type(text)
        expect(self.page.locator(SAVED)).to_have_text("Saved")

    def press(self, name: str, *within: Group) -> None:
        area = self.group(*within) if within else self.page
        button = area.get_by_role("button", name=name, exact=True)
        with self.page.expect_response("**/preview/**"):
            button.first.press("Enter")
        expect(self.page.locator(SAVED)).to_have_text("Saved")

    def download(self) -> str:
        self.step("Review and export")
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Download").first.press("Enter")
        return Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COURSE)
def test_a_course_pod_is_built_by_labels_and_keyboard(page: Page, name: str) -> None:
    build: Callable[[Hand], None]
    wanted: dict[str, Any]
    build, wanted = COURSE[name]
    hand = BrowserHand(page)
    build(hand)
    assert (
        yaml.safe_load(
            page.locator("#yaml").evaluate("""pre => [...pre.querySelectorAll(".l")].map(
        line => [...line.childNodes].filter(n => !n.matches?.(".l__n")).map(n => n.textContent).join("")).join("")""")
        )
        == wanted
    )
    assert yaml.safe_load(hand.download()) == wanted

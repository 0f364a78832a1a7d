"""The diagram in a browser: beside the YAML, by keyboard, in every look, its words within their boxes."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.support import Builder, begin_draft
from tests.builder.diagram.pods import crowded
from tests.support.accessibility import assert_accessible_in_every_look

IMAGE = "spec.containers[0].image"
# Words wider than their box, and letters smaller than 11 pixels, of the pictures that are shown.
MISFITS = """() => [...document.querySelectorAll(".diagram__picture")].flatMap(svg => {
    if (!svg.checkVisibility()) return [];
    const size = 12 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const small = size < 11 ? [`${svg.classList} has letters of ${size} px`] : [];
    return small.concat([...svg.querySelectorAll(".diagram__box")].flatMap(box => {
        const { left, right } = box.querySelector("rect").getBoundingClientRect();
        const texts = [...box.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
        return texts.filter(([, at]) => at.left < left || at.right > right).map(([words]) => words);
    }));
})"""


def test_opened_by_keyboard_it_follows_what_is_typed(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    expect(page.locator("#diagram")).to_be_hidden()
    page.locator("#diagram-link").press("Enter")
    box = page.locator("#diagram .diagram__box--app")
    expect(box).to_be_visible()
    expect(page.locator("#diagram-link")).to_be_focused()
    builder.fill(IMAGE, "caddy:2")
    expect(box.locator("text").filter(has_text="caddy:2")).to_have_count(1)
    page.locator("#diagram-link").press("Enter")
    expect(page.locator("#diagram")).to_be_hidden()
    builder.open("metadata")
    expect(page.locator("#diagram svg")).to_have_count(0)


def test_its_page_in_every_look(page: Page) -> None:
    pod = json.dumps({"apiVersion": "v1", "kind": "Pod", **crowded(10)})
    draft = begin_draft(page, pod)
    page.goto(f"/drafts/{draft.key}/diagram/")
    assert_accessible_in_every_look(page)
    assert page.evaluate(MISFITS) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate(MISFITS) == []
    first = page.locator(".diagram__picture--narrow .diagram__box").first
    page.get_by_role("link", name="Download").focus()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/edit/init-containers/0/$"))

"""A field's documentation, below its control on demand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import Builder
from tests.builder.support import POD
from tests.support.accessibility import assert_accessible_in_every_look

IMAGE = "spec.containers[0].image"


def test_with_a_pointer(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    sign = page.get_by_role("link", name="About Pull policy")
    sign.click()
    box = page.get_by_role("region", name="About Pull policy")
    expect(box).to_contain_text("Uses only what the node already has.")
    expect(box).to_be_focused()
    expect(sign).to_have_attribute("aria-expanded", "true")
    assert_accessible_in_every_look(page)
    # A keystroke leaves it alone.
    builder.fill(IMAGE, "nginx:1.28")
    expect(box).to_be_visible()
    sign.click()
    expect(box).to_have_count(0)
    expect(sign).to_have_attribute("aria-expanded", "false")


OUT_OF_SIGHT = """() => [...document.querySelectorAll("#step :is(.help, .note)")].filter((link) => {
    const { width, height, right } = link.getBoundingClientRect();
    const head = link.parentElement.getBoundingClientRect();
    const shown = link.checkVisibility() && !link.closest(".visually-hidden");
    return shown && (width < 24 || height < 24 || right > head.right + 1 || !link.title);
}).map((link) => link.outerHTML)"""


@pytest.mark.parametrize("width", [360, 768, 1440, 1920])
def test_the_names_in_the_api_are_to_be_read_at_every_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    probe = "    readinessProbe: {httpGet: {port: 80}, initialDelaySeconds: 5}\n"
    Builder(page, POD + probe, step="containers/0")
    for name in ("containerPort", "imagePullPolicy", "initialDelaySeconds", "terminationGracePeriodSeconds", "httpGet"):
        expect(page.locator("#step .help").get_by_text(name, exact=True).first).to_be_visible()
    assert page.evaluate(OUT_OF_SIGHT) == []


def test_with_the_keyboard(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    builder.control(IMAGE).press("F1")
    box = page.get_by_role("region", name="About Image")
    expect(box).to_contain_text("Container image name")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(builder.control(IMAGE)).to_be_focused()


def test_a_list_and_a_pair_have_it_too(page: Page) -> None:
    builder = Builder(page)
    page.get_by_role("link", name="About Labels").click()
    expect(page.get_by_role("region", name="About Labels")).to_contain_text("map of text")
    builder.control("metadata.labels#0.value").press("F1")
    expect(page.get_by_role("region", name="About metadata.labels[app]")).to_contain_text("metadata.labels[app]")

"""Where the system chooses the colours, nothing is told by a background or a colour alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.support import Builder
from tests.builder.support import POD

IMAGE = "spec.containers[0].image"


@pytest.fixture
def builder(new_context: Callable[..., BrowserContext]) -> Builder:
    page = new_context(forced_colors="active").new_page()
    return Builder(page, POD.replace("name: web\n    image", "name: Web_\n    image"), step="containers/0")


def style(one: Locator, *names: str) -> list[str]:
    found: list[str] = one.evaluate("(one, names) => names.map((name) => getComputedStyle(one)[name])", list(names))
    return found


def test_the_step_that_is_open(builder: Builder) -> None:
    here = builder.page.locator("#outline [aria-current=step]")
    other = builder.outline("Volumes")
    assert style(here, "outlineStyle", "outlineWidth") == ["solid", "2px"]
    assert style(other, "outlineStyle") == ["none"]


def test_the_control_with_an_error(builder: Builder) -> None:
    wrong = builder.control("spec.containers[0].name")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    assert style(wrong, "borderLeftWidth") == ["5px"]
    assert style(builder.control(IMAGE), "borderLeftWidth") == ["1px"]


def test_the_lines_of_the_step_and_of_the_control(builder: Builder) -> None:
    builder.control(IMAGE).focus()
    page: Page = builder.page
    widths = {
        "other": page.locator("#yaml .l").first,
        "step": page.locator("#yaml .l--step:not(.l--focus)").first,
        "focus": page.locator("#yaml .l--focus"),
    }
    assert {name: style(line, "borderLeftWidth")[0] for name, line in widths.items()} == {
        "other": "0px",
        "step": "3px",
        "focus": "6px",
    }


def test_what_is_chosen_in_a_list(builder: Builder) -> None:
    page = builder.page
    page.locator("#find").press_sequentially("port")
    expect(page.locator("#found [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#found [role=option][aria-selected=true]")
    assert style(chosen, "outlineStyle", "outlineWidth") == ["solid", "2px"]

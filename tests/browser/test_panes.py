"""The sizes of the panes: by keyboard and mouse, kept over pages, and never so that something has no room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from podbuilder.kube.starters import starters
from tests.browser.support import Builder
from tests.support.accessibility import assert_accessible_in_every_look

ML = starters.find("ml-model-serving")
assert ML is not None
# Each boundary: the pane that it sizes, the keys that make this larger and smaller, and where a drag pulls it.
BOUNDARIES = {
    "Width of the outline": (".outline-pane", "width", "ArrowRight", "ArrowLeft", (40, 0)),
    "Width of the YAML": (".side-pane", "width", "ArrowLeft", "ArrowRight", (-40, 0)),
    "Height of the YAML": ("section.yaml", "height", "ArrowDown", "ArrowUp", (0, 40)),
}


def boundary(page: Page, name: str) -> Locator:
    return page.get_by_role("separator", name=name)


def size(page: Page, name: str) -> int:
    pane, side, *_ = BOUNDARIES[name]
    return round(page.locator(pane).evaluate("(pane, side) => pane.getBoundingClientRect()[side]", side))


def says(page: Page, name: str, attribute: str) -> int:
    return int(boundary(page, name).get_attribute(f"aria-{attribute}") or "")


@pytest.mark.parametrize("name", BOUNDARIES)
def test_a_boundary_is_moved_with_the_keyboard(page: Page, name: str) -> None:
    builder = Builder(page)
    _, _, larger, smaller, _ = BOUNDARIES[name]
    handle, before = boundary(page, name), size(page, name)
    assert says(page, name, "valuenow") == before
    # From the least size there is room in one direction at least, whatever the page has given it.
    handle.press("Home")
    least = size(page, name)
    assert least == says(page, name, "valuemin") <= before
    handle.press(larger)
    assert size(page, name) == least + 16 == says(page, name, "valuenow")
    handle.press(f"Shift+{larger}")
    handle.press(smaller)
    assert size(page, name) == least + 64
    builder.open("volumes")
    assert size(page, name) == least + 64
    handle.press("End")
    assert size(page, name) == says(page, name, "valuemax")
    handle.press("Enter")
    assert size(page, name) == before
    page.reload()
    assert size(page, name) == before


@pytest.mark.parametrize("name", BOUNDARIES)
def test_a_boundary_is_dragged_and_a_double_click_resets_it(page: Page, name: str) -> None:
    Builder(page)
    handle, before = boundary(page, name), size(page, name)
    handle.press("Home")
    start, (right, down) = size(page, name), BOUNDARIES[name][4]
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down)
    page.mouse.up()
    assert size(page, name) == start + 40
    page.reload()
    assert size(page, name) == start + 40
    handle.dblclick()
    assert size(page, name) == before


def test_a_small_window_has_room_for_all_of_them(page: Page) -> None:
    Builder(page)
    for name in BOUNDARIES:
        boundary(page, name).press("End")
    page.set_viewport_size({"width": 920, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") == 920
    assert page.locator(".step-pane").evaluate("pane => pane.clientWidth") >= 300
    expect(page.locator("#problems .verdict__counts")).to_be_in_viewport()
    page.set_viewport_size({"width": 360, "height": 780})
    for name in BOUNDARIES:
        expect(boundary(page, name)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("height", [720, 900])
def test_the_diagram_leaves_room_for_the_yaml(page: Page, height: int) -> None:
    page.set_viewport_size({"width": 1280, "height": height})
    Builder(page, ML.manifest)
    page.locator("#diagram-link").click()
    expect(page.locator("#diagram svg").first).to_be_visible()
    assert page.locator("#yaml").evaluate("pane => pane.clientHeight") >= 12 * 20
    expect(page.locator("#problems .verdict__counts")).to_be_in_viewport()
    boundary(page, "Height of the YAML").press("End")
    expect(page.locator("#problems")).to_be_in_viewport()


def test_boundaries_are_accessible(page: Page) -> None:
    Builder(page)
    boundary(page, "Width of the outline").focus()
    assert_accessible_in_every_look(page)

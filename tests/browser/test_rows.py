"""Filling in rows quickly: what is pasted becomes rows, and Enter adds the next; but only where that is meant."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import Builder, wait_for_focus
from tests.browser.test_interactions import PASTE
from tests.builder.support import POD

ENV = "spec.containers[0].env"


def test_pasted_lines_become_variables_in_one_step_of_undo(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    before = builder.stored
    builder.press(f"add:{ENV}")
    with builder.reshaped():
        page.evaluate(PASTE, [builder.control(f"{ENV}[1].name").element_handle(), "A=1\n# b\nexport C='x y'\n"])
    assert builder.stored.endswith('    - name: A\n      value: "1"\n    - name: C\n      value: x y\n')
    wait_for_focus(page, f"add:{ENV}")
    builder.press("undo")
    assert builder.stored == before


@pytest.mark.parametrize(
    ("name", "text"), [(f"{ENV}[1].name", "A"), (f"{ENV}[0].name", "A=1"), (f"{ENV}[0].value", "A=1")]
)
def test_other_texts_are_pasted_as_they_are(page: Page, name: str, text: str) -> None:
    """A word, and lines into a box that has something in it or is for something else."""
    builder = Builder(page, step="containers/0")
    builder.press(f"add:{ENV}")
    assert page.evaluate(f"(at) => ({PASTE})(at) ?? true", [builder.control(name).element_handle(), text])
    expect(builder.button(f"add:{ENV}")).to_be_visible()
    assert page.locator('input[name="pasted"]').count() == 0


def test_enter_adds_the_next_label_after_one_that_is_filled_in(page: Page) -> None:
    builder = Builder(page)
    builder.press("add:metadata.labels")
    wait_for_focus(page, "metadata.labels#2.key")
    page.keyboard.type("team")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    builder.is_saved()
    expect(builder.control("metadata.labels#3.key")).to_have_count(0)
    page.keyboard.type("web")
    page.keyboard.press("Enter")
    wait_for_focus(page, "metadata.labels#3.key")
    assert "    team: web\n" in builder.stored


ARGS = "spec.containers[0].args"


def test_enter_in_an_argument_goes_on_to_the_next(page: Page) -> None:
    """A block of text by mistake is what nobody sees in time: `- |`."""
    builder = Builder(page, POD + '    args: ["--port=80"]\n', step="containers/0")
    builder.control(f"{ARGS}[0]").press("End")
    page.keyboard.press("Enter")
    wait_for_focus(page, f"{ARGS}[1]")
    # Nothing is added behind one that is empty.
    page.keyboard.press("Enter")
    page.keyboard.type("--quiet")
    page.keyboard.press("Shift+Tab")
    builder.control(f"{ARGS}[0]").press("Enter")
    wait_for_focus(page, f"{ARGS}[1]")
    builder.is_saved()
    expect(builder.control(f"{ARGS}[2]")).to_have_count(0)
    assert builder.stored.endswith('    args: ["--port=80", --quiet]\n')


def test_an_argument_of_several_lines_is_begun_with_shift(page: Page) -> None:
    builder = Builder(page, POD + "    args:\n    - first\n", step="containers/0")
    builder.control(f"{ARGS}[0]").press("End")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second")
    page.keyboard.press("Enter")
    page.keyboard.type("third")
    builder.is_saved()
    assert builder.stored.endswith("    args:\n    - |-\n      first\n      second\n      third\n")
    expect(builder.control(f"{ARGS}[1]")).to_have_count(0)


def test_enter_behind_the_value_of_a_variable_adds_the_next(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    builder.control(f"{ENV}[0].value").press("Enter")
    wait_for_focus(page, f"{ENV}[1].name")
    assert builder.stored == POD


@pytest.mark.parametrize(("width", "is_line"), [(1440, True), (1100, False)])
def test_a_variable_is_one_line_where_there_is_room(page: Page, width: int, is_line: bool) -> None:
    """Its name, its source, its value and its buttons stand side by side, at the usual width of a screen, too."""
    page.set_viewport_size({"width": width, "height": 900})
    builder = Builder(page, step="containers/0")
    row = page.locator(f'li[data-path="{ENV}[0]"]')
    parts = [row.locator(f'[name="{ENV}[0].{name}"]') for name in ("name", "valueFrom:source", "value")]
    tops = []
    for one in (*parts, row.locator("button").first):
        box = one.bounding_box()
        assert box is not None
        tops.append(box["y"] + box["height"] / 2)
    assert (max(tops) - min(tops) < 8) is is_line
    assert page.locator("#step").evaluate("step => step.scrollWidth <= step.clientWidth")
    assert builder.stored == POD

"""Pods at their limits: what a page shows only a part of is never lost, and the parts are easy to walk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from podbuilder.kube.core.limits import SHOWN_CHARACTERS, SHOWN_LINES
from tests.browser.editor import Editor
from tests.browser.support import Builder, wait_for
from tests.builder.support import POD
from tests.support.accessibility import assert_accessible_in_every_look
from tests.support.large_texts import TEXTS
from tests.support.watch import Watch

NAME = "metadata.name"
LONG = f"{POD}# {'x' * SHOWN_CHARACTERS}\n"


def test_what_was_typed_beside_a_part_of_the_text_is_a_file(page: Page, watch: Watch) -> None:
    watch.expect("404")
    builder = Builder(page, LONG)
    page.context.clear_cookies(name="visitor")
    builder.control(NAME).fill("typed")
    builder.control("metadata.labels#1.value").fill("typed, too")
    notice = page.get_by_role("alert").filter(has_text="Not saved")
    expect(notice).to_contain_text("This page has only part of this long manifest")
    expect(notice.get_by_role("button", name="Keep it as a new draft")).to_have_count(0)
    with page.expect_download() as download:
        notice.get_by_role("button", name="Download the changed fields").click()
    assert Path(download.value.path()).read_text() == (
        "metadata.name: typed\nmetadata.labels#1.key: tier\nmetadata.labels#1.value: typed, too\n"
    )


def test_the_editor_s_text_is_whole_and_kept_as_a_whole(page: Page, watch: Watch) -> None:
    """Although the pane behind it has only a part."""
    watch.expect("404")
    builder = Builder(page)
    Editor(builder)
    page.evaluate("lines => ace.edit('editor').session.insert({row: 0, column: 0}, lines)", "# line\n" * SHOWN_LINES)
    builder.is_saved()
    page.context.clear_cookies(name="visitor")
    page.keyboard.press("Control+End")
    page.keyboard.type("# typed")
    notice = page.get_by_role("alert").filter(has_text="Not saved")
    with page.expect_download() as download:
        notice.get_by_role("button", name="Download it").click()
    text = Path(download.value.path()).read_text()
    assert text.startswith("# line\n" * SHOWN_LINES)
    assert text.endswith("# typed")


def test_a_field_is_changed_while_the_editor_has_more_than_the_pane(page: Page) -> None:
    builder, editor = opened_with_long_text(page)
    builder.type(NAME, "-2")
    # The editor fetches the whole text.
    editor.wait_for("name: web-2\n")
    editor.go("name: web-2")
    editor.type("3")
    builder.is_saved()
    assert "\n  name: web-23\n" in builder.stored


def test_what_is_typed_while_the_whole_text_is_fetched_is_kept(page: Page) -> None:
    builder, editor = opened_with_long_text(page)
    fetches: list[Route] = []
    page.route("**/download.yaml?inline", lambda route: fetches.append(route))
    builder.type(NAME, "-2")
    wait_for(page, fetches)
    editor.go("nginx:1.27")
    editor.type("-x")
    expect(builder.saved).to_have_attribute("data-pending", "")
    for fetch in fetches:
        fetch.continue_()
    builder.is_saved()
    assert "\n  name: web-2\n" in builder.stored
    assert "nginx:1.27-x" in builder.stored
    editor.wait_for("name: web-2\n")
    assert editor.text == builder.stored


def opened_with_long_text(page: Page) -> tuple[Builder, Editor]:
    """An open editor that has more lines than the pane shows, its form up to date."""
    builder = Builder(page)
    editor = Editor(builder)
    page.evaluate("lines => ace.edit('editor').session.insert({row: 0, column: 0}, lines)", "# line\n" * SHOWN_LINES)
    expect(page.locator("#yaml[data-cut]")).to_have_count(1)
    expect(page.locator("#step-form")).not_to_have_attribute("inert", "")
    editor.go("  name: web")
    return builder, editor


@pytest.mark.parametrize(
    ("kind", "count", "step", "where"),
    [
        ("equal lines", SHOWN_LINES + 50, "metadata", f"?line={SHOWN_LINES + 1}"),
        ("ports", 102, "containers/0", "?at=spec.containers[0].ports[101]"),
    ],
)
def test_the_parts_look_right(page: Page, kind: str, count: int, step: str, where: str) -> None:
    Builder(page, TEXTS[kind].make(count), step)
    page.goto(page.url + where)
    expect(page.locator("#yaml")).to_have_attribute("aria-label", "The manifest as YAML")
    assert_accessible_in_every_look(page)

"""Undo and redo, by buttons and by keys."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.support import POD, Builder, focused

NAME = "metadata.name"


def test_undo_and_redo_over_several_steps(page: Page) -> None:
    builder = Builder(page)
    undo, redo = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Redo")
    expect(undo).to_be_disabled()
    builder.fill(NAME, "site")
    expect(undo).to_be_enabled()
    builder.press("add:metadata.labels")
    builder.type("metadata.labels#2.key", "team")
    builder.open("containers/0")
    builder.fill("spec.containers[0].image", "caddy:2")
    done = builder.stored
    for left in (2, 1, 0):
        builder.press("undo")
        expect(undo).to_be_enabled(enabled=left > 0)
    expect(builder.control("spec.containers[0].image")).to_have_value("nginx:1.27")
    assert builder.stored == builder.yaml == POD
    for left in (2, 1, 0):
        builder.press("redo")
        expect(redo).to_be_enabled(enabled=left > 0)
    expect(builder.control("spec.containers[0].image")).to_have_value("caddy:2")
    assert builder.stored == builder.yaml == done


def test_keys_undo_and_redo_outside_text_boxes(page: Page) -> None:
    builder = Builder(page)
    builder.fill(NAME, "site")
    page.locator("#step h1").click()
    page.keyboard.press("ControlOrMeta+z")
    expect(builder.control(NAME)).to_have_value("web")
    assert builder.stored == POD
    page.keyboard.press("ControlOrMeta+Shift+Z")
    expect(builder.control(NAME)).to_have_value("site")
    expect(builder.line("name: site")).to_be_visible()


def test_inside_a_text_box_the_key_is_the_browsers(page: Page) -> None:
    builder = Builder(page)
    builder.control(NAME).press("End")
    page.keyboard.type("site")
    builder.is_saved()
    page.keyboard.press("ControlOrMeta+z")
    expect(builder.control(NAME)).not_to_have_value("website")
    expect(builder.line("name: website")).to_have_count(0)
    builder.is_saved()
    assert focused(page) == NAME
    assert f"name: {builder.control(NAME).input_value()}\n" in builder.stored
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()


def test_typing_right_before_undo_is_not_lost_but_undone(page: Page) -> None:
    builder = Builder(page)
    builder.control(NAME).fill("quick")
    builder.press("undo")
    expect(builder.control(NAME)).to_have_value("web")
    builder.press("redo")
    expect(builder.control(NAME)).to_have_value("quick")


def test_a_container_whose_adding_is_undone_is_left(page: Page) -> None:
    builder = Builder(page)
    builder.button("add:spec.containers").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("container")
    page.locator("#undo").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Metadata")
    expect(builder.outline("container")).to_have_count(0)
    page.locator("#redo").press("Enter")
    expect(builder.outline("container")).to_have_count(1)

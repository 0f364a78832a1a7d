"""After an action one line says what changed: always in the same place, with Undo, and nothing else moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import Builder, wait_for_focus

APP = "spec.containers[0]"
ENV = "".join(f"    - name: VALUE_{number}\n      value: x\n" for number in range(60))
POD = f"""\
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx:latest
    env:
{ENV}\
  - name: logs
    image: fluent/fluent-bit:3.1
"""
SIZES = {"wide": (1440, 900), "phone": (390, 780)}


def scrolled(page: Page) -> float:
    return float(page.evaluate("document.querySelector('.step-pane').scrollTop + scrollY"))


@pytest.mark.parametrize("size", SIZES)
def test_a_fix_says_what_it_did_and_leaves_the_form_where_it_is(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    builder = Builder(page, POD, "containers/0")
    page.evaluate("() => { document.querySelector('.step-pane').scrollTop = 600; scrollTo(0, 600); }")
    before = scrolled(page)
    with builder.reshaped():
        page.locator("#problems button[value^='fix:']").first.evaluate(
            "button => { button.focus({ preventScroll: true }); button.click(); }"
        )
    said = page.locator("#last-change [data-text]")
    expect(said).to_contain_text("Container web: ")
    expect(page.locator("#live")).to_have_text(said.inner_text())
    assert len(said.inner_text()) <= 200
    assert abs(scrolled(page) - before) < 1
    foot = "line => line.getBoundingClientRect().bottom"
    stood = page.locator("#last-change .notice").evaluate(foot)
    changed = builder.yaml
    page.locator("#last-change").get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Undone: container web: ")
    assert builder.yaml == builder.stored == POD
    assert page.locator("#last-change .notice").evaluate(foot) == stood
    page.locator("#last-change").get_by_role("button", name="Redo").click()
    expect(said).to_contain_text("Redone: ")
    assert builder.yaml == builder.stored == changed
    assert abs(scrolled(page) - before) < 1


def test_the_changed_lines_come_into_sight_and_are_marked(page: Page) -> None:
    builder = Builder(page, POD, "containers/0")
    builder.press(f"copy:{APP}.env[59]")
    marked = page.locator("#yaml .l--new")
    expect(marked).to_have_count(2)
    expect(marked.first).to_be_in_viewport()
    builder.press(f"remove:{APP}.env[0]")
    expect(page.locator("#yaml .l").filter(has_text="VALUE_1").first).to_be_in_viewport()


def test_on_another_step_it_is_said_as_well(page: Page) -> None:
    builder = Builder(page, POD, "containers/1")
    builder.button("remove:spec.containers[1]").first.click()
    expect(page.locator("#step h1")).to_have_text("web")
    said = page.locator("#last-change [data-text]")
    expect(said).to_have_text("Container logs removed.")
    expect(page.locator("#live")).to_have_text("Container logs removed.")
    page.locator("#last-change").get_by_role("button", name="Undo").click()
    expect(builder.outline("logs")).to_have_count(1)
    builder.fill(f"{APP}.image", "nginx:1.27")
    expect(said).to_have_count(0)


def test_the_pane_goes_to_the_lines_of_the_step_that_is_opened(page: Page) -> None:
    builder = Builder(page, POD, "metadata")
    builder.outline("logs").click()
    expect(page.locator("#step h1")).to_have_text("logs")
    expect(builder.line("name: logs")).to_be_in_viewport()
    marked = page.locator("#yaml .l--step")
    expect(marked).to_have_count(2)
    expect(marked.first).to_contain_text("name: logs")


# What is pressed in which step, and what has the focus then.
FOCUS = {
    "a step of the outline": ("metadata", "#outline a:has-text('Volumes')", "Volumes"),
    "the next step": ("metadata", "a[rel=next]", "web"),
    "a new container": ("metadata", "button[value='add:spec.containers']", "spec.containers[2].image"),
    "a container removed": ("containers/1", "button[value='remove:spec.containers[1]']", "web"),
    "the first container removed": ("containers/0", "button[value='remove:spec.containers[0]']", "logs"),
    "a row removed from the midst": ("containers/0", f"button[value='remove:{APP}.env[3]']", f"{APP}.env[3].name"),
    "the last row removed": ("containers/0", f"button[value='remove:{APP}.env[59]']", f"{APP}.env[58].name"),
    "a row added": ("containers/0", f"button[value='add:{APP}.ports']", f"{APP}.ports[0].containerPort"),
    "the only label removed": ("metadata", "button[value='remove:metadata.labels#0']", "add:metadata.labels"),
    "undo": ("metadata", "#undo", "redo"),
}


@pytest.mark.parametrize("act", FOCUS)
def test_where_the_focus_goes(page: Page, act: str) -> None:
    step, pressed, expected = FOCUS[act]
    builder = Builder(page, POD, step)
    if act == "undo":
        builder.fill("metadata.name", "site")
    page.locator(pressed).first.focus()
    page.locator(pressed).first.press("Enter")
    wait_for_focus(page, expected)
    heading = page.locator("#step h1").inner_text()
    assert page.title().startswith(f"{heading} · ")


def test_a_blank_pod_begins_with_its_name(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Blank pod").press("Enter")
    expect(page.locator("[name='metadata.name']")).to_be_focused()

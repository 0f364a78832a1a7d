"""The course in a browser: a lesson, the builder beside the task, goals that are ticked while one types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from podbuilder.builder.models import Draft
from tests.browser.editor import Editor
from tests.browser.support import Builder
from tests.browser.test_library import sign_in
from tests.browser.test_names_and_targets import faults
from tests.library.support import person
from tests.support.accessibility import assert_accessible_in_every_look

LIMITS = "spec.containers[0].resources.limits"
LESSON = "/courses/pods/what-a-pod-is/"


def begin(page: Page, task: str) -> None:
    """Begin a task of the lesson that the page shows."""
    page.get_by_role("button", name=f": {task}").first.press("Enter")
    page.wait_for_url("**/edit/**")


def test_a_task_is_ticked_as_it_is_done(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Courses").click()
    page.get_by_role("link", name="Pods", exact=True).click()
    expect(page.locator(".course__progress")).to_contain_text("0 of 21 tasks done")
    page.get_by_role("link", name="Requests and limits").click()
    begin(page, "The last to go")
    draft = page.url.partition("/edit/")[0]
    expect(page.locator("#task .pill")).to_have_text("1 of 2")
    page.goto(f"{draft}/edit/containers/0/")
    limits = "spec.containers[0].resources.limits"
    page.locator(f'[name="{limits}[cpu]"]').fill("100m")
    page.locator(f'[name="{limits}[memory]"]').fill("128Mi")
    expect(page.locator("#task .pill")).to_have_text("done")
    expect(page.locator("#live")).to_contain_text("Task done: The last to go.")
    page.get_by_role("link", name="Go on with the lesson").click()
    expect(page.locator("#the-last-to-go .pill")).to_have_text("done")
    page.goto("/courses/pods/")
    expect(page.locator(".course__progress")).to_contain_text("1 of 21 tasks done")


def begin_requests(page: Page) -> str:
    """Begin the task that wants requests and limits, on its container's step; the draft's address."""
    page.goto("/courses/pods/")
    page.get_by_role("link", name="Requests and limits").click()
    begin(page, "The last to go")
    draft = page.url.partition("/edit/")[0]
    page.goto(f"{draft}/edit/containers/0/")
    return draft


def test_the_box_stays_as_its_reader_left_it(page: Page) -> None:
    draft = begin_requests(page)
    pill, box = page.locator("#task .pill"), page.locator("#task-details")
    expect(box).to_have_attribute("open", "")
    page.locator("#task-hint summary").click()
    page.locator(f'[name="{LIMITS}[cpu]"]').fill("100m")
    page.locator(f'[name="{LIMITS}[memory]"]').fill("128Mi")
    expect(pill).to_have_text("done")
    expect(page.locator("#task-hint")).to_have_attribute("open", "")
    box.locator("summary").first.press("Enter")
    expect(box).not_to_have_attribute("open", "")
    page.locator(f'[name="{LIMITS}[memory]"]').fill("")
    expect(pill).to_have_text("1 of 2")
    expect(box).not_to_have_attribute("open", "")
    page.goto(f"{draft}/edit/metadata/")
    expect(pill).to_have_text("1 of 2")
    expect(box).not_to_have_attribute("open", "")
    box.locator("summary").first.press("Enter")
    page.goto(f"{draft}/edit/containers/0/")
    expect(box).to_have_attribute("open", "")


def test_the_box_follows_a_button_and_the_editor(page: Page) -> None:
    draft = begin_requests(page)
    pill = page.locator("#task .pill")
    page.locator(f'[name="{LIMITS}[cpu]"]').fill("100m")
    page.locator(f'[name="{LIMITS}[memory]"]').fill("128Mi")
    expect(pill).to_have_text("done")
    page.get_by_role("button", name="Undo").first.click()
    expect(pill).to_have_text("1 of 2")
    editor = Editor(Builder(page, step="containers/0", draft=Draft.objects.get(key=draft.rpartition("/")[2])))
    editor.replace("256", "128")
    expect(pill).to_have_text("done")


@pytest.mark.parametrize("path", ["/courses/", "/courses/pods/", LESSON, "/library/courses/new/"])
def test_each_page_is_accessible_and_fits_a_phone(page: Page, path: str) -> None:
    sign_in(page, person("teacher"))
    page.goto(path)
    assert faults(page) == []
    assert_accessible_in_every_look(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_box_is_accessible_and_fits_a_phone(page: Page) -> None:
    page.goto(LESSON)
    begin(page, "Your first pod")
    assert faults(page) == []
    assert_accessible_in_every_look(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_works_without_scripts(new_context: Callable[..., BrowserContext]) -> None:
    plain = new_context(java_script_enabled=False).new_page()
    plain.goto(LESSON)
    begin(plain, "Your first pod")
    plain.locator('[name="metadata.name"]').fill("nginx-pod")
    plain.get_by_role("button", name="Save", exact=True).first.click()
    expect(plain.locator("#task .pill")).to_have_text("1 of 6")
    plain.get_by_role("link", name="Back to the lesson").click()
    plain.get_by_role("button", name="Go on with it").click()
    expect(plain.locator("#task .pill")).to_have_text("1 of 6")


def test_a_draft_without_a_task_has_no_box(page: Page) -> None:
    Builder(page)
    expect(page.locator("#task")).to_have_count(0)

"""From a complaint or a line of the YAML to the control that it is about."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.support import SAVED, Builder, focused, wait_for_focus

FOLDED = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    example.com/owner: alice
spec:
  containers:
  - name: web
    image: nginx:1.27
    ports:
    - containerPort: 80
      name: Not_A_Name
    workingDir: /srv
    command: [run, it]
  volumes:
  - name: data
    emptyDir:
      sizeLimit: many
"""


def at(builder: Builder) -> str:
    """The step that the page shows."""
    found = re.search(r"/edit/(.+?)/(?:#|$)", builder.page.url)
    return found[1] if found else ""


def test_a_click_on_a_line_focuses_its_control(page: Page) -> None:
    builder = Builder(page, FOLDED, "containers/0")
    builder.line("image: nginx").click()
    assert focused(page) == "spec.containers[0].image"
    builder.line("containerPort: 80").locator("a").click()
    assert focused(page) == "spec.containers[0].ports[0].containerPort"
    page.locator("details").filter(has=page.get_by_role("heading", name="Command")).evaluate("e => { e.open = false; }")
    builder.line("workingDir: /srv").click()
    assert focused(page) == "spec.containers[0].workingDir"
    expect(builder.control("spec.containers[0].workingDir")).to_be_visible()
    expect(page.locator("#yaml .l--focus")).to_contain_text("workingDir")
    builder.line("command: [run, it]").click()
    assert focused(page) == "spec.containers[0].command[0]"


def test_a_click_on_a_line_of_another_step_goes_there(page: Page) -> None:
    builder = Builder(page, FOLDED, "containers/0")
    builder.line("sizeLimit: many").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Volumes")
    expect(builder.control("spec.volumes[0].emptyDir.sizeLimit")).to_be_focused()
    builder.line("example.com/owner").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Metadata")
    expect(page.locator('#step [name^="metadata.annotations#0."]:focus')).to_be_visible()


def test_a_new_label_is_reached_from_its_line(page: Page) -> None:
    builder = Builder(page, FOLDED)
    builder.press("add:metadata.labels")
    builder.type("metadata.labels#0.key", "team")
    builder.control("metadata.name").focus()
    builder.line("team:").click()
    assert focused(page) == "metadata.labels#0.key"


def test_marking_text_in_the_yaml_goes_nowhere(page: Page) -> None:
    builder = Builder(page, FOLDED, "containers/0")
    builder.line("image: nginx").dblclick(position={"x": 120, "y": 8})
    assert page.evaluate("getSelection().toString()") != ""


def test_go_focuses_the_control_of_a_problem(page: Page) -> None:
    builder = Builder(page, FOLDED, "containers/0")
    port = "spec.containers[0].ports[0].name"
    builder.problem(port).get_by_role("link").click()
    assert (focused(page), at(builder)) == (port, "containers/0")
    size = "spec.volumes[0].emptyDir.sizeLimit"
    builder.problem(size).get_by_role("link").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Volumes")
    expect(builder.control(size)).to_be_focused()
    builder.problem(port).get_by_role("link").click()
    expect(builder.control(port)).to_be_focused()


def test_go_opens_the_fold_that_hides_a_control(page: Page) -> None:
    Builder(page, FOLDED.replace("alice", "alice\n    'not a key!': x"))
    fold = page.locator("details").filter(has=page.get_by_role("heading", name="Annotations"))
    fold.evaluate("e => { e.open = false; }")
    page.locator("#problems").get_by_role("link", name=re.compile("metadata.annotations")).first.click()
    expect(fold).to_have_js_property("open", True)
    assert focused(page).startswith("metadata.annotations") or page.evaluate(
        "document.activeElement.closest('details') !== null"
    )


def test_go_works_after_rows_have_moved(page: Page) -> None:
    two = FOLDED.replace("      name: Not_A_Name\n", "      name: Not_A_Name\n    - containerPort: 81\n")
    builder = Builder(page, two, "containers/0")
    builder.press("down:spec.containers[0].ports[0]")
    port = "spec.containers[0].ports[1].name"
    builder.problem(port).get_by_role("link").click()
    assert focused(page) == port
    expect(builder.control(port)).to_have_value("Not_A_Name")


def test_on_a_phone_the_sheet_closes_and_the_control_is_shown(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    builder = Builder(page, FOLDED, "containers/0")
    expect(page.locator("#yaml")).not_to_be_visible()
    page.locator(".side-pane > summary").click()
    builder.line("image: nginx").click()
    expect(page.locator("#yaml")).not_to_be_visible()
    expect(builder.control("spec.containers[0].image")).to_be_focused()
    expect(builder.control("spec.containers[0].image")).to_be_in_viewport()


def test_what_is_typed_replaces_the_name_of_a_blank_pod(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Blank pod").press("Enter")
    wait_for_focus(page, "metadata.name")
    page.keyboard.type("own")
    expect(page.locator(SAVED)).to_have_text("Saved")
    expect(page.locator('[name="metadata.name"]')).to_have_value("own")
    # Whoever comes back to it has a name of their own, in which the caret stands.
    page.reload()
    wait_for_focus(page, "metadata.name")
    page.keyboard.press("End")
    page.keyboard.type("-2")
    expect(page.locator('[name="metadata.name"]')).to_have_value("own-2")

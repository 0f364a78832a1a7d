"""Pasted, told why, led to the field, mended, downloaded; with keys alone, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from podbuilder.builder.models import Draft
from tests.browser.support import Builder, focused
from tests.browser.test_names_and_targets import faults
from tests.support.accessibility import HEIGHT, NARROW, assert_accessible_in_every_look

LIMITED = """\
# The shop
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      limits:
        memory: 64Mi  # measured once
"""
DESCRIBE = """\
Name:             web
Namespace:        shop
Containers:
  web:
    Image:          nginx:1.27
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Restart Count:  7
    Limits:
      memory:  64Mi
    Environment:
      DB_PASSWORD:  hunter2-very-secret
Events:
  Type     Reason   Age                From     Message
  ----     ------   ----               ----     -------
  Warning  BackOff  9s (x4 over 2m)    kubelet  Back-off restarting failed container web in pod web_shop(1-2)
"""
# A cluster keeps no comments.
PRINTED = LIMITED.replace("# The shop\n", "").replace("  # measured once", "")
STATUS = """\
status:
  containerStatuses:
  - name: web
    lastState:
      terminated: {exitCode: 137, reason: OOMKilled}
"""
SAYS = "The container needs more memory than its limit."


def look(page: Page, text: str) -> None:
    page.get_by_label("Paste what kubectl says").fill(text)
    page.get_by_role("button", name="Find the cause").click()
    expect(page.locator("#paste-title")).to_be_visible()


def test_the_first_line_that_says_so_is_in_sight(page: Page) -> None:
    page.goto("/troubleshoot/")
    look(page, "nothing\n" * 200 + DESCRIBE)
    paste, line = page.locator(".pasted"), page.locator(".pasted__line--marked").first
    box, marked = paste.bounding_box(), line.bounding_box()
    assert box
    assert marked
    assert box["y"] < marked["y"] < box["y"] + box["height"]


def test_from_the_start_page_to_the_line_that_says_so(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Paste anything").fill(DESCRIBE)
    expect(page.locator(".bring__recognized")).to_contain_text("The Troubleshooter looks in it")
    page.get_by_role("button", name="Open it", exact=True).click()
    first = page.locator("#cause-1")
    expect(first).to_contain_text(SAYS)
    expect(page.locator(".pasted, .causes").filter(has_text="hunter2")).to_have_count(0)
    first.get_by_role("link", name="OOMKilled").click()
    expect(page.locator(".pasted__line:target")).to_contain_text("OOMKilled")
    expect(page.locator(".pasted__line:target")).to_be_in_viewport()
    page.locator(".pasted__sign").first.click()
    expect(page.locator(".cause:target")).to_contain_text(SAYS)
    assert Draft.objects.count() == 0
    page.get_by_role("link", name="About this cause").first.click()
    expect(page.get_by_role("heading", name="What mends it")).to_be_visible()


def test_about_a_draft_to_its_field(page: Page) -> None:
    builder = Builder(page, LIMITED, "review")
    page.get_by_role("link", name="It does not run?").click()
    look(page, DESCRIBE)
    page.locator("#cause-1").get_by_role("link", name="spec.containers[0].resources.limits[memory]").click()
    expect(builder.control("spec.containers[0].resources.limits[memory]")).to_be_focused()


def test_from_a_paste_to_the_file_that_mends_it(page: Page) -> None:
    builder = Builder(page, LIMITED, "review")
    page.goto(f"/drafts/{builder.draft.key}/troubleshoot/")
    look(page, DESCRIBE)
    page.get_by_role("button", name="Give it 128Mi of memory…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Give it 128Mi of memory")
    assert_accessible_in_every_look(page)
    assert faults(page) == []
    page.get_by_role("button", name="Leave it as it is").click()
    expect(page.locator("#cause-1")).to_contain_text(SAYS)
    page.get_by_role("button", name="Give it 128Mi of memory…").click()
    changes = page.get_by_role("region", name="What changes in the YAML")
    page.get_by_label("limits: memory").fill("much")
    expect(page.locator("#preview .message--error")).to_be_visible()
    page.get_by_label("limits: memory").fill("256Mi")
    expect(changes).to_contain_text("memory: 256Mi  # measured once")
    page.get_by_role("button", name="Apply").click()
    expect(builder.control("spec.containers[0].resources.limits[memory]")).to_have_value("256Mi")
    builder.open("review")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download web.yaml").click()
    assert Path(download.value.path()).read_text() == LIMITED.replace("64Mi", "256Mi")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#yaml")).to_contain_text("memory: 64Mi")


def test_the_whole_way_on_a_phone_without_scripts(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context(java_script_enabled=False, viewport={"width": NARROW, "height": HEIGHT})
    page = context.new_page()
    page.goto("/troubleshoot/")
    look(page, f"{PRINTED}{STATUS}")
    expect(page.locator("#cause-1")).to_contain_text(SAYS)
    page.get_by_role("button", name="Give it 128Mi of memory…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Give it 128Mi of memory")
    page.get_by_label("limits: memory").fill("256Mi")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("region", name="What changes in the YAML")).to_contain_text("memory: 256Mi")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/edit/**")
    assert Draft.objects.get().text == f"{PRINTED.replace('64Mi', '256Mi')}{STATUS}"


def test_with_keys_alone(page: Page) -> None:
    page.goto("/troubleshoot/")
    page.get_by_label("Paste what kubectl says").focus()
    page.keyboard.insert_text(DESCRIBE)
    for _ in range(2):
        page.keyboard.press("Tab")
    assert focused(page) == "Find the cause"
    page.keyboard.press("Enter")
    expect(page.locator("#cause-1")).to_contain_text(SAYS)
    page.locator("#cause-1 .cause__quotes a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pasted__line:target")).to_contain_text("OOMKilled")


def test_files_are_dropped_or_chosen(page: Page, tmp_path: Path) -> None:
    first, second = tmp_path / "describe.txt", tmp_path / "events.txt"
    first.write_text(DESCRIBE)
    second.write_text("0/3 nodes are available: 3 Insufficient cpu.\n")
    page.goto("/troubleshoot/")
    page.get_by_label("Or files").set_input_files([first, second])
    page.get_by_role("button", name="Find the cause").click()
    expect(page.locator(".cause")).to_have_count(2)


def test_a_paste_is_kept_only_on_request(page: Page) -> None:
    builder = Builder(page, LIMITED)
    page.goto(f"/drafts/{builder.draft.key}/troubleshoot/")
    look(page, DESCRIBE)
    page.get_by_role("button", name="Keep this paste with the draft").click()
    expect(page.get_by_text("The paste is kept with the draft, its credentials covered.")).to_be_visible()
    page.goto(f"/drafts/{builder.draft.key}/troubleshoot/")
    page.get_by_role("link", name="Name: web").click()
    expect(page.locator("#cause-1")).to_contain_text(SAYS)
    page.get_by_role("button", name="Delete the paste").click()
    expect(page.get_by_text("The paste is deleted.")).to_be_visible()


# A paste, and what of the page is waited for.
PASTES = {"with causes": DESCRIBE, "without one": "hello", "a pod": f"{LIMITED}{STATUS}", "too long": "a" * 1_100_000}


@pytest.mark.parametrize("text", PASTES.values(), ids=PASTES)
def test_it_is_for_everyone(page: Page, text: str) -> None:
    page.goto("/troubleshoot/")
    page.get_by_label("Paste what kubectl says").fill(text)
    page.get_by_role("button", name="Find the cause").click()
    expect(page.locator(".cause, .notice--here, #trouble-error").first).to_be_visible()
    for fold in page.locator("main details").all():
        fold.evaluate("one => { one.open = true; }")
    assert_accessible_in_every_look(page)
    assert faults(page) == []


def test_causes_are_for_everyone(page: Page) -> None:
    page.goto("/troubleshoot/causes/")
    page.get_by_label("A reason, a message or words").fill("CrashLoopBackOff")
    page.keyboard.press("Enter")
    expect(page.get_by_text("names no cause by itself")).to_be_visible()
    assert_accessible_in_every_look(page)
    assert faults(page) == []
    page.get_by_role("link", name="The program itself fails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The program itself fails")
    assert_accessible_in_every_look(page)
    assert faults(page) == []

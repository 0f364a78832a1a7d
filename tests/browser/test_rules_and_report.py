"""The pages of rules and the report, as axe sees them; and the report on paper."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from podbuilder.kube.lint.run import all_rules
from tests.browser.support import Builder
from tests.support.accessibility import HEIGHT, NARROW, assert_accessible

POD = """\
kind: Pod
metadata: {name: web, annotations: {checkov.io/skip1: CKV_K8S_8=restarts by itself}}
spec:
  containers:
  - name: app
    image: nginx
    ports: [{containerPort: 99999}]
"""


def test_rules_and_report(page: Page) -> None:
    Builder(page, POD, "review")
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_role("heading", name="Suppressed")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    assert_accessible(page)
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".report__verdict")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="image-tag-mutable").click()
    assert_accessible(page)
    page.get_by_role("link", name="Rules of advice").click()
    page.get_by_label("Words, or another tool").fill("KSV-0012")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text=f"of {len(all_rules())} rules")).to_be_visible()
    assert_accessible(page)


def test_choosing_rules(page: Page) -> None:
    draft = Builder(page, POD, "review").draft
    page.goto(page.url.replace("/edit/review/", "/profile/"))
    expect(page.get_by_label("The document")).to_be_hidden()
    page.get_by_label("Your own").focus()
    page.keyboard.press("Space")
    page.get_by_label("The document").fill("rules: {host-pit: off}")
    page.get_by_role("button", name="Use this profile").click()
    expect(page.get_by_role("alert")).to_contain_text("host-pid is the nearest")
    assert_accessible(page)
    page.get_by_label("Strict").check()
    page.get_by_role("button", name="Use this profile").click()
    expect(page.get_by_role("heading", name="Advice", exact=True)).to_be_visible()
    draft.refresh_from_db()
    assert draft.profile == "strict"

"""Advice beside its field in a real browser: it follows a keystroke, its button works, its pages are for all."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.support import Builder
from tests.support.accessibility import HEIGHT, NARROW, assert_accessible

POD = """\
kind: Pod
metadata: {name: web}
spec:
  volumes: [{name: run, hostPath: {path: /var/run}}]
  containers:
  - name: web
    image: nginx
    imagePullPolicy: IfNotPresent
    ports: [{containerPort: 80}]
    securityContext: {allowPrivilegeEscalation: true}
"""
IMAGE, ESCALATION = "spec.containers[0].image", "spec.containers[0].securityContext.allowPrivilegeEscalation"


def test_advice_follows_a_keystroke_and_is_taken(page: Page) -> None:
    builder = Builder(page, POD, "containers/0")
    expect(builder.says(IMAGE)).to_contain_text("has no tag")
    builder.fill(IMAGE, "nginx:1.27")
    expect(builder.says(IMAGE)).to_have_count(0)
    builder.fill(IMAGE, "nginx:latest")
    expect(builder.says(IMAGE)).to_contain_text("latest")
    fix = page.locator(f'#step button[value="fix:allow-privilege-escalation:{ESCALATION}"]')
    fix.focus()
    page.keyboard.press("Enter")
    expect(builder.line("allowPrivilegeEscalation: false")).to_have_count(1)
    expect(fix).to_have_count(0)
    # The same in the pane beside the form.
    page.locator("#problems").get_by_role("button", name="Fix: ").first.click()
    expect(page.locator("#undo")).to_be_enabled()
    assert page.url.endswith("/edit/containers/0/")


def test_the_pages_of_advice(page: Page) -> None:
    """The list, a fix that asks, suppressing, and the way to a level: by keyboard, and as axe sees them."""
    draft = Builder(page, POD, "review").draft
    root = f"/drafts/{draft.key}"
    page.goto(f"{root}/advice/fix/?rule=liveness-probe-missing&path=spec.containers[0].livenessProbe")
    page.get_by_label("Path").fill("/alive")
    expect(page.locator("#preview")).to_contain_text("/alive")
    page.get_by_role("button", name="Apply").press("Enter")
    expect(page.locator(".notice--success")).to_be_visible()
    page.goto(f"{root}/harden/restricted/")
    page.get_by_role("textbox").fill("nobody")
    expect(page.locator("#preview")).to_contain_text("is a number from")
    page.get_by_role("textbox").fill("2000")
    expect(page.locator("#preview")).to_contain_text("runAsUser: 2000")
    page.emulate_media(color_scheme="dark")
    assert_accessible(page)
    page.goto(f"{root}/advice/")
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    assert_accessible(page)
    page.get_by_role("link", name="Suppress image-tag-mutable").press("Enter")
    assert_accessible(page)
    page.get_by_label("Reason").fill("Tried each day.")
    page.keyboard.press("Enter")
    page.locator("#suppressed > summary").press("Enter")
    expect(page.locator("#suppressed")).to_contain_text("Tried each day.")

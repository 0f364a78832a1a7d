"""The page of commands in a browser: from the review to a command in the clipboard, with a keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.support import Builder
from tests.support.accessibility import assert_accessible, assert_accessible_in_every_look

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: ml-model-pod, namespace: ml}
spec:
  initContainers:
  - {name: fetch, image: "alpine:3.20"}
  containers:
  - name: model-server
    image: registry.example.com/ml/serving:v2.1
    ports: [{containerPort: 9000, name: grpc}]
    volumeMounts: [{name: data, mountPath: "/model data"}]
  - {name: log-collector, image: "fluent-bit:3"}
  volumes: [{name: data, emptyDir: {}}]
"""
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: app, image: "nginx:1.27"}]}}
"""


def test_from_the_review_to_the_clipboard(page: Page) -> None:
    Builder(page, POD, "review")
    page.get_by_role("link", name="All commands", exact=True).click()
    expect(page.get_by_role("heading", name="What does it say?")).to_be_visible()
    assert_accessible_in_every_look(page)
    page.get_by_label("Words of a command").fill("previous")
    expect(page.locator(".terminal__row")).to_have_count(3)
    expect(page.locator("#commands-count")).to_contain_text("3 of ")
    assert "q=previous" in page.url
    page.locator("select[name=container]").select_option("log-collector")
    expect(page.locator(".terminal__row")).to_have_count(1)
    page.get_by_role("button", name="Copy: See what log-collector said").click()
    expect(page.get_by_role("button", name="Copy: See what log-collector said")).to_have_attribute("title", "Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "kubectl logs -n ml ml-model-pod -c log-collector --previous"


def test_the_shell_is_remembered(page: Page) -> None:
    builder = Builder(page, POD, "review")
    page.goto(f"/drafts/{builder.draft.key}/commands/?q=model+data+out")
    expect(page.locator(".command__text")).to_contain_text("'ml-model-pod:/model data'")
    page.get_by_label("Shell").select_option("cmd")
    expect(page.locator(".command__text")).to_contain_text('"ml-model-pod:/model data"')
    page.goto(f"/drafts/{builder.draft.key}/commands/?q=model+data+out")
    expect(page.locator(".command__text")).to_contain_text('"ml-model-pod:/model data"')


def test_without_javascript(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    builder = Builder(page, POD, "review")
    page.goto(f"/drafts/{builder.draft.key}/commands/")
    page.get_by_label("Words of a command").fill("previous")
    page.locator("select[name=shell]").select_option("powershell")
    page.locator("select[name=container]").select_option("fetch")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".command__text")).to_have_text(["kubectl logs -n ml ml-model-pod -c fetch --previous"])
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    expect(page.locator("select[name=shell]")).to_have_value("powershell")


def test_the_name_of_a_pod_is_filled_in(page: Page) -> None:
    builder = Builder(page, DEPLOYMENT, "review")
    page.goto(f"/drafts/{builder.draft.key}/commands/?q=busybox")
    page.get_by_label("Name of one of its pods").fill("shop-7d4b9c-x2x8f")
    page.keyboard.press("Enter")
    expect(page.locator(".command__text").first).to_contain_text("debug -it shop-7d4b9c-x2x8f")
    page.get_by_label("Name of one of its pods").fill("a/b")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No pod can be called that.")).to_be_visible()
    assert_accessible(page)

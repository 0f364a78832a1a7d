"""Leaving with the file: copied or downloaded, with errors too; and judged by the version that was chosen."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.support import POD, Builder

SIDECAR = POD.replace(
    "  containers:\n",
    "  initContainers:\n  - name: proxy\n    image: envoy:1\n    restartPolicy: Always\n  containers:\n",
)


def test_the_yaml_is_copied(page: Page) -> None:
    builder = Builder(page)
    builder.control("metadata.name").fill("site")
    page.get_by_role("button", name="Copy the YAML").click()
    expect(page.locator("#live")).to_have_text("Copied")
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == builder.stored
        == POD.replace("name: web\n  l", "name: site\n  l")
    )


def test_both_files_are_downloaded(page: Page) -> None:
    builder = Builder(page, step="review")
    expect(page.get_by_text("The API server accepts this manifest.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download web.yaml").click()
    assert download.value.suggested_filename == "web.yaml"
    assert Path(download.value.path()).read_text(encoding="utf-8") == builder.stored
    page.locator("details.menu > summary", has_text="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="web.json", exact=True).click()
    assert download.value.suggested_filename == "web.json"
    assert json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["metadata"]["name"] == "web"


def test_a_download_has_what_was_typed_just_before(page: Page) -> None:
    builder = Builder(page)
    page.locator("details.menu > summary", has_text="Export").click()
    builder.control("metadata.name").evaluate(
        "e => { e.value = 'late'; e.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the YAML").click()
    assert "name: late\n" in Path(download.value.path()).read_text(encoding="utf-8")


def test_with_errors_it_can_be_downloaded_and_says_so(page: Page) -> None:
    Builder(page, POD.replace("name: web\n  l", "name: Not_A_Name\n  l"), "review")
    expect(
        page.get_by_text("1 error: the API server would refuse this manifest. You can still download")
    ).to_be_visible()
    with page.expect_download() as download:
        page.locator("main").get_by_role("link", name="Download").first.click()
    assert "name: Not_A_Name" in Path(download.value.path()).read_text(encoding="utf-8")


def test_the_version_decides_which_fields_there_are(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    source = builder.control("spec.containers[0].env[0].valueFrom:source")
    version = page.get_by_label("Kubernetes", exact=True)
    expect(version).to_have_value("1.36")
    expect(source.get_by_role("option", name="Key of a file")).to_have_count(1)
    version.select_option("1.30")
    expect(page.get_by_text("Kubernetes 1.30 accepts this Pod.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("web")
    expect(source.get_by_role("option", name="Key of a file")).to_have_count(0)
    page.goto("/")
    expect(version).to_have_value("1.30")


def test_a_field_that_the_version_lacks_is_an_error_and_stays(page: Page) -> None:
    builder = Builder(page, SIDECAR, "init-containers/0")
    policy = "spec.initContainers[0].restartPolicy"
    expect(builder.problem(policy)).to_have_count(0)
    page.get_by_label("Kubernetes", exact=True).select_option("1.27")
    expect(builder.problem(policy)).to_be_visible()
    expect(builder.outline("proxy")).to_contain_text("1 error")
    expect(builder.control(policy)).to_be_visible()
    expect(builder.says(policy).first).to_be_visible()
    assert builder.stored == SIDECAR


def test_choosing_a_version_right_after_typing_saves_first(page: Page) -> None:
    builder = Builder(page)
    builder.control("metadata.name").fill("late")
    page.get_by_label("Kubernetes", exact=True).select_option("1.31")
    expect(page.get_by_text("Kubernetes 1.31 accepts this Pod.")).to_be_visible()
    expect(builder.control("metadata.name")).to_have_value("late")

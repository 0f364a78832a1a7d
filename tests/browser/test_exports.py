"""A draft for other tools: found in the menu, read, taken along; with keys alone, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_names_and_targets import faults
from tests.support.accessibility import assert_accessible_in_every_look


def open_tools(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="ML model serving").first.click()
    page.wait_for_url("**/edit/**")
    page.get_by_text("Export", exact=True).click()
    page.get_by_role("link", name="For other tools").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("for other tools")


def test_a_command_is_made_and_saved(page: Page, tmp_path: Path) -> None:
    open_tools(page)
    command = page.get_by_role("region", name="ml-model-pod.docker.sh")
    expect(command).to_contain_text("docker run")
    expect(page.locator(".outcomes__row").filter(has_text="spec.tolerations").first).to_contain_text("left behind")
    page.get_by_text("Carried over, or nothing to do").click()
    image = page.get_by_text("spec.containers[0].image", exact=True)
    expect(image).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    download.value.save_as(tmp_path / "run.sh")
    assert "docker run" in (tmp_path / "run.sh").read_text()
    page.get_by_role("link", name="Quadlet").click()
    expect(page.get_by_role("link", name="Quadlet")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("region", name="ml-model-pod.kube")).to_contain_text("[Kube]")
    expect(page.get_by_role("region", name="ml-model-pod.yaml")).to_contain_text("kind: Pod")


def test_the_page_is_accessible(page: Page) -> None:
    open_tools(page)
    assert faults(page) == []
    assert_accessible_in_every_look(page)


def test_it_fits_a_phone(page: Page) -> None:
    open_tools(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_keys_lead_from_tool_to_tool(page: Page) -> None:
    open_tools(page)
    page.get_by_role("link", name="docker run").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="podman run")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("region", name="ml-model-pod.podman.sh")).to_contain_text("podman run")


def test_it_works_without_scripts(new_context: Callable[..., BrowserContext], page: Page) -> None:
    open_tools(page)
    plain = new_context(java_script_enabled=False, storage_state=page.context.storage_state()).new_page()
    plain.goto(page.url)
    expect(plain.get_by_role("region", name="ml-model-pod.docker.sh")).to_contain_text("docker run")
    plain.get_by_role("link", name="podman run").click()
    expect(plain.get_by_role("region", name="ml-model-pod.podman.sh")).to_contain_text("podman")

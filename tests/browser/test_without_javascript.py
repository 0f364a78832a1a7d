"""The same steps in a browser that runs no script: with Save, Next and Back, and the errors in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext, Locator, Page, expect

from podbuilder.builder.models import Draft


@pytest.fixture
def plain(new_context: Callable[..., BrowserContext]) -> Page:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("button", name="Blank pod").click()
    return page


def control(page: Page, name: str) -> Locator:
    return page.locator(f'#step [name="{name}"]')


def press(page: Page, op: str) -> None:
    page.locator(f'#step button[value="{op}"]').click()


def test_a_small_pod_is_built_and_downloaded(plain: Page) -> None:
    heading = plain.get_by_role("heading", level=1)
    control(plain, "metadata.name").fill("plain")
    press(plain, "add:metadata.labels")
    control(plain, "metadata.labels#0.key").fill("app")
    control(plain, "metadata.labels#0.value").fill("plain")
    plain.get_by_role("button", name="Save and next").click()
    expect(heading).to_have_text("app")
    control(plain, "spec.containers[0].image").fill("nginx:1.27")
    press(plain, "add:spec.containers[0].ports")
    control(plain, "spec.containers[0].ports[0].containerPort").fill("80")
    plain.locator("summary").filter(has_text="Liveness probe").click()
    control(plain, "spec.containers[0].livenessProbe:source").select_option("tcpSocket")
    plain.get_by_role("button", name="Save", exact=True).click()
    expect(control(plain, "spec.containers[0].livenessProbe.tcpSocket.port")).to_be_visible()
    control(plain, "spec.containers[0].livenessProbe.tcpSocket.port").fill("80")
    plain.get_by_role("button", name="Save and next").click()
    expect(heading).to_have_text("Volumes")
    press(plain, "add:spec.volumes")
    control(plain, "spec.volumes[0].name").fill("data")
    control(plain, "spec.volumes[0]:source").select_option("emptyDir")
    plain.get_by_role("button", name="Save and back").click()
    expect(heading).to_have_text("app")
    plain.get_by_role("button", name="Review and export").click()
    with plain.expect_download() as download:
        plain.get_by_role("link", name="Download plain.yaml").click()
    assert yaml.safe_load(Path(download.value.path()).read_text(encoding="utf-8")) == {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "plain", "labels": {"app": "plain"}},
        "spec": {
            "containers": [
                {
                    "name": "app",
                    "image": "nginx:1.27",
                    "ports": [{"containerPort": 80}],
                    "livenessProbe": {"tcpSocket": {"port": 80}},
                }
            ],
            "volumes": [{"name": "data", "emptyDir": {}}],
        },
    }


def test_errors_stand_at_their_controls(plain: Page) -> None:
    control(plain, "metadata.name").fill("Not_A_Name")
    plain.get_by_role("button", name="Save", exact=True).click()
    expect(control(plain, "metadata.name")).to_have_attribute("aria-invalid", "true")
    expect(plain.locator('[data-says="metadata.name"] .message--error')).to_contain_text("Not_A_Name")
    expect(plain.get_by_role("navigation", name="Steps")).to_contain_text("error")
    plain.get_by_role("link", name="Go to metadata.name").first.click()
    expect(plain).to_have_url(plain.url.split("#")[0] + "#f-metadata-name")


def test_a_text_that_is_no_value_is_shown_again(plain: Page) -> None:
    plain.get_by_role("button", name="Save and next").click()
    press(plain, "add:spec.containers[0].ports")
    port = "spec.containers[0].ports[0].containerPort"
    control(plain, port).fill("eighty")
    plain.get_by_role("button", name="Save and next").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("app")
    expect(control(plain, port)).to_have_value("eighty")
    expect(plain.locator(f'[data-says="{port}"] .message--error')).to_contain_text("whole number")


def test_undo_and_the_version_have_buttons(plain: Page) -> None:
    control(plain, "metadata.name").fill("plain")
    plain.get_by_role("button", name="Save", exact=True).click()
    plain.get_by_role("button", name="Undo").click()
    expect(control(plain, "metadata.name")).not_to_have_value("plain")
    plain.locator("#redo").click()
    expect(control(plain, "metadata.name")).to_have_value("plain")
    plain.get_by_label("Kubernetes", exact=True).select_option("1.30")
    plain.get_by_role("button", name="Set").click()
    expect(plain.get_by_label("Kubernetes", exact=True)).to_have_value("1.30")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Metadata")


def test_the_outline_saves_what_was_typed_and_goes(plain: Page) -> None:
    steps = plain.get_by_role("navigation", name="Steps")
    expect(steps).to_have_count(1)
    expect(steps.get_by_role("link", name="Volumes")).to_have_count(0)
    expect(plain.locator("#saved")).to_be_hidden()
    control(plain, "metadata.name").fill("kept")
    steps.get_by_role("button", name="Volumes").press("Enter")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Volumes")
    expect(plain.locator("#yaml")).to_contain_text("name: kept")
    expect(steps.locator("[aria-current=step]")).to_have_text("Volumes")


WAYS_OUT = {
    "the YAML editor": ("Edit", "/yaml/"),
    "the recipes": ("From a recipe…", "/add/"),
    "a template": ("Save as template", "/sign-in/"),
    "a device": ("Choose a GPU or other device…", "/devices/"),
    "a conversion": ("Make it an init container…", "/convert/init/containers/0/"),
    "what changed": ("Changes", "/changes/"),
    "the review": ("Review first", "/edit/review/"),
    "a link to share": ("Share", "/share/"),
    "its life": ("Life of this pod", "/life/"),
}


@pytest.mark.parametrize(("name", "address"), WAYS_OUT.values(), ids=WAYS_OUT)
def test_what_leads_on_saves_what_was_typed(plain: Page, name: str, address: str) -> None:
    plain.get_by_role("button", name="Save and next").click()
    key = plain.url.split("/")[4]
    control(plain, "spec.containers[0].image").fill("nginx:1.27")
    menu = plain.locator("details.menu").filter(has=plain.locator("button.menu__item", has_text=name))
    if menu.count():
        menu.locator("summary").click()
    assert plain.get_by_role("link", name=name, exact=True).count() == 0
    plain.get_by_role("button", name=name, exact=True).click()
    plain.wait_for_url(re.compile(re.escape(address)))
    assert Draft.objects.get(key=key).text.endswith("image: nginx:1.27\n")


def test_links_say_that_they_save_nothing(plain: Page) -> None:
    said = plain.get_by_text("Links do not save what you typed")
    expect(said).to_be_visible()
    plain.get_by_role("button", name="Volumes").press("Enter")
    expect(said).to_be_visible()

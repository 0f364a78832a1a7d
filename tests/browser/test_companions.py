"""What stands beside a pod, in a real browser: one click leads there from the outline, and one back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.browser.support import Builder
from tests.builder.support import POD
from tests.support.accessibility import assert_accessible_in_every_look

SERVICE = "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: front\nspec:\n  ports:\n  - port: 80  # http\n"
CONFIG = "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Settings\ndata:\n  MODE: fast\n"
FILE = POD + SERVICE + CONFIG
CONFIG_MAP = FIRST_COMPANION + 1


def opened(page: Page, number: int) -> Builder:
    """The page of what has this number, by its button in the outline of the pod."""
    builder = Builder(page, FILE)
    page.locator(f'#outline button[value="open:{number}"]').click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Metadata")
    return builder


def test_one_click_leads_there_with_what_was_typed_and_one_back(page: Page) -> None:
    builder = Builder(page, FILE)
    builder.control("metadata.name").fill("shop")
    page.locator("#outline").get_by_role("button", name="front Service").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Service")
    expect(builder.line("name: shop")).to_have_count(1)
    expect(builder.outline("front")).to_have_attribute("aria-current", "step")
    expect(page.locator("#outline").get_by_role("button", name="Settings ConfigMap")).to_contain_text("1 error")
    page.locator("#outline").get_by_role("button", name="shop Pod").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Metadata")


def test_typing_changes_one_line_and_another_type_the_form(page: Page) -> None:
    builder = opened(page, FIRST_COMPANION)
    assert_accessible_in_every_look(page)
    builder.control("Service.spec.ports[0].port").fill("8080")
    expect(builder.line("port: 8080  # http")).to_have_count(1)
    builder.control("Service.spec.type").select_option("ExternalName")
    expect(builder.control("Service.spec.externalName")).to_be_visible()
    expect(builder.control("Service.spec.clusterIP")).to_have_count(0)
    expect(builder.saved).to_be_visible()
    assert builder.stored == FILE.replace("port: 80 ", "port: 8080 ").replace(
        "# http\n", "# http\n  type: ExternalName\n"
    )


def test_an_error_stands_at_its_field_and_goes_as_it_is_mended(page: Page) -> None:
    builder = opened(page, CONFIG_MAP)
    name = "ConfigMap.metadata.name"
    expect(builder.problem(name)).to_have_count(1)
    expect(builder.line("name: Settings")).to_be_in_viewport()
    builder.control(name).fill("settings")
    expect(builder.problem(name)).to_have_count(0)
    expect(builder.outline("settings")).to_be_visible()
    builder.control("ConfigMap.data#0.value").fill("slow\nand steady\n")
    expect(builder.line("and steady")).to_have_count(1)


def test_by_keyboard(page: Page) -> None:
    Builder(page, FILE)
    page.locator("#outline").get_by_role("button", name="front Service").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Service")
    page.get_by_label("Edited here").focus()
    page.keyboard.type("w")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Metadata")


def test_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 760})
    builder = Builder(page, FILE)
    page.locator(".outline-pane summary").click()
    page.locator("#outline").get_by_role("button", name="front Service").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Service")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    builder.control("Service.metadata.name").fill("entrance")
    expect(builder.saved).to_be_visible()
    page.get_by_label("Edited here").select_option(value=str(CONFIG_MAP))
    expect(page.get_by_role("heading", level=1)).to_have_text("ConfigMap")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible_in_every_look(page)

"""What the API server would say: in place, in the outline, in the list, and to those who listen."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.support import Builder, focused

NAME = "metadata.name"
PORT = "spec.containers[0].ports[0].containerPort"


def test_a_message_appears_at_its_control_and_vanishes_when_mended(page: Page) -> None:
    builder = Builder(page)
    control = builder.control(NAME)
    expect(control).not_to_have_attribute("aria-invalid", "true")
    builder.fill(NAME, "Web Site")
    says = builder.says(NAME).first
    expect(says).to_be_visible()
    expect(says).to_have_class("message message--error")
    expect(control).to_have_attribute("aria-invalid", "true")
    assert says.locator("xpath=..").get_attribute("id") in (control.get_attribute("aria-describedby") or "")
    expect(builder.problem(NAME).first).to_contain_text("Web Site")
    expect(page.locator("#yaml .l--error")).to_contain_text("name: Web Site")
    assert focused(page) == NAME
    builder.fill(NAME, "web-site")
    expect(builder.says(NAME)).to_have_count(0)
    expect(control).not_to_have_attribute("aria-invalid", "true")
    expect(builder.problem(NAME)).to_have_count(0)
    expect(page.locator("#yaml .l--error")).to_have_count(0)


def test_a_text_that_is_no_number_is_said_in_place_and_changes_nothing(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    builder.control(PORT).fill("eighty")
    expect(builder.says(PORT)).to_contain_text("whole number")
    expect(builder.saved).to_have_text("Not all of it saved")
    expect(builder.control(PORT)).to_have_attribute("aria-invalid", "true")
    expect(builder.control(PORT)).to_have_value("eighty")
    assert "containerPort: 80\n" in builder.stored
    builder.fill(PORT, "99999")
    expect(builder.says(PORT)).to_contain_text("65535")
    assert "containerPort: 99999\n" in builder.stored
    builder.fill(PORT, "81")
    expect(builder.says(PORT)).to_have_count(0)


def test_errors_are_counted_in_the_outline_and_announced(page: Page) -> None:
    builder = Builder(page)
    metadata, container = builder.outline("Metadata"), builder.outline("web")
    expect(metadata).to_contain_text("no errors")
    builder.fill("metadata.labels#0.value", "-")
    builder.fill("metadata.namespace", "-")
    expect(metadata).to_contain_text("2 errors")
    expect(container).to_contain_text("no errors")
    expect(page.locator("#live")).to_have_text("2 errors.")
    builder.fill("metadata.namespace", "")
    expect(metadata).to_contain_text("1 error")
    expect(page.locator("#live")).to_have_text("1 error.")
    builder.fill("metadata.labels#0.value", "web")
    expect(metadata).to_contain_text("no errors")
    expect(page.locator("#live")).to_have_text("No errors.")
    assert page.locator("#live").get_attribute("role") == "status"


def test_the_same_count_is_not_announced_again(page: Page) -> None:
    builder = Builder(page)
    builder.fill("metadata.namespace", "-")
    live = page.locator("#live")
    expect(live).to_have_text("1 error.")
    live.evaluate(
        "e => { window.said = 0; new MutationObserver(() => { window.said += 1; }).observe(e, {childList: true}); }"
    )
    builder.fill("metadata.namespace", "--")
    builder.fill("metadata.namespace", "web")
    expect(live).to_have_text("No errors.")
    assert page.evaluate("window.said") == 1


def test_a_literal_credential_is_told_of(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    builder.fill("spec.containers[0].env[0].name", "API_TOKEN")
    hint = builder.says("spec.containers[0].env[0].value").filter(has_text="looks like a secret")
    expect(hint).to_have_class("message message--advice")
    expect(builder.control("spec.containers[0].env[0].value")).not_to_have_attribute("aria-invalid", "true")
    builder.fill("spec.containers[0].env[0].name", "API_TOKEN_FILE")
    expect(hint).to_have_count(0)


def test_a_field_nobody_knows_is_named_kept_and_complained_about(page: Page) -> None:
    builder = Builder(page, "apiVersion: v1\nkind: Pod\nmetadata: {name: web, colour: red}\nspec: {containers: []}\n")
    expect(page.locator(".leftovers")).to_contain_text("metadata.colour")
    expect(builder.problem("metadata.colour")).to_be_visible()
    builder.type(NAME, "site")
    assert "colour: red" in builder.stored

"""The search over all fields: by keyboard, with a list that screen readers follow."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.support import Builder, wait_for
from tests.support.accessibility import assert_accessible


def ask(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    answered(page, text)


def answered(page: Page, text: str) -> None:
    """Until the list is that of all that was typed."""
    expect(page.locator("#found")).to_have_attribute("data-asked", text)
    expect(page.locator("#found")).to_be_visible()


def test_a_control_of_this_step(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    ask(page, "terminationMessagePath")
    box = page.get_by_role("combobox", name="Find a field")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#live")).to_have_text(re.compile("found"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found-0")).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "found-0")
    assert_accessible(page, "with the list open")
    page.keyboard.press("Enter")
    expect(builder.control("spec.containers[0].terminationMessagePath")).to_be_focused()
    expect(page.locator("#found")).to_be_hidden()


def test_a_control_of_another_step(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    ask(page, "host network")
    page.keyboard.press("Enter")
    expect(builder.control("spec.hostNetwork")).to_be_focused()


def test_a_list_without_rows_and_a_branch_not_chosen(page: Page) -> None:
    builder = Builder(page)
    ask(page, "tolerationSeconds")
    page.keyboard.press("Enter")
    expect(builder.button("add:spec.tolerations")).to_be_focused()
    expect(builder.says("spec.tolerations")).to_contain_text("Press “Add toleration”")
    ask(page, "liveness grpc service")
    page.keyboard.press("Enter")
    expect(builder.control("spec.containers[0].livenessProbe:source")).to_be_focused()
    expect(builder.says("spec.containers[0].livenessProbe:source")).to_contain_text("Choose “gRPC health check”")


def test_a_list_says_what_it_answers_although_more_was_typed_since(page: Page) -> None:
    Builder(page)
    routes: list[Route] = []
    page.route("**/find/**", lambda route: routes.append(route))
    page.keyboard.press("/")
    page.keyboard.insert_text("toleration")
    wait_for(page, routes)
    page.locator("#find").evaluate("box => { box.value += 'Seconds'; }")
    routes[0].continue_()
    expect(page.locator("#found")).to_have_attribute("data-asked", "toleration")


def test_escape_closes_the_list_and_then_empties_the_box(page: Page) -> None:
    Builder(page)
    ask(page, "image")
    box = page.locator("#find")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#found [role=option]").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()
    expect(box).to_have_value("image")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_what_was_typed_before_is_saved_on_the_way(page: Page) -> None:
    builder = Builder(page)
    builder.control("metadata.namespace").fill("shop")
    page.locator("#find").focus()
    page.keyboard.type("imagePullPolicy")
    answered(page, "imagePullPolicy")
    page.locator("#found-0").click()
    expect(builder.control("spec.containers[0].imagePullPolicy")).to_be_focused()
    assert "namespace: shop" in builder.stored


def test_a_field_with_its_value_is_set_with_enter(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    builder.fill("spec.containers[0].image", "nginx:1.28")
    page.locator("#find").focus()
    page.keyboard.type("hostNetwork true")
    answered(page, "hostNetwork true")
    first = page.locator("#found [role=option]").first
    expect(first).to_have_text(re.compile("Set hostNetwork to true in the pod"))
    expect(page.locator("#live")).to_have_text(re.compile("Set hostNetwork to true in the pod"))
    assert_accessible(page, "with what can be set")
    with builder.reshaped():
        page.keyboard.press("Enter")
    assert "hostNetwork: true" in builder.stored
    assert "nginx:1.28" in builder.stored
    expect(page.locator("#find")).to_have_value("")
    expect(page.locator("#last-change")).to_contain_text("network turned on")
    with builder.reshaped():
        page.locator("#last-change button", has_text="Undo").click()
    assert "hostNetwork" not in builder.stored


def test_a_wrong_value_is_said_before_and_leads_to_the_field(page: Page) -> None:
    builder = Builder(page, step="metadata")
    ask(page, "terminationGracePeriodSeconds: soon")
    expect(page.locator("#found [role=option]").first).to_contain_text("This must be a whole number")
    page.keyboard.press("Enter")
    expect(builder.control("spec.terminationGracePeriodSeconds")).to_be_focused()
    assert "soon" not in builder.stored

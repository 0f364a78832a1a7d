"""Patterns in a real browser: the course page's built with every click counted, and what follows typing."""

from __future__ import annotations

from typing import Any

import yaml
from playwright.sync_api import Page, expect

from podbuilder.builder.models import Draft
from tests.browser.support import PREVIEWS, begin_draft
from tests.support.accessibility import HEIGHT, NARROW, assert_accessible, assert_accessible_in_every_look
from tests.support.course_patterns import FEWER_THAN, ROLES_OF_THE_TABLE, assert_ml_pod, build_ml_pod, build_table


class CountedHand:
    """What a person does, one by one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0
        page.goto("/")

    def press(self, name: str) -> None:
        self.interactions += 1
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        self.interactions += 1
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def fill(self, label: str, text: str) -> None:
        self.interactions += 1
        box = self.page.get_by_label(label, exact=True).and_(self.page.locator("input"))
        box.wait_for()
        self.page.wait_for_load_state("load")
        if not self.page.locator("#saved").count():
            box.fill(text)
            return
        with self.page.expect_response(PREVIEWS):  # a step is saved as one types
            box.fill(text)

    def choose(self, label: str, option: str) -> None:
        self.interactions += 1
        self.page.get_by_label(label, exact=True).select_option(option)

    def is_added(self) -> bool:
        expect(self.page.locator("#last-change").filter(has_text="added.")).to_be_visible()
        return True

    @property
    def roles(self) -> dict[str, str]:
        """The containers of the outline with their roles."""
        steps = self.page.locator("#outline a:has(.outline__role)")
        return {
            step.locator(".outline__name").inner_text(): step.locator(".outline__role").inner_text()
            for step in steps.all()
        }

    @property
    def manifest(self) -> dict[str, Any]:
        draft = Draft.objects.get()
        assert draft.errors == 0
        found: dict[str, Any] = yaml.safe_load(draft.text)
        return found


def test_the_patterns_of_the_course_are_built_into_one_pod(page: Page) -> None:
    hand = CountedHand(page)
    build_table(hand)
    assert hand.interactions < FEWER_THAN
    assert hand.roles == ROLES_OF_THE_TABLE
    assert hand.manifest["spec"]["containers"][0]["image"] == "myapp:v1"


def test_the_ml_pod_of_the_course_is_built_from_patterns(page: Page) -> None:
    hand = CountedHand(page)
    build_ml_pod(hand)
    assert hand.interactions < FEWER_THAN
    helpers = {"metrics-collector": "native sidecar", "log-collector": "native sidecar"}
    assert hand.roles == {"model-server": "app", **helpers}
    assert_ml_pod(hand.manifest)


def test_the_preview_follows_and_marks_what_is_wrong(page: Page) -> None:
    draft = begin_draft(page)
    page.goto(f"/drafts/{draft.key}/add/haproxy/")
    page.get_by_label("Name of the new container").fill("way")
    expect(page.get_by_label("ConfigMap with haproxy.cfg")).to_have_attribute("placeholder", "way-config")
    expect(page.locator("#preview")).to_contain_text("way-config")
    page.get_by_label("Name of the new container").fill("web")
    expect(page.get_by_label("Name of the new container")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#ask-name-says")).to_contain_text("already has a container")
    assert_accessible_in_every_look(page)


def test_the_search_follows_typing(page: Page) -> None:
    draft = begin_draft(page)
    page.goto(f"/drafts/{draft.key}/add/")
    page.get_by_label("Search the recipes").press_sequentially("jmx")
    expect(page.locator(".offer")).to_have_count(1)
    page.get_by_label("Search the recipes").fill("")
    expect(page.locator(".offer").nth(30)).to_be_visible()
    assert_accessible_in_every_look(page)


def test_a_role_is_corrected_with_the_keyboard(page: Page) -> None:
    draft = begin_draft(page)
    page.goto(f"/drafts/{draft.key}/edit/containers/0/")
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    page.locator(".role > summary").press("Enter")
    assert_accessible(page)
    page.get_by_role("button", name="Adapter").press("Enter")
    expect(page.locator("#role-word")).to_have_text("adapter")
    expect(page.locator("#outline [aria-current] .outline__role")).to_have_text("adapter")


def test_a_conversion_is_told_of_before_it_is_made(page: Page) -> None:
    draft = begin_draft(page)
    page.goto(f"/drafts/{draft.key}/add/fluent-bit/")
    page.get_by_role("button", name="Add to the pod").click()
    page.get_by_label("More for log-shipper").click()
    page.get_by_role("link", name="Make it an init container…").click()
    expect(
        page.get_by_text("An init task has no lifecycle hooks").or_(page.get_by_text("readinessProbe").first)
    ).to_be_visible()
    assert_accessible_in_every_look(page)
    page.get_by_role("button", name="Make log-shipper an init container").click()
    expect(page.locator("#role-word")).to_have_text("init")

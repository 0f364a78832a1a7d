"""Everything with the keyboard alone, and the focus always to be seen."""

from __future__ import annotations

from pathlib import Path

import yaml
from playwright.sync_api import Page, expect

from tests.browser.support import SAVED, Builder, Requests, focused

NAME = "metadata.name"


def tab_to(page: Page, wanted: str, *, key: str = "Tab", most: int = 150) -> None:
    """Press Tab until the control or button called this has the focus, which must be visible at every stop."""
    for _ in range(most):
        page.keyboard.press(key)
        stop = page.evaluate(
            """() => {
                const at = document.activeElement;
                const style = getComputedStyle(at);
                const text = at.getAttribute("aria-label") || at.labels?.[0]?.textContent || at.textContent;
                const box = at.getBoundingClientRect();
                return {
                    names: [at.name, at.value, at.id, text.trim()],
                    shown: box.width > 0 && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                };
            }"""
        )
        assert stop["shown"], f"the focus cannot be seen on {stop['names']}"
        if wanted in stop["names"]:
            return
    raise AssertionError(f"{wanted!r} is not reached with {key}")


def comes_to(page: Page, heading: str) -> None:
    """Wait for the page of this heading, which is drawn before styles and scripts let a key move the focus."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()


def test_a_pod_is_built_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    tab_to(page, "Blank pod")
    page.keyboard.press("Enter")
    comes_to(page, "Metadata")
    saved = page.locator(SAVED)
    # A blank pod's name waits selected, to be typed over.
    expect(page.locator(f'#step [name="{NAME}"]')).to_be_focused()
    page.keyboard.type("typed")
    expect(saved).to_have_text("Saved")
    tab_to(page, "add:metadata.labels")
    page.keyboard.press("Enter")
    expect(page.locator('[name="metadata.labels#0.key"]')).to_be_focused()
    page.keyboard.type("app")
    tab_to(page, "metadata.labels#0.value")
    page.keyboard.type("typed")
    expect(saved).to_have_text("Saved")
    page.keyboard.press("Alt+ArrowDown")
    comes_to(page, "app")
    tab_to(page, "spec.containers[0].image")
    page.keyboard.type("nginx:1.27")
    expect(saved).to_have_text("Saved")
    tab_to(page, "spec.containers[0].imagePullPolicy")
    with page.expect_response("**/preview/**"):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#yaml")).to_contain_text("imagePullPolicy: Always")
    expect(saved).to_have_text("Saved")
    page.keyboard.press("ControlOrMeta+Enter")
    comes_to(page, "Review and export")
    tab_to(page, "Download typed.yaml")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert yaml.safe_load(Path(download.value.path()).read_text(encoding="utf-8")) == {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "typed", "labels": {"app": "typed"}},
        "spec": {"containers": [{"name": "app", "image": "nginx:1.27", "imagePullPolicy": "Always"}]},
    }


def test_tab_goes_through_the_whole_page_and_out_again(page: Page) -> None:
    Builder(page, step="containers/0")
    stops: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const at = document.activeElement;
                if (at === document.body) return "";
                window.stops ??= new Map();
                if (!window.stops.has(at)) window.stops.set(at, String(window.stops.size + 1));
                return window.stops.get(at);
            }"""
        )
        if not stop or stop in stops:
            break
        stops.append(stop)
    else:
        raise AssertionError("the end of the page is not reached")
    # Either out of the page or, in a browser without a frame, round to its first stop; never caught in the middle.
    assert stop in ("", "1")
    assert len(stops) > 40
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.side-pane, .side, header, main') !== null")


def test_the_first_stop_skips_to_the_content(page: Page) -> None:
    Builder(page)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert focused(page) == "main"
    tab_to(page, NAME, most=20)


def test_alt_and_arrows_walk_the_steps(page: Page) -> None:
    builder = Builder(page)
    builder.control(NAME).press("End")
    page.keyboard.type("-2")
    page.keyboard.press("Alt+ArrowDown")
    comes_to(page, "web")
    page.keyboard.press("Alt+ArrowDown")
    comes_to(page, "Volumes")
    page.keyboard.press("Alt+ArrowUp")
    comes_to(page, "web")
    assert "name: web-2\n" in builder.stored


def test_the_list_of_keys_opens_and_closes(page: Page) -> None:
    builder = Builder(page)
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    page.locator("#main").focus()
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).not_to_be_visible()
    assert focused(page) == "main"
    builder.control(NAME).press("End")
    page.keyboard.type("?")
    expect(keys).not_to_be_visible()
    expect(builder.control(NAME)).to_have_value("web?")
    builder.is_saved()


def test_enter_in_a_text_box_only_saves(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    before = page.locator("#step button").count()
    requests = Requests(page)
    builder.control("spec.containers[0].image").fill("caddy:2")
    builder.control("spec.containers[0].image").press("Enter")
    builder.is_saved()
    expect(builder.line('image: "caddy:2"')).to_be_visible()
    assert focused(page) == "spec.containers[0].image"
    assert page.locator("#step button").count() == before
    assert 1 <= len(requests) <= 2
    assert page.url.endswith("/edit/containers/0/")


def test_the_menu_opens_with_enter_and_closes_with_escape(page: Page) -> None:
    Builder(page)
    summary = page.locator("details.menu > summary", has_text="Export")
    summary.press("Enter")
    tab_to(page, "web.yaml", most=1)
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(page.locator(".menu__items", has_text="Review first")).not_to_be_visible()


def test_passing_through_the_versions_leads_nowhere_until_one_is_taken(page: Page) -> None:
    builder = Builder(page)
    version, taken = page.get_by_label("Kubernetes", exact=True), page.get_by_role("button", name="Set", exact=True)
    expect(taken).to_be_hidden()
    version.focus()
    before = version.input_value()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(version).to_be_focused()
    expect(taken).to_be_visible()
    assert version.input_value() != before
    chosen = version.input_value()
    builder.draft.refresh_from_db()
    assert builder.draft.kubernetes == before
    with page.expect_navigation():
        page.keyboard.press("Enter")
    builder.draft.refresh_from_db()
    assert builder.draft.kubernetes == chosen
    expect(page.get_by_label("Kubernetes", exact=True)).to_have_value(chosen)

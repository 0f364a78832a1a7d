"""Nothing typed is lost: not to a lost connection, a quick click, a closed tab, a reload or a restarted server."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

from tests.browser.support import PREVIEWS, Builder, held, wait_for
from tests.support.watch import Watch

NAME = "metadata.name"


def lose_connection(page: Page, watch: Watch) -> None:
    watch.expect("net::ERR_")
    watch.expect("console error: htmx:")
    page.route(PREVIEWS, lambda route: route.abort("connectionrefused"))


def test_a_lost_connection_is_shown_and_the_edit_is_tried_again(page: Page, watch: Watch) -> None:
    builder = Builder(page)
    lose_connection(page, watch)
    builder.control(NAME).fill("site")
    notice = page.get_by_role("alert").filter(has_text="Not saved: no connection")
    expect(notice).to_be_visible()
    expect(builder.saved).to_have_text("Not saved")
    builder.control(NAME).press("End")
    page.keyboard.type("-2")
    expect(notice).to_be_visible()
    expect(builder.control(NAME)).to_have_value("site-2")
    assert "name: site" not in builder.stored
    page.unroute(PREVIEWS)
    builder.is_saved()
    expect(notice).not_to_be_visible()
    expect(builder.line("name: site-2")).to_be_visible()
    assert "name: site-2\n" in builder.stored


def test_a_failing_server_is_shown_and_tried_again(page: Page, watch: Watch) -> None:
    watch.expect("503")
    builder = Builder(page)
    page.route(PREVIEWS, lambda route: route.fulfill(status=503))
    builder.control(NAME).fill("site")
    notice = page.get_by_role("alert").filter(has_text="the server answered 503")
    expect(notice).to_be_visible()
    page.unroute(PREVIEWS)
    builder.is_saved()
    expect(notice).not_to_be_visible()
    assert "name: site\n" in builder.stored


def test_a_link_followed_without_connection_waits_for_it(page: Page, watch: Watch) -> None:
    builder = Builder(page)
    lose_connection(page, watch)
    builder.control(NAME).fill("site")
    expect(page.get_by_role("alert").filter(has_text="Not saved")).to_be_visible()
    builder.outline("Volumes").click()
    expect(builder.control(NAME)).to_have_value("site")
    page.unroute(PREVIEWS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Volumes")
    assert "name: site\n" in builder.stored


def test_leaving_with_unsaved_text_asks(page: Page, watch: Watch) -> None:
    builder = Builder(page)
    lose_connection(page, watch)
    builder.control(NAME).press("End")
    page.keyboard.type("-2")
    expect(page.get_by_role("alert").filter(has_text="Not saved")).to_be_visible()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    expect(builder.control(NAME)).to_have_value("web-2")
    page.unroute(PREVIEWS)
    builder.is_saved()


def test_leaving_with_everything_saved_asks_nothing(page: Page) -> None:
    builder = Builder(page)
    builder.type(NAME, "-2")
    page.on("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert "name: web-2\n" in builder.stored


def test_a_step_chosen_right_after_typing_loses_nothing(page: Page) -> None:
    builder = Builder(page)
    page.evaluate(
        """() => {
            const control = document.getElementById("f-metadata-name");
            control.value = "quick";
            control.dispatchEvent(new Event("input", {bubbles: true}));
            document.querySelector("#outline a[href*=volumes]").click();
        }"""
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Volumes")
    expect(builder.line("name: quick")).to_be_visible()
    assert "name: quick\n" in builder.stored


def test_a_step_chosen_while_the_save_is_on_its_way_loses_nothing(page: Page) -> None:
    builder = Builder(page)
    with held(page) as routes:
        builder.control(NAME).fill("quick")
        wait_for(page, routes)
        builder.control(NAME).fill("quicker")
        page.get_by_role("link", name="Next: ").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("web")
        routes.clear()  # the page that asked is gone
    assert "name: quicker\n" in builder.stored


def test_a_text_that_is_no_value_is_not_left_behind_unseen(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    page.evaluate(
        """() => {
            const control = document.getElementById("f-spec-containers-0-ports-0-containerPort");
            control.value = "eighty";
            control.dispatchEvent(new Event("input", {bubbles: true}));
            document.querySelector("#outline a[href*=volumes]").click();
        }"""
    )
    port = "spec.containers[0].ports[0].containerPort"
    expect(builder.says(port)).to_contain_text("whole number")
    expect(builder.control(port)).to_have_value("eighty")


def test_a_reload_keeps_everything(page: Page) -> None:
    builder = Builder(page)
    builder.fill(NAME, "site")
    page.reload()
    expect(builder.control(NAME)).to_have_value("site")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    builder.press("undo")
    expect(builder.control(NAME)).to_have_value("web")


def test_a_draft_waits_for_its_visitor(page: Page, new_context: Callable[..., BrowserContext]) -> None:
    """The browser was closed, the server restarted: only the cookies and the database are left."""
    builder = Builder(page)
    builder.fill(NAME, "site")
    cookies = page.context.cookies()
    page.context.close()
    later = new_context()
    later.add_cookies(
        [{k: c[k] for k in ("name", "value", "domain", "path")} for c in cookies if c["name"] == "visitor"]
    )
    page = later.new_page()
    page.goto("/")
    page.get_by_role("link", name="site", exact=True).click()
    expect(page.locator('[name="metadata.name"]')).to_have_value("site")


def test_a_text_that_is_no_value_is_shown_again_before_it_is_left(page: Page) -> None:
    Builder(page, step="containers/0")
    port = page.locator("[name='spec.containers[0].ports[0].containerPort']")
    port.fill("eighty")
    expect(page.locator("#saved")).to_have_text("Not all of it saved")
    page.locator("#outline a", has_text="Volumes").click()
    expect(page.locator("#step")).to_contain_text("The fields marked below are not saved")
    expect(port).to_have_value("eighty")
    page.locator("#outline a", has_text="Volumes").click()
    expect(page.locator("#step h1")).to_have_text("Volumes")


@pytest.mark.parametrize("script", ["htmx", "saving"])
def test_what_is_typed_before_the_scripts_run_is_saved(page: Page, script: str) -> None:
    builder = Builder(page)
    waiting: list[Route] = []
    page.route(re.compile(rf"/{script}[^/]*\.js"), lambda route: waiting.append(route))
    page.goto(page.url, wait_until="commit")
    wait_for(page, waiting)
    builder.control(NAME).fill("site")
    assert "name: site" not in builder.stored
    for route in waiting:
        route.continue_()
    expect(builder.line("name: site")).to_be_visible()
    builder.is_saved()
    assert "name: site\n" in builder.stored


def test_a_choice_made_before_the_scripts_run_reshapes_the_form(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    probe = "spec.containers[0].readinessProbe"
    waiting: list[Route] = []
    page.route(re.compile(r"/saving[^/]*\.js"), lambda route: waiting.append(route))
    page.goto(page.url, wait_until="commit")
    wait_for(page, waiting)
    page.get_by_role("heading", name="Readiness probe").click()
    builder.control(f"{probe}:source").select_option("tcpSocket")
    for route in waiting:
        route.continue_()
    expect(builder.control(f"{probe}.tcpSocket.port")).to_be_visible()
    builder.is_saved()
    assert "tcpSocket:" in builder.stored

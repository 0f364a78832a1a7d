"""A page that is left while something is being typed: it is sent at once, and only what cannot be sent asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.editor import Editor
from tests.browser.support import PREVIEWS, Builder, held, wait_for
from tests.support.watch import Watch

NAME = "metadata.name"
TYPE = """text => {
    const control = document.getElementById("f-metadata-name");
    control.value = text;
    control.dispatchEvent(new Event("input", {bubbles: true}));
    LEAVE;
}"""
WAYS = {
    "a reload": "location.reload()",
    "another address": "location.assign('/rules/')",
    "back": "history.back()",
}


def wait_for_stored(builder: Builder, piece: str) -> None:
    """Until the server has this; the request outlives its page."""
    for _ in range(1000):
        if piece in builder.stored:
            return
        builder.page.wait_for_timeout(10)
    raise AssertionError(f"{piece!r} is not stored")


@pytest.fixture
def asked(page: Page) -> list[str]:
    """What the page has asked before it was left; the answer is to leave it."""
    found: list[str] = []

    def leave(dialog: Dialog) -> None:
        found.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    return found


@pytest.mark.parametrize("way", WAYS)
def test_what_was_typed_is_sent_as_the_page_is_left(page: Page, asked: list[str], way: str) -> None:
    page.goto("/rules/")
    builder = Builder(page)
    # A browser asks nothing for a page that nobody has touched.
    builder.control(NAME).click()
    with page.expect_navigation():
        page.evaluate(TYPE.replace("LEAVE", WAYS[way]), "quick")
    wait_for_stored(builder, "name: quick\n")
    assert asked == []


def test_closing_the_tab_sends_it_too(page: Page, asked: list[str]) -> None:
    builder = Builder(page)
    builder.control(NAME).click()
    builder.page = page.context.new_page()
    page.evaluate(TYPE.replace("LEAVE", ""), "quick")
    page.close(run_before_unload=True)
    wait_for_stored(builder, "name: quick\n")
    assert asked == []


def test_the_editors_text_is_sent(page: Page, asked: list[str]) -> None:
    builder = Builder(page)
    editor = Editor(builder)
    editor.replace("name: web", "name: written")
    with page.expect_navigation():
        page.evaluate("location.reload()")
    wait_for_stored(builder, "name: written\n")
    assert asked == []


def too_long(builder: Builder, watch: Watch) -> None:
    builder.page.evaluate(TYPE.replace("LEAVE", ""), "x" * 70_000)


def without_connection(builder: Builder, watch: Watch) -> None:
    watch.expect("net::ERR_")
    watch.expect("console error: htmx:")
    builder.page.route(PREVIEWS, lambda route: route.abort("connectionrefused"))
    builder.control(NAME).fill("gone")
    expect(builder.page.get_by_role("alert").filter(has_text="Not saved")).to_be_visible()


def no_value(builder: Builder, watch: Watch) -> None:
    builder.open("containers/0")
    builder.control("spec.containers[0].ports[0].containerPort").fill("eighty")
    expect(builder.saved).to_have_text("Not all of it saved")


CANNOT_BE_SENT: dict[str, Callable[[Builder, Watch], None]] = {
    "more than a request may carry that outlives its page": too_long,
    "no connection": without_connection,
    "a text that is no value": no_value,
}


@pytest.mark.parametrize("case", CANNOT_BE_SENT)
def test_what_cannot_be_sent_asks(page: Page, watch: Watch, asked: list[str], case: str) -> None:
    builder = Builder(page)
    builder.control(NAME).click()
    CANNOT_BE_SENT[case](builder, watch)
    with page.expect_navigation():
        page.evaluate("location.reload()")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("way", ["a reload", "the outline"])
def test_what_was_sent_before_takes_back_nothing_when_it_arrives_late(page: Page, watch: Watch, way: str) -> None:
    """The older post is held where it cannot be seen, between the browser and the server."""
    builder = Builder(page)
    builder.control(NAME).click()
    with held(page) as routes:
        builder.control(NAME).fill("older")
        wait_for(page, routes)
        (older,) = [route.request for route in routes]
        with page.expect_navigation():
            page.unroute(PREVIEWS)
            if way == "a reload":
                page.evaluate(TYPE.replace("LEAVE", WAYS[way]), "newer")
            else:
                page.evaluate(TYPE.replace("LEAVE", ""), "newer")
                builder.outline("Volumes").click()
        wait_for_stored(builder, "name: newer\n")
        headers = {name: value for name, value in older.headers.items() if name != "content-length"}
        late = page.request.post(older.url, data=older.post_data_buffer, headers=headers)
        assert (late.status, "newer" in late.text()) == (200, True)
        assert "name: newer\n" in builder.stored
        routes.clear()

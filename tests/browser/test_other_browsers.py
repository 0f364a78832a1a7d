"""The main job, undo, the editor and dialogs in Firefox and in WebKitGTK, whose like Safari is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import yaml
from pytest_django.live_server_helper import LiveServer

from tests.browser.window import Window
from tests.builder.support import POD
from tests.support.webdriver import BROWSERS, Missing, Running

APP = "spec.containers[0]"
NAME, IMAGE = "metadata.name", f"{APP}.image"


@pytest.fixture(scope="session", params=BROWSERS)
def other_browser(request: pytest.FixtureRequest) -> Iterator[Running]:
    with ExitStack() as stack:
        try:
            running = stack.enter_context(BROWSERS[request.param]())
        except Missing as missing:
            if os.environ.get("CI"):
                pytest.fail(f"{request.param}: {missing}")
            pytest.skip(f"{request.param}: {missing}")
        yield running


@pytest.mark.parametrize(("name", "what"), [("Firefox", "firefox-esr or firefox"), ("WebKitGTK", "WebKitWebDriver")])
def test_what_is_not_installed_is_named(name: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Missing, match=f"^{what} is not installed"), BROWSERS[name]():
        pass


@pytest.fixture
def window(other_browser: Running, live_server: LiveServer, transactional_db: None) -> Window:
    return Window(other_browser, live_server.url)


def test_the_main_job(window: Window) -> None:
    window.goto("/")
    window.click("button", "Blank pod")
    window.heading("Metadata")
    window.until("focused", NAME)
    window.fill(NAME, "my-nginx-pod")
    window.click('#outline a[href$="/containers/0/"]')
    window.heading("app")
    window.fill(IMAGE, "nginx:1.27")
    window.click(f'button[value="add:{APP}.ports"]')
    window.until("focused", f"{APP}.ports[0].containerPort")
    window.type("80")
    window.is_saved()
    window.press("Control+Enter")
    window.heading("Review and export")
    window.click("main a", "Download my-nginx-pod.yaml")
    assert yaml.safe_load(window.download()) == {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "my-nginx-pod"},
        "spec": {"containers": [{"name": "app", "image": "nginx:1.27", "ports": [{"containerPort": 80}]}]},
    }


def test_undo_and_redo_by_button_and_key(window: Window) -> None:
    window.open_draft()
    window.fill(NAME, "site")
    window.click("#undo")
    window.until("value", "web", NAME)
    window.click("#redo")
    window.until("value", "site", NAME)
    window.click("#step h1")
    window.press("Control+z")
    window.until("value", "web", NAME)
    window.is_saved()
    assert window.yaml == POD


def test_the_editor(window: Window) -> None:
    draft = window.open_draft(step="containers/0")
    window.click("#step h1")
    window.press("e")
    window.until("is_shown", True, "#editor.ace_focus")
    window.run("const editor = ace.edit('editor'); editor.gotoLine(4, Infinity)")
    window.type(": no")
    window.until("is_shown", True, "#editor-problem")
    assert window.text("#editor-problem").startswith("Line 4, column")
    for _ in ": no":
        window.press("Backspace")
    window.until("#editor-problem", "")
    window.run("ace.edit('editor').gotoLine(12, Infinity)")
    window.press("Backspace")
    window.type("-alpine" + '"')
    window.is_saved()
    window.until("value", "nginx:1.27-alpine", IMAGE)
    window.press("Escape")
    window.press("Tab")
    window.until("run", False, "return Boolean(document.activeElement.closest('.editor'))")
    draft.refresh_from_db()
    assert draft.text == POD.replace("nginx:1.27", "nginx:1.27-alpine")


def test_dialogs_and_menus(window: Window) -> None:
    window.open_draft()
    window.click("#step h1")
    before = window.focused
    window.press("?")
    window.until("is_shown", True, "#keys[open]")
    assert window.run("return document.activeElement.closest('dialog')?.id") == "keys"
    window.press("Escape")
    window.until("is_shown", False, "#keys[open]")
    assert window.focused == before
    window.click("details.menu > summary", "Export")
    window.until("is_shown", True, "details.menu[open] .menu__items")
    window.press("Escape")
    window.until("is_shown", False, "details.menu[open] .menu__items")
    assert window.focused == "Export"


def test_a_form_changes_its_shape_under_a_control_that_stays(window: Window) -> None:
    window.open_draft(step="containers/0")
    probe = f"{APP}.readinessProbe"
    top = f"""
        const control = document.getElementsByName("{probe}:source")[0];
        for (let at = control; at; at = at.parentElement) if (at.localName === "details") at.open = true;
        if (arguments[0]) control.scrollIntoView({{ block: "center" }});
        return control.getBoundingClientRect().top;
    """
    before = window.run(top, True)
    window.choose(f"{probe}:source", "httpGet")
    window.until("is_shown", True, f'[name="{probe}.httpGet.port"]')
    window.is_saved()
    assert abs(window.run(top, False) - before) < 1
    assert window.focused == f"{probe}:source"


def test_a_field_is_found_from_the_keyboard(window: Window) -> None:
    window.open_draft()
    window.click("#step h1")
    window.press("/")
    window.type("image")
    window.until("run", "image", "return document.querySelector('#found').dataset.asked")
    window.press("ArrowDown")
    window.press("Enter")
    window.heading("web")
    window.until("focused", IMAGE)


def test_the_page_before_is_drawn_anew(window: Window) -> None:
    """These browsers keep pages as they were left, and may show them again."""
    window.open_draft()
    window.heading("Metadata")
    window.click("#step a[rel=next]")
    window.heading("web")
    window.fill(f"{APP}.name", "site")
    window.back()
    window.heading("Metadata")
    window.until('#outline a[href$="/containers/0/"] .outline__name', "site")

"""A real browser for tests: Debian's Chromium, driven by Playwright, and watched.

A test takes `page`, which opens paths of the live server: `page.goto("/")`. For a second visitor, or without
JavaScript, it takes `new_context`. Whatever goes wrong unseen in any of its pages (an error in the console, a refusal
by the content security policy, a request to another host, a server error) fails the test; what it provokes itself it
names beforehand with `watch.expect("404")`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.support.watch import Watch

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# Patience for a machine that does other things, too; what is there at once costs none of it.
expect.set_options(timeout=15_000)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        missing = f"Chromium is not installed: none of {', '.join(PROGRAMS)} was found."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def watch(live_server: LiveServer) -> Watch:
    return Watch(live_server.url)


@pytest.fixture
def new_context(
    browser: Browser, live_server: LiveServer, transactional_db: None, watch: Watch
) -> Iterator[Callable[..., BrowserContext]]:
    """Make another visitor: a browser context with cookies of its own. Takes Playwright's own options."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        # Without motion, so that nothing is looked at halfway between two colours.
        defaults = {"base_url": live_server.url, "reduced_motion": "reduce", "viewport": {"width": 1440, "height": 900}}
        context = browser.new_context(**{**defaults, **options})
        context.set_default_timeout(10_000)
        watch.follow(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    watch.assert_quiet()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()

"""A session that ends or changes in another tab while somebody types: the page says so, and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from playwright.sync_api import BrowserContext, Locator, Page, expect

from podbuilder.accounts.models import UserSession
from podbuilder.builder.models import Draft
from podbuilder.library.models import SavedTemplate
from tests.accounts.support import PASSWORD, person
from tests.browser.support import Builder
from tests.library.support import saved
from tests.support.accessibility import assert_accessible
from tests.support.watch import Watch

NAME = "metadata.name"


@pytest.fixture(autouse=True)
def _refusals(watch: Watch) -> None:
    """While a session changes hands a page may still ask with what is out of date: refused, and asked again."""
    watch.expect("403")
    watch.expect("404")


@pytest.fixture
def alice(transactional_db: None) -> object:
    return person("alice")


def sign_in(page: Page, name: str = "alice") -> None:
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()


def sign_in_beside(page: Page, name: str = "alice") -> Page:
    """Sign in in another tab of the same browser."""
    other = page.context.new_page()
    other.goto("/sign-in/")
    sign_in(other, name)
    expect(other.locator(".account-menu summary")).to_have_accessible_name(f"Account of {name}")
    page.bring_to_front()
    return other


def end_every_session() -> None:
    UserSession.objects.all().sign_out()


def move_clock(context: BrowserContext, days: int) -> None:
    """Let time pass: what would have expired by then is gone, in the browser and on the server."""
    Session.objects.update(expire_date=F("expire_date") - timedelta(days=days))
    then = time.time() + days * 24 * 3600
    kept = [one for one in context.cookies() if one["expires"] == -1 or one["expires"] > then]
    context.clear_cookies()
    context.add_cookies(kept)


def out_of_reach(page: Page) -> Locator:
    return page.get_by_role("alert").filter(has_text="Not saved")


@pytest.fixture
def builder(page: Page, alice: object) -> Builder:
    """Alice at a draft of hers, in the middle of a word."""
    builder = Builder(page)
    page.goto("/sign-in/")
    sign_in(page)
    expect(page.get_by_text("Your draft is now in your account.")).to_be_visible()
    builder.open("metadata")
    builder.type(NAME, "-s")
    return builder


def test_a_visitor_signs_in_beside_while_typing(page: Page, alice: object) -> None:
    builder = Builder(page)
    builder.type(NAME, "-2")
    sign_in_beside(page)
    builder.type(NAME, "-and-on")
    assert "name: web-2-and-on\n" in builder.stored
    assert Draft.objects.get().owner == alice


def test_whoever_signed_in_beside_is_who_may_go_on(page: Page, alice: object) -> None:
    builder = Builder(page)
    sign_in_beside(page)
    builder.type(NAME, "-2")
    end_every_session()
    builder.control(NAME).press("End")
    page.keyboard.type("-and-on")
    expect(out_of_reach(page)).to_contain_text("Sign in as alice in another tab")
    sign_in_beside(page)
    builder.is_saved()
    assert "name: web-2-and-on\n" in builder.stored


def test_signing_in_beside_that_the_page_has_not_heard_of(page: Page, alice: object) -> None:
    # While nobody is signed in the page may ask whether it is behind.
    page.add_init_script("delete window.BroadcastChannel")
    builder = Builder(page)
    builder.type(NAME, "-2")
    sign_in_beside(page)
    builder.type(NAME, "-and-on")
    assert "name: web-2-and-on\n" in builder.stored


def test_signing_in_again_beside(builder: Builder) -> None:
    # While nobody is signed in the page may ask whether it is behind.
    end_every_session()
    sign_in_beside(builder.page)
    builder.type(NAME, "ite")
    assert "name: web-site\n" in builder.stored


def ended(builder: Builder) -> None:
    end_every_session()


def twenty_days_later(builder: Builder) -> None:
    move_clock(builder.page.context, days=20)


@pytest.mark.parametrize("end", [ended, twenty_days_later])
def test_a_session_that_ends_while_typing(builder: Builder, end: Callable[[Builder], None]) -> None:
    page = builder.page
    end(builder)
    builder.control(NAME).press("End")
    page.keyboard.type("it")
    expect(out_of_reach(page)).to_contain_text("Sign in as alice in another tab")
    expect(builder.saved).to_have_text("Not saved")
    assert_accessible(page)
    page.keyboard.type("e")
    expect(builder.control(NAME)).to_be_focused()
    with page.context.expect_page() as opened:
        out_of_reach(page).get_by_role("link", name="Sign in").click()
    sign_in(opened.value)
    expect(opened.value.get_by_role("heading", name="Signed in as alice")).to_be_visible()
    assert_accessible(opened.value)
    opened.value.close()
    builder.is_saved()
    expect(out_of_reach(page)).to_have_count(0)
    assert "name: web-site\n" in builder.stored
    builder.type(NAME, "-2")
    assert "name: web-site-2\n" in builder.stored


def test_the_editor_keeps_its_text_too(builder: Builder) -> None:
    page = builder.page
    page.locator("#edit").click()
    expect(page.locator(".ace_text-input")).to_be_focused()
    end_every_session()
    page.keyboard.press("Control+End")
    page.keyboard.type("# typed here")
    expect(out_of_reach(page)).to_be_visible()
    sign_in_beside(page)
    builder.is_saved()
    assert builder.stored.endswith("# typed here")


def test_a_link_that_is_followed_meanwhile_waits(builder: Builder) -> None:
    end_every_session()
    builder.control(NAME).press("End")
    builder.page.keyboard.type("ite")
    expect(out_of_reach(builder.page)).to_be_visible()
    builder.outline("Volumes").click()
    expect(builder.control(NAME)).to_have_value("web-site")
    sign_in_beside(builder.page)
    expect(builder.page.get_by_role("heading", level=1)).to_have_text("Volumes")
    assert "name: web-site\n" in builder.stored


def test_somebody_else_is_signed_in_now(builder: Builder) -> None:
    person("bob")
    page = builder.page
    end_every_session()
    sign_in_beside(page, "bob")
    builder.control(NAME).press("End")
    page.keyboard.type("ite")
    notice = out_of_reach(page)
    expect(notice).to_contain_text("bob is signed in now, and has no such draft. Sign in as alice")
    with page.expect_download() as download:
        notice.get_by_role("button", name="Download it").click()
    assert download.value.suggested_filename == "web-site.yaml"
    assert "name: web-site\n" in Path(download.value.path()).read_text()
    notice.get_by_role("button", name="Keep it as a new draft").click()
    expect(page.get_by_text("What you typed is in this new draft.")).to_be_visible()
    expect(builder.control(NAME)).to_have_value("web-site")
    assert "name: web-site\n" in Draft.objects.get(owner__username="bob").text
    assert "name: web-s\n" in builder.stored


def test_a_visitor_who_is_not_known_any_more(page: Page) -> None:
    builder = Builder(page)
    page.context.clear_cookies(name="visitor")
    builder.control(NAME).press("End")
    page.keyboard.type("-2")
    expect(out_of_reach(page)).to_contain_text("This draft is gone")
    out_of_reach(page).get_by_role("button", name="Keep it as a new draft").click()
    expect(builder.control(NAME)).to_have_value("web-2")


def test_a_form_of_another_page_is_sent_again(
    page: Page, new_context: Callable[..., BrowserContext], alice: object
) -> None:
    """Without JavaScript: the README's text comes back, and is sent once somebody is signed in again."""
    template = saved(owner=alice, slug="web")
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/sign-in/")
    sign_in(page)
    page.goto(f"/t/{template.address}/settings/")
    page.get_by_label("README").fill("# Long\n\nand carefully put")
    end_every_session()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
    expect(page.locator("pre").filter(has_text="and carefully put")).to_be_visible()
    sign_in_beside(page)
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is out of date")
    page.get_by_role("button", name="Send it again").click()
    assert SavedTemplate.objects.get().readme.splitlines()[-1] == "and carefully put"

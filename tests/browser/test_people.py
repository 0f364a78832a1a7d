"""Signing up, a team, an invitation that a colleague follows; and every page of it for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from podbuilder.teams.models import Membership
from tests.accounts.support import PASSWORD
from tests.browser.support import Builder, begin_draft
from tests.support.accessibility import assert_accessible, assert_accessible_in_every_look


def sign_up(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()


def test_a_colleague_is_invited(page: Page, new_context: Callable[..., BrowserContext]) -> None:
    draft = begin_draft(page)
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name="Sign up").click()
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator(".message--error")).to_have_count(2)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page).to_have_title("Error: Sign up · Podbuilder")
    page.get_by_role("alert").get_by_role("link", name="Password").click()
    expect(page.get_by_label("Password")).to_be_focused()
    expect(page.get_by_label("Password")).to_have_accessible_description(re.compile("This is missing"))
    assert_accessible(page)
    sign_up(page, "alice")
    expect(page.get_by_text("Your draft is now in your account.")).to_be_visible()
    Builder(page, draft=draft).type("metadata.name", "-2")

    page.goto("/teams/new/")
    page.get_by_label("Name", exact=True).fill("Web platform")
    page.get_by_label("Short name").fill("web")
    page.get_by_role("button", name="Create the team").click()
    page.get_by_role("button", name="Invite").click()
    link = page.locator(".secret").inner_text()
    assert_accessible_in_every_look(page)

    colleague = new_context().new_page()
    colleague.goto(link)
    assert_accessible(colleague)
    colleague.get_by_role("link", name="Sign up to join").click()
    sign_up(colleague, "edgar")
    colleague.get_by_role("button", name="Join as edgar").click()
    expect(colleague.get_by_role("heading", name="Web platform")).to_be_visible()
    assert Membership.objects.get(user__username="edgar").role == "editor"


def test_the_account_and_its_menu(page: Page) -> None:
    page.goto("/sign-up/")
    sign_up(page, "alice")
    page.goto("/account/")
    assert_accessible_in_every_look(page)
    menu = page.locator(".account-menu")
    menu.locator("summary").press("Enter")
    assert_accessible(page)
    menu.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_text("You have been signed out.")).to_be_visible()

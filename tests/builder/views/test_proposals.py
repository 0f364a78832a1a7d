"""Every page of a proposal, by hand as a browser without JavaScript does it: shown, applied, undone, or overtaken."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.proposal import Proposal
from tests.builder.proposals.kinds import PROBE, TEXT
from tests.builder.support import begin, edit
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
CHANGED = "This draft was changed in another tab"


class Page(NamedTuple):
    """A page of a proposal: its address under the draft's, its button, and where and with which words it goes on."""

    path: str
    button: str
    goes_on: str
    done: str


PAGES = {
    "a recipe": Page("add/fluent-bit/", "Add to the pod", "/edit/init-containers/0/", "log-shipper was added."),
    "a conversion": Page(
        "convert/native/containers/1/",
        "Make logs a native sidecar",
        "/edit/init-containers/0/",
        "logs is now a native sidecar.",
    ),
    "devices": Page("devices/", "Apply", "/edit/containers/0/", "web asks for 1 × NVIDIA GPU"),
    "hardening": Page("reach/restricted/", "Apply", "/edit/review/", "Restricted is reached."),
    "a fix that asks": Page(
        f"advice/fix/?rule=liveness-probe-missing&path={PROBE}",
        "Apply",
        "/edit/containers/0/",
        "Add a liveness probe",
    ),
}
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def opened(client: Client, page: Page, text: str = TEXT) -> tuple[Draft, PlainBrowser]:
    draft = begin(client, text)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/{page.path}")
    assert browser.status == 200
    return draft, browser


def text_of(draft: Draft) -> str:
    draft.refresh_from_db()
    return draft.text


@every_page
def test_it_is_shown_and_nothing_is_written(client: Client, page: Page) -> None:
    draft, browser = opened(client, page)
    assert CHANGED not in browser.root.text
    assert "l--add" in browser.content.decode()
    assert (text_of(draft), draft.changes.count()) == (TEXT, 0)


@every_page
def test_applied_it_says_so_goes_on_and_can_be_undone(client: Client, page: Page) -> None:
    draft, browser = opened(client, page)
    browser.press(page.button)
    assert page.goes_on in browser.url
    assert page.done in browser.root.text
    offered = [button.attrs.get("value") for button in browser.by_id["last-change"].all("button")]
    assert offered[0] == "undo"
    assert text_of(draft) != TEXT
    assert draft.changes.count() == 1
    assert edit(client, draft, "review", op="undo") == TEXT


@every_page
def test_a_page_that_is_overtaken_says_so_and_applies_when_pressed_again(client: Client, page: Page) -> None:
    draft, browser = opened(client, page)
    other = edit(client, draft, "metadata", {"metadata.name": "front"})
    browser.press(page.button)
    assert browser.status == 200
    assert CHANGED in browser.root.text
    assert text_of(draft) == other
    browser.press(page.button)
    assert page.done in browser.root.text
    assert "name: front" in text_of(draft)
    assert edit(client, draft, "review", op="undo") == other


@every_page
def test_a_page_that_is_overtaken_at_the_last_moment_writes_nothing(
    client: Client, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, browser = opened(client, page)
    other = edit(client, draft, "metadata", {"metadata.name": "front"})
    # As if the other page had written only after this one was compared with the draft.
    monkeypatch.setattr(Proposal, "is_stale", lambda *_: False)
    browser.press(page.button)
    assert CHANGED in browser.root.text
    assert text_of(draft) == other


@every_page
def test_nothing_is_done_twice(client: Client, page: Page) -> None:
    draft, browser = opened(client, page)
    again = PlainBrowser(client)
    again.open(browser.url)
    browser.press(page.button)
    once = text_of(draft)
    again.press(page.button)
    # The container, or the advice, may not be there any more.
    assert again.status == 404 or CHANGED in again.root.text or "nothing left to fix there" in again.root.text
    assert text_of(draft) == once


def test_a_fix_that_another_page_has_made_is_not_made_again(client: Client) -> None:
    draft, browser = opened(client, PAGES["a fix that asks"])
    other = PlainBrowser(client)
    other.open(browser.url)
    other.press("Apply")
    made = text_of(draft)
    browser.press("Apply")
    assert "There is nothing left to fix there." in browser.root.text
    assert text_of(draft) == made


SEVERAL = f"{TEXT}---\n{TEXT.replace('name: web', 'name: other')}"


@every_page
def test_of_several_pods_the_one_that_is_shown_is_changed(client: Client, page: Page) -> None:
    draft, browser = opened(client, page, SEVERAL)
    draft.choose_pod(1)
    browser.press(page.button)
    first, second = text_of(draft).split("---\n")
    assert first != TEXT
    assert second == SEVERAL.split("---\n")[1]


def test_of_several_pods_the_advice_of_the_one_that_is_shown_is_taken(client: Client) -> None:
    draft, browser = opened(client, Page("advice/", "Apply all safe fixes", "", ""), SEVERAL)
    draft.choose_pod(1)
    browser.press("Apply all safe fixes")
    first, second = text_of(draft).split("---\n")
    assert first != TEXT
    assert second == SEVERAL.split("---\n")[1]

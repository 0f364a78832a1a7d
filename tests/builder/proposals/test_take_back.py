"""Taking back what has changed since a text came in."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.changed import WINDOWS, changed, url
from tests.builder.support import POD
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text", [POD, WINDOWS], ids=["plain", "Windows' line ends, a byte order mark, no last line end"]
)
def test_one_is_taken_back_and_that_undone_and_done_again(client: Client, text: str) -> None:
    draft = changed(client, text)
    before = draft.text
    browser = PlainBrowser(client)
    browser.open(url(draft))
    browser.press("Take back change 2")
    draft.refresh_from_db()
    assert draft.text == before.replace("1.28", "1.27")
    assert "Restored line 12, as the text came in." in browser.root.text
    browser.press("Undo")
    draft.refresh_from_db()
    assert draft.text == before
    browser.press("Redo")
    draft.refresh_from_db()
    assert draft.text == before.replace("1.28", "1.27")
    browser.press("Take back all changes")
    draft.refresh_from_db()
    assert draft.text == text == draft.received
    assert draft.undo(base=draft.revision, tab_id="page") == "Take back all changes"


def test_a_page_that_is_out_of_date_takes_nothing_back(client: Client) -> None:
    draft = changed(client)
    page = PlainBrowser(client)
    page.open(url(draft))
    draft.write(draft.text.replace("fast", "slow"), base=draft.revision, tab_id="another")
    page.press("Take back change 1")
    assert "This draft was changed in another tab" in page.root.text
    draft.refresh_from_db()
    assert "tier" not in draft.text
    stale = {"base": "1", "tab_id": "x", "op": "undo"}
    assert client.post(url(draft), stale).status_code == 302
    draft.refresh_from_db()
    assert "slow" in draft.text


@pytest.mark.parametrize("number", ["3", "-1", "x", ""])
def test_a_change_that_is_not_there(client: Client, number: str) -> None:
    draft = changed(client)
    assert client.post(url(draft), {"change": number, "base": draft.revision}).status_code == 302
    draft.refresh_from_db()
    assert draft.position == 1

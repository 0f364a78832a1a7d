"""A text that waited to be mended is brought together with what was written meanwhile."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import POD, begin
from tests.builder.views.test_yaml_editor import BROKEN, check

pytestmark = pytest.mark.django_db

# What was written in a form while the text waited; what it becomes; what is stored then, or "" where somebody is asked.
OTHER, SITE = POD.replace("tier: front", "tier: back"), POD.replace("name: web\n  labels", "name: site\n  labels")
MENDED: dict[str, tuple[str, str, str]] = {
    "nothing": (POD, SITE, SITE),
    "another field": (OTHER, SITE, SITE.replace("tier: front", "tier: back")),
    "the same": (SITE, SITE, SITE),
    "another value of the same field": (POD.replace("name: web\n  labels", "name: shop\n  labels"), SITE, ""),
}


@pytest.mark.parametrize("is_box", [True, False], ids=["the text box", "the editor"])
@pytest.mark.parametrize(("written", "mended", "stored"), MENDED.values(), ids=MENDED)
def test_what_was_written_while_it_waited_is_not_overwritten(
    client: Client, written: str, mended: str, stored: str, is_box: bool
) -> None:
    draft = begin(client)
    check(client, draft, BROKEN)
    check(client, draft, f"{BROKEN}# and on")
    assert draft.unreadable_from == POD
    draft.write(written, base=draft.revision, tab_id="form")
    opened = "yaml/" if is_box else "edit/metadata/"
    page = client.get(f"/drafts/{draft.key}/{opened}").content.decode()
    assert 'name="mends"' in page
    url = f"/drafts/{draft.key}/yaml/" if is_box else f"/drafts/{draft.key}/yaml/check/metadata/"
    data = {"yaml": mended, "base": draft.revision, "tab_id": "opened later", "mends": "1"}
    answer = client.post(url, data)
    draft.refresh_from_db()
    assert draft.text == (stored or written)
    assert (draft.unreadable == "", draft.unreadable_from == "") == (bool(stored),) * 2
    if stored:
        return
    assert "changed in another tab" in answer.content.decode()
    assert not is_box or 'name="mends"' not in answer.content.decode()
    client.post(url, {**data, "op": "mine"})
    draft.refresh_from_db()
    assert (draft.text, draft.unreadable) == (mended, "")


def test_who_did_not_open_the_waiting_text_writes_as_ever(client: Client) -> None:
    draft = begin(client)
    check(client, draft, BROKEN)
    draft.write(OTHER, base=draft.revision, tab_id="tab-one")
    check(client, draft, SITE)
    assert draft.text == SITE


@pytest.mark.parametrize("is_asked", [True, False], ids=["by whoever mends it", "by a page that follows"])
def test_a_text_that_gives_way_to_another_page_waits_no_longer(client: Client, is_asked: bool) -> None:
    draft = begin(client)
    check(client, draft, BROKEN)
    draft.write(OTHER, base=draft.revision, tab_id="form")
    typed = {"yaml": SITE} if is_asked else {}
    url = f"/drafts/{draft.key}/preview/metadata/"
    data = {"op": "theirs", "mends": "1", "base": draft.revision, "tab_id": "opened later"}
    assert client.post(url, {**data, **typed}).status_code == 200
    draft.refresh_from_db()
    assert (draft.text, draft.unreadable == "") == (OTHER, is_asked)

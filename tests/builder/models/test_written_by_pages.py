"""Which page wrote last, which have missed that, and which post of a page comes late."""

from __future__ import annotations

import pytest

from podbuilder.builder.models import Draft

# A draft at revision 7, which the page "mine" has written from revision 4 on, with its fifth post.
DRAFT = {"revision": 7, "tab_id": "mine", "tab_id_since": 4, "tab_serial": 5}
STALE = {
    "the newest revision": (7, "other", False),
    "the page's own run of writes": (4, "mine", False),
    "the page before its run began": (3, "mine", True),
    "another page": (6, "other", True),
    "a page without a name": (6, "", True),
}
OVERTAKEN = {
    "the next post": ("mine", 6, False),
    "the same post again": ("mine", 5, False),
    "an older post": ("mine", 4, True),
    "a post without a serial": ("mine", 0, False),
    "another page's post": ("other", 1, False),
    "a page without a name": ("", 1, False),
}


@pytest.mark.parametrize(("base", "tab_id", "is_stale"), STALE.values(), ids=STALE)
def test_who_has_missed_something(base: int, tab_id: str, is_stale: bool) -> None:
    assert Draft(**DRAFT).is_stale(base, tab_id) is is_stale


@pytest.mark.parametrize(("tab_id", "serial", "is_overtaken"), OVERTAKEN.values(), ids=OVERTAKEN)
def test_which_post_comes_late(tab_id: str, serial: int, is_overtaken: bool) -> None:
    assert Draft(**DRAFT).is_overtaken(tab_id, serial) is is_overtaken


def test_a_page_goes_on_with_its_run_or_begins_one() -> None:
    draft = Draft(**DRAFT)
    assert draft.turn_of("mine", 6) == {"tab_serial": 6}
    assert draft.turn_of("mine", 0) == {}
    assert draft.turn_of("other", 1) == {"tab_id": "other", "tab_id_since": 7, "tab_serial": 1}

"""What is said of a new link, and of the credentials that it would show."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from podbuilder.library.forms.links_and_tokens import AcknowledgementForm, ShareForm
from podbuilder.library.models import SavedTemplate

MARK = "a" * 64
DAYS = {"1": 1, "7": 7, "30": 30, "": 7, None: 7, "never": None}
REVISIONS = {"": None, "2": 2, "1": 1, "3": None, "0": None, "x": None}


@pytest.mark.parametrize("days", DAYS)
def test_how_long_a_link_works(days: str | None) -> None:
    form = ShareForm({} if days is None else {"days": days})
    assert form.is_valid()
    if DAYS[days] is None:
        assert form.expires is None
    else:
        assert form.expires is not None
        assert abs(form.expires - timezone.now() - timedelta(days=DAYS[days])) < timedelta(minutes=1)


def test_a_time_that_is_not_offered_makes_no_link() -> None:
    assert not ShareForm({"days": "9" * 30}).is_valid()


@pytest.mark.parametrize("posted", REVISIONS)
def test_which_revision_it_shows(posted: str) -> None:
    form = ShareForm({"revision": posted, "days": "7"}, SavedTemplate(latest_revision=2))
    assert form.is_valid()
    assert form.cleaned_data["revision"] == REVISIONS[posted]


def test_a_draft_has_no_revisions_to_choose_from() -> None:
    assert list(ShareForm(None).fields) == ["days"]


@pytest.mark.parametrize(
    ("posted", "accepted"),
    [
        ({}, frozenset()),
        ({"not_secret": [MARK]}, frozenset()),
        ({"not_secret": [MARK], "reason": "  "}, frozenset()),
        ({"not_secret": [MARK], "reason": "A\0sample"}, frozenset()),
        ({"not_secret": ["x"], "reason": "A sample"}, frozenset()),
        ({"not_secret": [MARK], "reason": "A sample"}, frozenset({MARK})),
    ],
    ids=["nothing", "no reason", "an empty reason", "a NUL", "no mark", "a mark and a reason"],
)
def test_what_is_acknowledged(posted: dict[str, object], accepted: frozenset[str]) -> None:
    assert AcknowledgementForm(posted).acknowledgement().accepted == accepted

"""What can be added, and notes."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.proposed_companions.offer import CompanionNote, Offer, added_, open_


@pytest.mark.parametrize(
    ("is_possible", "is_there", "can_be_added"), [(True, False, True), (False, False, False), (True, True, False)]
)
def test_what_can_be_added(is_possible: bool, is_there: bool, can_be_added: bool) -> None:
    offer = Offer("service", "Service", "web", "Service", "", is_possible=is_possible, is_there=is_there)
    assert offer.can_be_added == can_be_added


def test_notes_say_of_which_object_they_are() -> None:
    assert open_("service", ROOT, "It is open.") == CompanionNote("open", "service", ROOT, "It is open.")
    assert added_(ROOT, "It is there.") == CompanionNote("added", "", ROOT, "It is there.")

"""What is taken over of an original: a side for each conflict that there is, and for no other."""

from __future__ import annotations

import pytest

from podbuilder.library.forms.revision_buttons import StarForm, TakeOverForm

CONFLICTS = ["spec.replicas", "document 2: spec.restartPolicy"]


@pytest.mark.parametrize(
    ("posted", "choices"),
    [
        ({}, {}),
        ({"choice:spec.replicas": "theirs"}, {"spec.replicas": "theirs"}),
        ({"choice:document 2: spec.restartPolicy": "mine"}, {"document 2: spec.restartPolicy": "mine"}),
        ({"choice:spec.image": "theirs"}, {}),
        ({"choice:spec.replicas": "nobody's"}, {}),
    ],
    ids=["nothing", "theirs", "mine", "no conflict", "no side"],
)
def test_sides(posted: dict[str, str], choices: dict[str, str]) -> None:
    assert TakeOverForm(posted or None, CONFLICTS).choices() == choices


def test_a_star_is_given_or_taken() -> None:
    for posted, is_on in (({"on": "true"}, True), ({}, False)):
        form = StarForm(posted)
        assert form.is_valid()
        assert form.cleaned_data["on"] is is_on

"""Fields that the forms of the library share."""

from __future__ import annotations

import pytest
from django import forms

from podbuilder.library.forms.fields import MarksField, NumberField, TagsField

TAGS = {
    "none": ("", []),
    "one": ("web", ["web"]),
    "in capitals, twice, with spaces": (" HTTP, front   end, http,,", ["http", "front end"]),
    "a NUL": ("a\0b", ["ab"]),
}
NUMBERS = {"": None, None: None, "7": 7, " 7 ": 7, "0": None, "-1": None, "x": None, "1.5": None, "9" * 30: None}


@pytest.mark.parametrize("case", TAGS)
def test_tags(case: str) -> None:
    posted, tags = TAGS[case]
    assert TagsField(required=False).clean(posted) == tags
    assert TagsField().prepare_value(tags) == ", ".join(tags)


@pytest.mark.parametrize(
    ("posted", "said"), [(",".join(f"t{n}" for n in range(13)), "13 tags"), ("x" * 41, "at most 40")]
)
def test_tags_that_are_too_much(posted: str, said: str) -> None:
    with pytest.raises(forms.ValidationError, match=said):
        TagsField().clean(posted)


@pytest.mark.parametrize("posted", NUMBERS)
def test_a_number_of_ours_or_none(posted: str | None) -> None:
    assert NumberField().clean(posted) == NUMBERS[posted]


def test_marks_are_digests() -> None:
    field = MarksField(required=False)
    assert field.clean([]) == []
    assert field.clean(["a" * 64, "0" * 64]) == ["a" * 64, "0" * 64]
    for nonsense in ("", "a" * 63, "A" * 64, "<script>"):
        with pytest.raises(forms.ValidationError):
            field.clean([nonsense])

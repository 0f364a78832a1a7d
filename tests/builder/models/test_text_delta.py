"""One step of undo is one stretch of text, and goes both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.builder.models.text_delta import Splice, splice

CASES = {
    "nothing changed": ("a: 1\n", "a: 1\n", Splice(5, "", "")),
    "a value changed": ("a: 1\nb: 2\n", "a: 7\nb: 2\n", Splice(3, "1", "7")),
    "a line was added": ("a: 1\n", "a: 1\nb: 2\n", Splice(5, "", "b: 2\n")),
    "everything went": ("a: 1\n", "", Splice(0, "a: 1\n", "")),
    "a letter repeated": ("aaa", "aaaa", Splice(3, "", "a")),
}


@pytest.mark.parametrize(("old", "new", "wanted"), CASES.values(), ids=CASES)
def test_splice(old: str, new: str, wanted: Splice) -> None:
    assert splice(old, new) == wanted


@given(st.text(alphabet="ab\n", max_size=30), st.text(alphabet="ab\n", max_size=30))
def test_a_splice_leads_from_either_text_to_the_other(old: str, new: str) -> None:
    found = splice(old, new)
    assert found.apply(old) == new
    assert found.revert(new) == old

"""The rows of the lists beside the form say what there is, and nothing of a manifest becomes HTML."""

from __future__ import annotations

import pytest

from podbuilder.builder.pages.outline import OutlineEntry
from podbuilder.builder.steps.outline import Step
from podbuilder.builder.templatetags.side_panes import outline_item
from tests.support.plain import Reader

STEP = Step("volumes", "Volumes", "Shared")
ENTRIES = {
    "nothing at all": (OutlineEntry(STEP, "/x/", False, 0, 0, is_used=False), "Volumes"),
    "a step in use": (OutlineEntry(STEP, "/x/", False, 0, 0, is_used=True), "Volumes no errors"),
    "an error hides the warnings": (OutlineEntry(STEP, "/x/", False, 1, 3, is_used=True), "Volumes 1error"),
    "warnings": (OutlineEntry(STEP, "/x/", False, 0, 2, is_used=True), "Volumes 2warnings"),
    "advice": (OutlineEntry(STEP, "/x/", False, 0, 0, is_used=True, advice=1), "Volumes no errors 1piece of advice"),
    "errors and advice": (
        OutlineEntry(STEP, "/x/", False, 2, 0, is_used=True, advice=3),
        "Volumes 2errors 3pieces of advice",
    ),
    "a container": (
        OutlineEntry(Step("containers/0", "<web>", "Containers", "app"), "/x/", True, 0, 0, is_used=False),
        "<web> app",
    ),
}


@pytest.mark.parametrize(("entry", "words"), ENTRIES.values(), ids=ENTRIES)
def test_a_step_of_the_outline(entry: OutlineEntry, words: str) -> None:
    item = Reader(outline_item(entry)).root
    assert item.text == words  # the space before a word is inside its element
    link = item.all("a")[0]
    assert (link.attrs["href"], "aria-current" in link.attrs) == (entry.href, entry.is_current)

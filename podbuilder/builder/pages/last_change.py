"""What an action changed in a draft: one line, where that stands in the text, and the button that takes it back."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest

from podbuilder.builder.pages.yaml_pane import changed_lines
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.change_log import changes, summarize
from podbuilder.web.announcement import announced

UNDO, REDO = "undo", "redo"
# How many of the changes are named; the others are counted.
NAMED = 3
_TAG = "last-change"


class LastChange(NamedTuple):
    """The newest step of undo, as the page that shows it says it."""

    text: str
    # The lines that differ since, from 1; where lines are only gone, an empty range behind them.
    lines: range
    # What the button does: UNDO or REDO; "" where there is no button, since it was changed elsewhere.
    op: str = UNDO

    def say_next(self, request: HttpRequest) -> None:
        """Say it on the page that is loaded next."""
        if self.text:
            messages.success(request, self.text, extra_tags=f"{_TAG} {self.op} {self.lines.start} {self.lines.stop}")


def said_before(request: HttpRequest) -> LastChange | None:
    """What the page before has left to be said here; None if that is nothing."""
    for message in messages.get_messages(request):
        tag, *rest = (message.extra_tags or "").split()[:4] or [""]
        if tag == _TAG and len(rest) == 3 and rest[0] in (UNDO, REDO):
            start, stop = (whole_number(number) or 0 for number in rest[1:])
            return LastChange(str(message.message), range(start, stop), rest[0])
    return None


def change_between(before: Manifest, after: Manifest, version: str) -> LastChange | None:
    """What an action has made of a manifest; None if that is the same text."""
    return _change(before, after, _sentence(_words(before, after, version)), UNDO)


def travel_between(before: Manifest, after: Manifest, version: str, op: str) -> LastChange | None:
    """What undo or redo has made of a manifest. Undo names what it took back."""
    if op == UNDO:
        return _change(before, after, _sentence(_words(after, before, version), "Undone: "), REDO)
    return _change(before, after, _sentence(_words(before, after, version), "Redone: "), UNDO)


def merged_between(before: Manifest, after: Manifest, version: str) -> LastChange | None:
    """What another page has changed, which is kept together with what was typed on this one."""
    return _change(before, after, _sentence(_words(before, after, version), "Merged with another page’s change: "), "")


def news_between(before: Manifest, after: Manifest, version: str) -> LastChange | None:
    """What another page has changed, which this one shows from now on."""
    return _change(before, after, _sentence(_words(before, after, version), "Changed on another page: "), "")


def _change(before: Manifest, after: Manifest, text: str, op: str) -> LastChange | None:
    if before.text == after.text:
        return None
    return LastChange(text, changed_lines(before.text, after.text), op)


def _words(before: Manifest, after: Manifest, version: str) -> str:
    found = changes(before, after, version)
    return summarize(found, NAMED) or "the text around the fields changed"


def _sentence(words: str, beginning: str = "") -> str:
    """The words as a sentence of bearable length."""
    said = beginning + words if beginning else words[:1].upper() + words[1:]
    return announced(f"{said}.")

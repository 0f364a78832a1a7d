"""Rows of kubectl get pods, with and without a namespace, wide too."""

from __future__ import annotations

import re
from typing import NamedTuple

_READY = re.compile(r"(\d{1,4})/(\d{1,4})", re.ASCII)
_RESTARTS = re.compile(r"\d{1,7}", re.ASCII)
_NAME = re.compile(r"(?:pod/|po/)?[a-z0-9][a-z0-9.-]{0,252}")
_MARKS = ("●", "○", "Ⓕ")
_STATUS = re.compile(r"[A-Z].{0,200}")


class StatusRow(NamedTuple):
    """A pod's row: its name, how many of its containers are ready, its STATUS and restarts."""

    name: str
    ready: int
    containers: int
    status: str
    restarts: int


def status_row(line: str) -> StatusRow | None:
    """The row of a pod on a line; None if the line is none."""
    if "/" not in line:
        return None
    # k9s marks whether a port is forwarded.
    words = [word for word in line.split() if word not in _MARKS]
    for at in (1, 2):
        ready = _READY.fullmatch(words[at]) if at + 1 < len(words) else None
        if ready and _NAME.fullmatch(words[at - 1]) and _STATUS.match(words[at + 1]):
            # A status can be a sentence: before 1.5 it was the message itself.
            end = next((n for n, word in enumerate(words) if n > at and _RESTARTS.fullmatch(word)), None)
            restarts = 0 if end is None else int(words[end])
            status = " ".join(words[at + 1 : end])
            return StatusRow(words[at - 1].rpartition("/")[2], int(ready[1]), int(ready[2]), status, restarts)
    return None

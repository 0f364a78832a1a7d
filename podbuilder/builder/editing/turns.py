"""The turns of one page's posts: one that was overtaken by a newer one is carried out without what it writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TypeVar

from podbuilder.builder.models import Draft, Overtaken

Result = TypeVar("Result")
Act = Callable[[Draft, str, Mapping[str, str]], Result]


def in_turn(act: Act[Result]) -> Act[Result]:
    """Let `act` see the draft again where the newer post has come while it was at work."""

    @wraps(act)
    def repeated(draft: Draft, slug: str, data: Mapping[str, str]) -> Result:
        try:
            return act(draft, slug, data)
        except Overtaken:
            draft.refresh_from_db()
            return act(draft, slug, data)

    return repeated

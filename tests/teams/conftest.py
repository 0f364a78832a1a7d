"""The cast of a team, and what an audit trail is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from podbuilder.teams.signals import team_changed
from tests.teams.support import make_cast


@pytest.fixture
def cast(db: None) -> dict[str, Any]:
    return make_cast()


@pytest.fixture
def trail() -> Iterator[list[str]]:
    """What an audit trail is told."""
    told: list[str] = []

    def tell(actor: object, verb: str, subject: str, **kwargs: object) -> None:
        told.append(f"{actor} {verb} {subject}")

    team_changed.connect(tell)
    yield told
    team_changed.disconnect(tell)

"""Which database the tests run on: SQLite, or PostgreSQL when PODBUILDER_TEST_DATABASE=postgresql asks for it.

On PostgreSQL only those run that touch the database and drive no browser: nothing else could differ.
"""

from __future__ import annotations

import os
import sys

import pytest

from tests.support import postgresql

WISH = "PODBUILDER_TEST_DATABASE"
# How the process that starts the server tells the workers where it is, or why there is none.
ADDRESS, WHY_NOT = "TEST_DATABASE_ADDRESS", "TEST_DATABASE_MISSING"
FIXTURES = {"db", "transactional_db", "live_server"}


def address() -> str:
    """The address of the server that is asked for, started if it is not; "" for SQLite. Under CI it must be there."""
    wish = os.environ.pop(WISH, "")
    if wish not in ("", "sqlite", "postgresql"):
        sys.exit(f"{WISH} is {wish!r}; it is sqlite or postgresql.")
    if wish == "postgresql" and not is_asked_for():
        try:
            os.environ[ADDRESS] = postgresql.start()
        except postgresql.Missing as problem:
            if os.environ.get("CI"):
                sys.exit(str(problem))
            os.environ[WHY_NOT] = str(problem)
    return os.environ.get(ADDRESS, "")


def is_asked_for() -> bool:
    return ADDRESS in os.environ or WHY_NOT in os.environ


def examples(number: int) -> int:
    """How many examples a property test tries: on PostgreSQL a few, for only the database differs."""
    return min(number, 12) if is_asked_for() else number


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what PostgreSQL has no part in; without one, skip the rest by name."""
    if not is_asked_for():
        return
    chosen = [item for item in items if touches_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen
    missing = os.environ.get(WHY_NOT)
    for item in items if missing else ():
        item.add_marker(pytest.mark.skip(reason=missing))


def touches_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("browser") or "browser" in item.path.parts:
        return False
    return bool(item.get_closest_marker("django_db") or FIXTURES & set(getattr(item, "fixturenames", ())))

"""Migrations stay as they were committed: a database that has run one never runs it again, whatever it says later."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from tests.support.source_tree import PACKAGE

DIGESTS = Path(__file__).with_suffix(".txt")


def digest(text: str) -> str:
    """A digest that neither spaces nor the commas of a formatter change."""
    return hashlib.sha256(re.sub(r",(?=[)\]}])", "", "".join(text.split())).encode()).hexdigest()[:16]


def lines() -> list[str]:
    found = sorted(PACKAGE.glob("*/migrations/0*.py"))
    return [f"{digest(path.read_text(encoding='utf-8'))} {path.relative_to(PACKAGE)}" for path in found]


def test_no_migration_has_been_edited() -> None:
    assert lines(), "there are migrations"
    assert lines() == DIGESTS.read_text(encoding="utf-8").splitlines(), (
        f"A committed migration is never edited or removed: write another one, and its line into {DIGESTS.name}."
    )


def test_a_digest_is_of_what_is_said() -> None:
    assert digest("a(1, 2)\n") == digest("a(\n    1,\n    2,\n)\n")
    assert digest("a(1, 2)\n") != digest("a(1, 3)\n")

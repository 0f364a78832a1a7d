"""The limits fit together, and into what browsers, the web server and the engine allow."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from podbuilder.builder.models.change import KEPT_CHANGES, LARGE
from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.library.transfer.import_export import LARGEST_UPLOAD
from podbuilder.web import limits

PAGE = Path(__file__).resolve().parents[2] / "templates" / "base.html"


def test_what_the_engine_takes_can_be_sent() -> None:
    assert limits.LARGEST_TEXT > 2 * MAX_CHARACTERS
    assert limits.LARGEST_FILE > 4 * MAX_CHARACTERS
    assert limits.LARGEST_FILE > LARGEST_UPLOAD
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == limits.LARGEST_TEXT


def test_a_page_waits_for_the_sentence() -> None:
    waits = re.search(r'"timeout":(\d+)', PAGE.read_text(encoding="utf-8"))
    assert waits is not None
    assert int(waits[1]) / 1000 > limits.SECONDS_OF_REQUEST


def test_the_smallest_step_of_undo_that_is_counted() -> None:
    assert LARGE * KEPT_CHANGES < limits.UNDO_CHARACTERS


def test_an_account_has_more_room_than_a_visitor() -> None:
    for many, few in (
        (limits.DRAFTS_OF_ACCOUNT, limits.DRAFTS_OF_VISITOR),
        (limits.TEMPLATES_OF_TEAM, limits.TEMPLATES_OF_ACCOUNT),
    ):
        assert (many.number, many.characters) > (few.number, few.characters)

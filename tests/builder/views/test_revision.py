"""A page asks whether it is behind: one query, no body, and only the owner is told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builder.support import Step, begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(client: Client) -> Step:
    return Step(client, begin(client), "metadata")


def asked(step: Step) -> int:
    """What this page is told."""
    posted = {name: step.data[name] for name in ("base", "tab_id")}
    with CaptureQueriesContext(connection) as queries:
        response = step.client.get(f"/drafts/{step.draft.key}/revision/", posted)
    assert len(queries) == 1
    assert '"text"' not in queries[0]["sql"]
    assert response.content == b""
    assert "no-store" in response["Cache-Control"]
    return response.status_code


def test_a_page_that_has_all_of_it_is_told_nothing(step: Step) -> None:
    assert asked(step) == 204


def test_its_own_writes_are_no_news(step: Step) -> None:
    step.post({"metadata.name": "mine"}, preview=True)
    assert asked(step) == 204


def test_another_pages_write_is(step: Step) -> None:
    Step(step.client, step.draft, "metadata").post({"metadata.name": "theirs"}, preview=True)
    assert asked(step) == 200


def test_strange_questions_are_answered(step: Step) -> None:
    assert step.client.get(f"/drafts/{step.draft.key}/revision/", {"base": "²"}).status_code == 200
    assert step.client.post(f"/drafts/{step.draft.key}/revision/").status_code == 405

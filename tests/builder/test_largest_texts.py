"""Twice the text is twice the work, and benchmarks/sweep.py visits every address that shows or judges one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from podbuilder.builder.urls import urlpatterns as of_builder
from podbuilder.library.urls import urlpatterns as of_library
from tests.builder.support import begin
from tests.support.growth import MOST, growth
from tests.support.large_texts import ONE, TEXTS
from tests.support.stage import Stage
from tests.support.unvisited import ELSEWHERE

pytestmark = pytest.mark.django_db
# Of each a page, a text, and a size at which what is done once for a page no longer counts.
PAGES = {
    "the review of containers": ("edit/review/", "containers", 12),
    "the advice on containers": ("advice/", "containers", 12),
    "the step of a container with ports": ("edit/containers/0/", "ports", 110),
    "fields that nobody knows": ("edit/metadata/", "unknown fields", 100),
    "a file of many pods": ("edit/metadata/", "pods", 30),
    "a file of many companions": ("edit/metadata/", "companions", 60),
}


@pytest.mark.parametrize(("page", "text", "size"), PAGES.values(), ids=PAGES)
def test_work_grows_with_the_text(client: Client, page: str, text: str, size: int) -> None:
    def make(count: int) -> Callable[[], object]:
        address = f"/drafts/{begin(client, TEXTS[text].make(count)).key}/{page}"
        return lambda: client.get(address)

    assert growth(make, size) <= MOST


def test_the_sweep_visits_every_address_that_shows_a_text() -> None:
    visits = list(Stage(ONE).visits())
    names = {pattern.name for pattern in (*of_builder, *of_library)}
    assert {visit.name for visit in visits} | set(ELSEWHERE) == names


def test_it_visits_what_stands_beside_a_pod() -> None:
    stage = Stage(TEXTS["companions"].make(3))
    beside = [visit for visit in stage.visits() if "beside the pods" in visit.note]
    assert len(beside) > 20
    for visit in beside:
        status, _ = stage.ready(visit)()
        assert status in ("200", "302"), visit.title


def test_a_refused_text_is_only_brought() -> None:
    stage = Stage(TEXTS["2,000 containers"].whole)
    assert {visit.name for visit in stage.visits()} <= {
        "draft-import",
        "import-recognized",
        "draft-yaml",
        "draft-yaml-check",
        "draft-yaml-complete",
        "draft-yaml-about",
        "trouble-fix",
        "trouble-open",
        "troubleshoot",
    }


@pytest.mark.parametrize(
    ("name", "words"),
    {
        "2,000 containers": "This pod has 1,980 containers; at most 200 can be edited here.",
        "8,900 aliases of a container": "more than 20,000 values",
        "1 MiB of blank lines": "more than 100,000 lines",
        "10,000 ports": "more than 10,000 values",
    }.items(),
)
def test_what_is_too_large_is_refused_in_a_sentence(client: Client, name: str, words: str) -> None:
    page = client.post(reverse("builder:draft-import"), {"text": TEXTS[name].whole}).content.decode()
    assert words in page

"""Whoever uses much waits for a turn, and nobody else for them."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from podbuilder import settings as product
from podbuilder.builder import fair_share
from podbuilder.builder.models import Draft
from podbuilder.web.gunicorn_options import threads
from podbuilder.web.limits import INNOCENT, PERSON, PLACE
from podbuilder.web.processors import Ledger
from tests.builder.support import begin
from tests.library.support import person, signed_in

pytestmark = pytest.mark.django_db
# As in gunicorn's threads.
THREADED: Any = {"wsgi.multithread": True}
HERE = "place 127.0.0.1"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Ledger:
    settings.MIDDLEWARE = product.MIDDLEWARE
    one = Ledger(tmp_path, b"key", 1)
    monkeypatch.setattr(fair_share, "ledger", lambda: one)
    return one


def visitor() -> tuple[Client, str]:
    """A visitor with a draft, and the name under which they owe."""
    client = Client()
    return client, f"visitor {Draft.objects.get(pk=begin(client).pk).visitor}"


def statuses(*clients: Client) -> list[int]:
    return [client.get("/rules/").status_code for client in clients]


def test_what_is_used_is_owed(book: Ledger) -> None:
    client, name = visitor()
    alice = person("alice")
    signed_in(alice).get("/")
    client.get("/rules/")
    for owing in (name, f"account {alice.pk}"):
        assert book.owed(owing, PERSON) > 0
    assert book.owed(HERE, PLACE) > 0


def test_who_owes_much_is_served_while_there_is_room(book: Ledger) -> None:
    client, name = visitor()
    book.add(name, PERSON, PERSON.burst + 30)
    assert statuses(client, client) == [200, 200]


def test_who_owes_much_waits_for_a_turn_and_nobody_else_does(book: Ledger) -> None:
    (heavy, name), (light, _) = visitor(), visitor()
    book.add(name, PERSON, PERSON.burst + 30)
    with book.slot():
        assert statuses(heavy, light, Client()) == [429, 200, 200]
        answer: Any = heavy.get("/", headers={"HX-Request": "true"})
    assert answer["Retry-After"] == "1"
    assert answer.content.startswith(b"You have sent a lot at once")
    assert statuses(heavy) == [200]


def test_at_a_school_only_those_wait_who_caused_it(book: Ledger) -> None:
    (heavy, name), (pupil, _) = visitor(), visitor()
    book.add(name, PERSON, INNOCENT + 1)
    book.add(HERE, PLACE, PLACE.burst + 30)
    with book.slot():
        assert statuses(heavy, pupil, signed_in(person("alice"))) == [429, 200, 200]


def test_a_made_up_visitor_is_nobody(book: Ledger) -> None:
    """Each new name would be a new purse."""
    book.add(f"nobody at {HERE}", PERSON, PERSON.burst + 30)
    client = Client()
    client.cookies["visitor"] = "made-up:1abcde:signature"
    client.cookies["sessionid"] = "a" * 32
    with book.slot():
        assert statuses(client) == [429]


def test_the_last_thread_is_for_those_who_have_nothing_under_way(book: Ledger) -> None:
    (many, name), (other, _) = visitor(), visitor()
    with ExitStack() as others:
        others.enter_context(book.under_way(name))
        assert statuses(many) == [200], "a page asks for several things at once"
        for _ in range(threads - 2):
            others.enter_context(book.under_way(name))
        assert many.get("/rules/", **THREADED).status_code == 429
        assert other.get("/rules/", **THREADED).status_code == 200


def test_who_waits_is_served_when_a_turn_comes(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    client, name = visitor()
    book.add(name, PERSON, PERSON.burst + 30)
    monkeypatch.setattr(fair_share, "WAIT", 30.0)
    held = book.slot()
    held.__enter__()
    timer = threading.Timer(0.2, held.__exit__, (None, None, None))
    timer.start()
    assert client.get("/rules/", **THREADED).status_code == 200
    timer.join()

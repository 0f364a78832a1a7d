"""Requests that take too long are stopped with a sentence; what they had not committed is gone, the next one works."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from podbuilder.accounts.models import OwnerName
from podbuilder.web import errors

SECONDS = 0.5


def quick(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(OwnerName.objects.count()))


def slow(request: HttpRequest) -> HttpResponse:
    while True:
        pass


def slow_but_careful(request: HttpRequest) -> HttpResponse:
    """Takes every error for one that it can handle."""
    while True:
        with contextlib.suppress(Exception):
            sum(range(1000))


def slow_in_a_transaction(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        OwnerName.claim("never-there")
        slow(request)
    raise AssertionError("not reached")


def slow_twice(request: HttpRequest) -> HttpResponse:
    """Swallows it once, as a finalizer would."""
    try:
        slow(request)
    except BaseException:
        slow(request)
    raise AssertionError("not reached")


def about_as_long(request: HttpRequest) -> HttpResponse:
    end = time.monotonic() + float(request.GET["s"])
    while time.monotonic() < end:
        pass
    return HttpResponse("done")


urlpatterns = [
    path("quick/", quick),
    path("slow/", slow),
    path("careful/", slow_but_careful),
    path("transaction/", slow_in_a_transaction),
    path("twice/", slow_twice),
    path("about/", about_as_long),
    path("t/a/b.yaml", slow),
]
handler500 = errors.server_error
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _short(settings: object) -> None:
    settings.SECONDS_OF_REQUEST = SECONDS  # type: ignore[attr-defined]  # pytest-django's proxy


def test_what_is_quick_is_answered(client: Client) -> None:
    assert client.get("/quick/").status_code == 200


@pytest.mark.parametrize("name", ["slow", "careful", "transaction", "twice"])
def test_what_is_slow_is_stopped(client: Client, name: str) -> None:
    start = time.monotonic()
    response = client.get(f"/{name}/")
    assert response.status_code == 503
    assert SECONDS <= time.monotonic() - start < SECONDS + 20
    page = response.content.decode()
    assert "<h1>That took too long</h1>" in page
    assert "longer than 0.5 seconds" in page
    assert "Content-Security-Policy" in response.headers
    assert client.get("/quick/").content == b"0", "rolled back, and the connection is of use"
    assert not connection.in_atomic_block


def test_programs_and_htmx_get_the_sentence(client: Client) -> None:
    assert client.get("/t/a/b.yaml").content.startswith(b"# This took longer")
    swapped = client.get("/slow/", headers={"HX-Request": "true"})
    assert swapped["Content-Type"].startswith("text/plain")


def test_it_works_in_every_thread() -> None:
    """As in gunicorn's threads, of which none is the main one."""
    statuses = []

    def ask(name: str) -> None:
        statuses.append(Client().get(f"/{name}/").status_code)
        connection.close()

    threads = [threading.Thread(target=ask, args=(name,)) for name in ("slow", "quick", "careful")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 503, 503]


def test_an_answer_at_the_last_moment_is_one_or_the_other(client: Client) -> None:
    """Whichever is first, nothing is raised behind the request's end."""
    for step in range(12):
        response = client.get(f"/about/?s={SECONDS + step * 0.02}")
        assert response.status_code in (200, 503)
        for _ in range(1000):
            pass


PROFILED = """
import sys, threading, time
from podbuilder.web.time_limit import Clock, OutOfTime

clock = Clock()
for seconds in (10, 0.01):
    try:
        clock.start(seconds)
        end = time.monotonic() + 0.3
        while seconds < 1 and time.monotonic() < end:
            pass
    except OutOfTime:
        pass
    finally:
        clock.stop()
calls = []
sys.setprofile(lambda frame, event, argument: calls.append(event))
(lambda: None)()
sys.setprofile(None)
print(calls.count("call"))
"""


def test_nothing_is_left_to_be_looked_for() -> None:
    """What is left keeps Python 3.11 from ever calling a function again that somebody profiles."""
    done = subprocess.run([sys.executable, "-c", PROFILED], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "1\n"

"""Fair shares of the processors, so that nobody's heavy requests hold up everybody else's light ones.

Each request's CPU seconds are owed by its person, who is an account or a visitor, and by the place it came from. Those
who owe too much are served a few at a time, by half of this machine's processes; the others always find the rest. If
there is no turn for them, they are told to come again in a second, which the builder's page does by itself. At a place
that owes too much, such as a school with one address, only those who have caused it are held up.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from podbuilder.accounts.visitors import visitor_of
from podbuilder.web.client_address import client_address, neighbourhood
from podbuilder.web.errors import refusal
from podbuilder.web.gunicorn_options import processors, threads
from podbuilder.web.limits import INNOCENT, PERSON, PLACE
from podbuilder.web.processors import Ledger

RETRY_AFTER = 1
# Seconds to wait for a turn: the diagram of a page that asks for it and for its preview at once.
WAIT = 1.0


@cache
def ledger() -> Ledger:
    return Ledger(settings.DATA_DIR, settings.SECRET_KEY.encode(), max(1, processors() // 2))


def share_fairly(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers with 429 where a request of somebody who owes too much finds no turn."""
    # Opened before gunicorn forks, so that all processes share it even where no file can be kept.
    book = ledger()

    def middleware(request: HttpRequest) -> HttpResponse:
        place = f"place {neighbourhood(client_address(request))}"
        person = person_of(request) or f"nobody at {place}"
        is_threaded = bool(request.META.get("wsgi.multithread"))
        with book.under_way(person) as is_only:
            if owes_too_much(place, person):
                # A process with one thread would keep everybody else waiting, too.
                with book.slot(WAIT if is_threaded else 0) as is_free:
                    return measured(request, place, person) if is_free else busy(request)
            # What is under way is not owed yet: a process's last thread is for those who have nothing under way.
            if is_threaded and not is_only and book.running >= threads:
                return busy(request)
            return measured(request, place, person)

    def owes_too_much(place: str, person: str) -> bool:
        owed = book.owed(person, PERSON)
        return owed > PERSON.burst or (owed > INNOCENT and book.owed(place, PLACE) > PLACE.burst)

    def measured(request: HttpRequest, place: str, person: str) -> HttpResponse:
        start = time.thread_time()
        try:
            return get_response(request)
        finally:
            seconds = time.thread_time() - start
            book.add(person, PERSON, seconds)
            book.add(place, PLACE, seconds)

    return middleware


def person_of(request: HttpRequest) -> str:
    """The account or visitor that asks, of whom nobody can be many at will; "" for none."""
    if request.user.is_authenticated:
        return f"account {request.user.pk}"
    visitor = visitor_of(request)
    return f"visitor {visitor}" if visitor else ""


def busy(request: HttpRequest) -> HttpResponse:
    sentence = "You have sent a lot at once, and others are served first. Try again in a second."
    response = refusal(request, HTTPStatus.TOO_MANY_REQUESTS, sentence, title="One moment")
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response

"""Ends a request that takes too long with a sentence, so that it neither keeps its worker nor gets it killed.

One thread for each process looks at the clock, and raises OutOfTime in the thread of a request that is over its time.
Unlike a signal, which only the main thread gets, this works in every kind of worker that gunicorn has for WSGI. It
takes effect at the next step of Python code: one call of a library in C is not interrupted.
"""

from __future__ import annotations

import ctypes
import logging
import os
import threading
import time
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse

from podbuilder.web import errors

logger = logging.getLogger(__name__)

# Seconds between two looks at the clock.
INTERVAL = 0.1
# Seconds after which OutOfTime is raised again: it may have been swallowed, as in a finalizer, whose errors are.
AGAIN = 1.0


class OutOfTime(BaseException):
    """This request has taken too long. No Exception, so that nothing on the way takes it for one that it can handle."""


class Clock:
    """The running requests of one process, by their threads, and when each is to end."""

    def __init__(self) -> None:
        self.reset()
        # A worker is forked from a process whose threads it does not have.
        os.register_at_fork(after_in_child=self.reset)

    def reset(self) -> None:
        self.lock = threading.Lock()
        self.ends: dict[int, float] = {}
        # Threads in which it was raised; whether it has arrived there is not known.
        self.struck: set[int] = set()
        self.is_needed = threading.Event()
        self.is_running = False

    def start(self, seconds: float) -> None:
        """Let the calling thread's request end after so many seconds."""
        with self.lock:
            if not self.is_running:
                threading.Thread(target=self._watch, name="time limit", daemon=True).start()
                self.is_running = True
            self.ends[threading.get_ident()] = time.monotonic() + seconds
            self.is_needed.set()

    def stop(self) -> None:
        """The request has ended: nothing is raised in the calling thread any more, even if it was about to be."""
        thread = threading.get_ident()
        while True:
            try:
                with self.lock:
                    self.ends.pop(thread, None)
                if thread in self.struck:
                    self.struck.discard(thread)
                    wait_for(thread)
                return
            except OutOfTime:
                continue

    def _watch(self) -> None:
        while True:
            self.is_needed.wait()
            time.sleep(INTERVAL)
            with self.lock:
                now = time.monotonic()
                for thread in [thread for thread, end in self.ends.items() if end <= now]:
                    self.ends[thread] = now + AGAIN
                    self.struck.add(thread)
                    raise_in(thread)
                if not self.ends:
                    self.is_needed.clear()


def raise_in(thread: int) -> None:
    """Raise OutOfTime in a thread, at its next step, in place of one that has not arrived there yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(OutOfTime))


def wait_for(thread: int) -> None:
    """Raise it in the calling thread and wait for it, so that none arrives later.

    Taking it back would be possible, too, but CPython then looks for it at each step for ever: everything gets slower,
    and Python 3.11 hangs under a profiler or a debugger.
    """
    raise_in(thread)
    while True:
        pass


CLOCK = Clock()


def limit_time(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers with 503 and a sentence when a request takes longer than settings.SECONDS_OF_REQUEST."""

    def middleware(request: HttpRequest) -> HttpResponse:
        seconds = settings.SECONDS_OF_REQUEST
        try:
            try:
                CLOCK.start(seconds)
                return get_response(request)
            finally:
                CLOCK.stop()
        except OutOfTime:
            # It may have come before the line above.
            CLOCK.stop()
            drop_connections()
        logger.error("%s %r took longer than %g s and was stopped", request.method, request.path, seconds)
        sentence = (
            f"This took longer than {seconds:g} seconds, so it was stopped. Reload the page to see what is stored."
        )
        return errors.refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, sentence, title="That took too long")

    return middleware


def drop_connections() -> None:
    """Close the database's connections. What was not committed is rolled back, and the next query opens a new one.

    OutOfTime may have struck between a statement and what Django notes of it, so what it has noted is not relied on.
    """
    for connection in connections.all(initialized_only=True):
        connection.in_atomic_block = connection.closed_in_transaction = False
        try:
            connection.close()
        except DatabaseError:
            connection.connection = None

"""Waits for locks: how long, and what is said when it was too long."""

from __future__ import annotations

import sqlite3
import threading
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from podbuilder.builder.models import Draft
from podbuilder.web.lock_wait import RefuseLockWait, is_lock_wait
from tests.builder.support import begin


def error_with(**told: Any) -> OperationalError:
    cause = sqlite3.OperationalError()
    for name, value in told.items():
        setattr(cause, name, value)
    error = OperationalError()
    error.__cause__ = cause
    return error


ERRORS = {
    "an error of its own": (OperationalError("no such table"), False),
    "SQLite cannot open its file": (error_with(sqlite_errorcode=sqlite3.SQLITE_CANTOPEN), False),
    "PostgreSQL is shut down": (error_with(sqlstate="57P01"), False),
    "SQLite waited": (error_with(sqlite_errorcode=sqlite3.SQLITE_BUSY), True),
    "SQLite's snapshot is old": (error_with(sqlite_errorcode=sqlite3.SQLITE_BUSY_SNAPSHOT), True),
    "PostgreSQL waited": (error_with(sqlstate="55P03"), True),
    "PostgreSQL broke a deadlock": (error_with(sqlstate="40P01"), True),
}


@pytest.mark.parametrize(("error", "expected"), ERRORS.values(), ids=ERRORS.keys())
def test_which_errors_are_long_waits(error: OperationalError, expected: bool) -> None:
    middleware, request = RefuseLockWait(lambda request: HttpResponse()), RequestFactory().post("/")
    response = middleware.process_exception(request, error)
    assert (is_lock_wait(error), response is not None) == (expected, expected)
    if response is not None:
        assert (response.status_code, response.headers["Retry-After"]) == (503, "2")
        assert b"Nothing was stored" in response.content


def test_other_errors_are_left_alone() -> None:
    middleware = RefuseLockWait(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None


@pytest.mark.django_db(transaction=True)
def test_a_wait_for_another_connection_ends() -> None:
    """One writes and does not commit; another one, which waits for less than usual, is told."""
    key = begin(Client()).key
    is_written, is_told = threading.Event(), threading.Event()

    def write_and_wait() -> None:
        with transaction.atomic():
            Draft.objects.filter(key=key).update(origin="other")
            is_written.set()
            is_told.wait(30)
        connections.close_all()

    other = threading.Thread(target=write_and_wait)
    other.start()
    try:
        assert is_written.wait(30)
        wait = "SET lock_timeout = '50ms'" if connection.vendor == "postgresql" else "PRAGMA busy_timeout = 50"
        with connection.cursor() as cursor:
            cursor.execute(wait)
        with pytest.raises(OperationalError) as raised:
            Draft.objects.filter(key=key).update(origin="mine")
        assert is_lock_wait(raised.value)
    finally:
        is_told.set()
        other.join(30)
        connection.close()


@pytest.mark.django_db
def test_every_connection_has_its_limit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout" if connection.vendor == "postgresql" else "PRAGMA busy_timeout")
        assert cursor.fetchone()[0] in ("10s", 10_000)

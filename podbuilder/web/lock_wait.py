"""A wait for somebody else's writing ends in a sentence, not in an error, when it takes too long."""

from __future__ import annotations

import sqlite3
from http import HTTPStatus

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse

from podbuilder.web.config.database_url import SECONDS_OF_LOCK
from podbuilder.web.errors import OfErrors, refusal

RETRY_AFTER = 2
# PostgreSQL's lock_not_available and deadlock_detected.
_STATES = frozenset({"55P03", "40P01"})


def is_lock_wait(error: OperationalError) -> bool:
    """Whether a statement was given up because another one held its lock for too long."""
    cause = error.__cause__
    # The lower eight bits are the error; those above say more about it.
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return getattr(cause, "sqlstate", "") in _STATES or code == sqlite3.SQLITE_BUSY


class RefuseLockWait(OfErrors):
    """Middleware that answers with 503 where the database kept a request waiting for too long."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError) or not is_lock_wait(exception):
            return None
        sentence = "Others are writing to the same place, and this had to wait too long. Nothing was stored: try again."
        response = refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, sentence, title="One moment")
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response


def limit_waits(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Let a new connection to PostgreSQL wait no longer than SQLite's do.

    By a statement: what stands between, such as PgBouncer, may refuse options in the address.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{SECONDS_OF_LOCK}s'")


def install() -> None:
    """Limit the waits of every connection from now on."""
    connection_created.connect(limit_waits, dispatch_uid="podbuilder.web.lock_wait")

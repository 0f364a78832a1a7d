"""The database that DATABASE_URL names: an SQLite file, by default in the data folder, or PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

POSTGRESQL, SQLITE = "django.db.backends.postgresql", "django.db.backends.sqlite3"
SCHEMES = {"postgres": POSTGRESQL, "postgresql": POSTGRESQL, "sqlite": SQLITE}
# Parameters allowed behind the question mark. libpq has many more, most of which Django or we set.
PARAMETERS = {
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "connect_timeout",
    "application_name",
    "target_session_attrs",
}
# How long a statement waits for a lock that another one holds: less than a request may take.
SECONDS_OF_LOCK = 10
EXAMPLE = "postgres://podbuilder:password@db.example.com:5432/podbuilder"


class AddressProblem(Exception):
    """This address names no database; the message says why, and never repeats the address, which holds a password."""


@dataclass(frozen=True)
class Database:
    """Where the database is. Without a name it is the file in the data folder."""

    engine: str = SQLITE
    name: str = ""
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    options: dict[str, str] = field(default_factory=dict)


def read_address(text: str) -> Database:
    """The database at this address. Raises AddressProblem."""
    if not text:
        return Database()
    try:
        address = urlsplit(text)
        port = address.port
    except ValueError as error:
        raise AddressProblem(f"it cannot be read ({error}); it looks like {EXAMPLE}") from error
    engine = SCHEMES.get(address.scheme)
    if engine is None:
        raise AddressProblem(f"it begins with neither postgres:// nor sqlite://; it looks like {EXAMPLE}")
    return _file(address) if engine == SQLITE else _server(address, port)


def _file(address: SplitResult) -> Database:
    if address.netloc or address.query:
        raise AddressProblem("a file of SQLite has three slashes and a path: sqlite:////srv/podbuilder/db.sqlite3")
    name = unquote(address.path).removeprefix("/")
    return Database(name=str(Path(name).expanduser().absolute()) if name else "")


def _server(address: SplitResult, port: int | None) -> Database:
    parameters = dict(parse_qsl(address.query, keep_blank_values=True))
    # The folder of a Unix socket contains slashes, so it is a parameter or is written with %2F.
    host = parameters.pop("host", "") or unquote(address.hostname or "")
    if unknown := sorted(set(parameters) - PARAMETERS):
        raise AddressProblem(
            f"it has {', '.join(unknown)} behind the question mark; known are {', '.join(sorted(PARAMETERS))}"
        )
    name = unquote(address.path).removeprefix("/")
    if not name or "/" in name:
        raise AddressProblem(f"it names no database; the name stands behind the host: {EXAMPLE}")
    user, password = unquote(address.username or ""), unquote(address.password or "")
    return Database(POSTGRESQL, name, user, password, host, str(port or ""), {"connect_timeout": "5", **parameters})


def database_settings(database: Database, *, default: Path) -> dict[str, Any]:
    """The database as an entry of Django's DATABASES."""
    if database.engine == POSTGRESQL:
        return {
            "ENGINE": POSTGRESQL,
            "NAME": database.name,
            "USER": database.user,
            "PASSWORD": database.password,
            "HOST": database.host,
            "PORT": database.port,
            # A connection is kept for the next request, and tried before it is used: the server may have restarted.
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(database.options),
        }
    return {
        "ENGINE": SQLITE,
        "NAME": database.name or default,
        # Opening the file and its five pragmas costs more than a request's queries do.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": SECONDS_OF_LOCK,
            # A transaction that starts by reading and then writes fails at once when another has written meanwhile;
            # taking the write lock at its start makes it wait its turn instead.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        },
    }

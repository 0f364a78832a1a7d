"""Addresses of databases: what they say, what is wrong with them, and what Django is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.web.config.database_url import (
    POSTGRESQL,
    SQLITE,
    AddressProblem,
    Database,
    database_settings,
    read_address,
)

DATABASES: dict[str, tuple[object, ...]] = {
    "": (SQLITE, "", "", "", "", ""),
    "sqlite:////srv/podbuilder/db.sqlite3": (SQLITE, "/srv/podbuilder/db.sqlite3", "", "", "", ""),
    "postgres://alice:s%40fe@db.example.com:6432/pods": (POSTGRESQL, "pods", "alice", "s@fe", "db.example.com", "6432"),
    "postgresql:///pods?host=/run/postgresql": (POSTGRESQL, "pods", "", "", "/run/postgresql", ""),
    "postgres://%2Frun%2Fpostgresql/pods": (POSTGRESQL, "pods", "", "", "/run/postgresql", ""),
    "sqlite:///": (SQLITE, "", "", "", "", ""),
    "sqlite:////srv/a%20b.sqlite3": (SQLITE, "/srv/a b.sqlite3", "", "", "", ""),
    "postgres://me@db/pods?host=other": (POSTGRESQL, "pods", "me", "", "other", ""),
    "postgres://[2001:db8::1]/pods?sslmode=verify-full": (POSTGRESQL, "pods", "", "", "2001:db8::1", ""),
}


@pytest.mark.parametrize("address", DATABASES)
def test_an_address(address: str) -> None:
    one = read_address(address)
    assert (one.engine, one.name, one.user, one.password, one.host, one.port) == DATABASES[address]


def test_a_file_of_the_home_folder() -> None:
    assert read_address("sqlite:///~/pods.sqlite3").name == str(Path.home() / "pods.sqlite3")


def test_a_file_below_this_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_address("sqlite:///pods.sqlite3").name == str(tmp_path / "pods.sqlite3")


# Behind the question mark, and what the server is told.
OPTIONS = {
    "": {"connect_timeout": "5"},
    "?connect_timeout=2": {"connect_timeout": "2"},
    "?sslmode=verify-full&application_name=": {
        "connect_timeout": "5",
        "sslmode": "verify-full",
        "application_name": "",
    },
    "?sslrootcert=a&sslcert=b&sslkey=c&target_session_attrs=d": {
        "connect_timeout": "5",
        "sslrootcert": "a",
        "sslcert": "b",
        "sslkey": "c",
        "target_session_attrs": "d",
    },
}


@pytest.mark.parametrize("query", OPTIONS)
def test_parameters(query: str) -> None:
    assert read_address(f"postgres://db/pods{query}").options == OPTIONS[query]


PROBLEMS = {
    "mysql://db/pods": "neither postgres:// nor sqlite://",
    "pods": "neither postgres:// nor sqlite://",
    "postgres://me:hunter2@db.example.com": "names no database",
    "postgres://me:hunter2@db:port/pods": "cannot be read",
    "postgres://[::1/pods": "cannot be read",
    "postgres://me:hunter2@db/pods?sslmod=require": "has sslmod behind the question mark",
    "sqlite://relative": "three slashes and a path",
    "postgres://me:hunter2@db/pods/more": "names no database",
    "postgres://me:hunter2@db/pods?b=1&a=2": "it has a, b behind the question mark; known are application_name,",
    "sqlite:////pods?mode=ro": "three slashes and a path",
}


@pytest.mark.parametrize("address", PROBLEMS)
def test_what_is_wrong_with_an_address(address: str) -> None:
    with pytest.raises(AddressProblem) as problem:
        read_address(address)
    assert PROBLEMS[address] in str(problem.value)
    assert "hunter2" not in str(problem.value)


def test_what_django_is_told_of_a_server() -> None:
    database = read_address("postgres://alice:pass@db.example.com:6432/pods")
    assert database_settings(database, default=Path("unused")) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "pods",
        "USER": "alice",
        "PASSWORD": "pass",
        "HOST": "db.example.com",
        "PORT": "6432",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": "5"},
    }


def test_what_django_is_told_of_a_file(tmp_path: Path) -> None:
    settings = database_settings(Database(), default=tmp_path / "db")
    assert (settings["ENGINE"], settings["NAME"], settings["CONN_MAX_AGE"]) == (SQLITE, tmp_path / "db", None)
    assert settings["OPTIONS"] == {
        "timeout": 10,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
    assert database_settings(Database(name="/srv/db"), default=tmp_path / "db")["NAME"] == "/srv/db"

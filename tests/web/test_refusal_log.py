"""What is refused is logged, a line each, and nobody writes lines of their own there."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest
from django.test import Client, override_settings

from podbuilder.web import refusal_log
from podbuilder.web.refusal_log import LONGEST, MOST_LINES, escaped
from tests.builder.support import begin
from tests.library.support import person, signed_in

pytestmark = pytest.mark.django_db
NAME = "podbuilder.web.refusal_log"


@pytest.fixture(autouse=True)
def _from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusal_log, "COUNTS", refusal_log.Counts())


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == NAME]


def test_what_is_answered_is_not_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    for path in ("/", "/rules/", "/sign-in/", "/nowhere/", "/wp-login.php"):
        client.get(path)
        client.head(path)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_draft_of_somebody_else(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    key = begin(client).key
    Client().get(f"/drafts/{key}/edit/review/")
    (line,) = lines(caplog)
    assert line == f"404 not there, or not theirs to see: GET /drafts/{key[:4]}.../edit/review/ from 127.0.0.1"


def test_a_host_that_is_not_served(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    page = client.get("/", headers={"host": "evil.example\x1b[31m"}).content.decode()
    (line,) = lines(caplog)
    assert "evil.example" in line
    assert "\x1b" not in line
    assert "PODBUILDER_ALLOWED_HOSTS" in page
    assert "size" not in page


def test_a_failed_sign_in_shows_neither_password_nor_name(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    person("alice")
    client.post("/sign-in/", {"username": "hunter2hunter2", "password": "and my password"})
    (line,) = lines(caplog)
    assert line.startswith("failed sign-in as hu")
    assert "from 127.0.0.1" in line
    assert "nter2" not in line
    assert "password" not in line


def test_too_many_tries_and_wrong_tokens(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(7):
        client.post("/sign-in/", {"username": "alice", "password": "wrong password"})
    assert "429 too many tries: POST /sign-in/ from 127.0.0.1" in lines(caplog)
    client.get("/t/alice/web.yaml", headers={"Authorization": "Bearer pb_secret"})
    assert lines(caplog)[-1] == "401 the token was not accepted: GET /t/alice/web.yaml from 127.0.0.1"


def test_what_is_not_allowed(caplog: pytest.LogCaptureFixture) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.post("/drafts/new/")
    assert lines(caplog) == ["403 not allowed: POST /drafts/new/ from 127.0.0.1"]


def test_nobody_writes_lines_of_their_own(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/t/a%0a2026-01-01%20ERROR%20all%20is%20lost%1b/b/")
    client.get("/teams/join/abcdefghijklmnopqrstuvwxyz0123/")
    client.post("/%0aforged", b"x", content_type="a/b", headers={"host": "\nforged"})
    for line in lines(caplog):
        assert line.isprintable()
        assert "mnop" not in line, "a link's secret"


def test_escaped() -> None:
    assert escaped("/drafts/") == "/drafts/"
    assert escaped("a b\n\u202ec") == "a\\x20b\\n\\u202ec"
    assert escaped("") == "-"
    assert len(escaped("\u202e" * 1000)) == LONGEST


@override_settings(ALLOWED_HOSTS=["podbuilder.example.com"])
def test_a_person_signed_in_is_no_exception(caplog: pytest.LogCaptureFixture) -> None:
    signed_in(person("alice")).get("/", headers={"host": "other.example"})
    assert len(lines(caplog)) == 1


def test_one_address_does_not_fill_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusal_log, "time", SimpleNamespace(monotonic=lambda: 0.0))
    for _ in range(MOST_LINES + 5):
        client.get("/s/nothing/")
    assert len(lines(caplog)) == MOST_LINES
    assert lines(caplog)[-1].endswith("; more of this minute is not logged")

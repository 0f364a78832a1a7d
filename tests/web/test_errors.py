"""Requests that no browser sends: each is refused with a page, and none is our fault."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.web import errors, limits

BOUNDARY = "multipart/form-data; boundary=x"
FORM = "application/x-www-form-urlencoded"
handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error


def echo(request: HttpRequest) -> HttpResponse:
    """Reads all that a view may read."""
    return HttpResponse(f"{len(request.GET)} {len(request.POST)} {len(request.FILES)} {len(request.COOKIES)}")


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def crash(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of ours")


def failing(error: type[Exception], cause: Exception | None) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error("a secret of ours") from cause

    return view


def of_sqlite(name: str, message: str = "a secret of ours") -> sqlite3.Error:
    error = sqlite3.OperationalError(message)
    error.sqlite_errorname = name
    return error


FAILURES = {
    "gone": (OperationalError, None, 503),
    "closed": (InterfaceError, None, 503),
    "locked": (OperationalError, of_sqlite("SQLITE_BUSY_SNAPSHOT"), 503),
    "full": (OperationalError, of_sqlite("SQLITE_FULL"), 503),
    "without tables": (OperationalError, of_sqlite("SQLITE_ERROR", "no such table: a"), 503),
    "mistaken": (OperationalError, of_sqlite("SQLITE_ERROR"), 500),
    "doubled": (IntegrityError, None, 500),
}
# The pages of those that no waiting mends; all others say to try again.
HEADINGS = {
    "full": "There is no space left",
    "without tables": "Podbuilder is not set up yet",
    **dict.fromkeys(("mistaken", "doubled"), "Something went wrong on our side"),
}
urlpatterns = [
    path("", echo),
    path("refused/", refuse),
    path("crash/", crash),
    *(path(f"{name}/", failing(error, cause)) for name, (error, cause, _) in FAILURES.items()),
    *(path(f"t/a/{name}.yaml", failing(error, cause)) for name, (error, cause, _) in FAILURES.items()),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def assert_page(response: Any, status: int, heading: str) -> None:
    assert response.status_code == status
    text = response.content.decode()
    assert f"<h1>{heading}</h1>" in text
    assert "Traceback" not in text
    assert "Content-Security-Policy" in response.headers


UNREADABLE: dict[str, Callable[[Client], Any]] = {
    "an unknown host": lambda c: c.get("/", headers={"host": "elsewhere.example"}),
    "a host that is none": lambda c: c.get("/", headers={"host": "a b\\"}),
    "too many fields": lambda c: c.post("/", "&".join(["f="] * 20_001), content_type=FORM),
    "too many fields in the address": lambda c: c.get("/?" + "&".join(f"f{i}=" for i in range(20_001))),
    "too many files": lambda c: c.post(
        "/",
        b"".join(
            b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n\r\n'
            for _ in range(limits.MOST_FILES + 1)
        )
        + b"--x--\r\n",
        content_type=BOUNDARY,
    ),
    "a multipart body without boundary": lambda c: c.post("/", b"--x", content_type="multipart/form-data"),
    "a length that is no number": lambda c: c.generic("POST", "/", b"a=b", content_type=FORM, CONTENT_LENGTH="many"),
    "a length below zero": lambda c: c.generic("POST", "/", b"a=b", content_type=FORM, CONTENT_LENGTH="-1"),
    "a length of a thousand digits": lambda c: c.generic("POST", "/", b"a=b", CONTENT_LENGTH="9" * 5000),
    "a form in another encoding": lambda c: c.post("/", b"a=%ff", content_type=f"{FORM}; charset=utf-16"),
}


@pytest.mark.parametrize("send", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused(visitor: Client, send: Callable[[Client], Any]) -> None:
    assert_page(send(visitor), HTTPStatus.BAD_REQUEST, "That request could not be read")


ODD: dict[str, Callable[[Client], Any]] = {
    "a multipart body that ends early": lambda c: c.post("/", b"--x\r\nContent-Disp", content_type=BOUNDARY),
    "a multipart body of noise": lambda c: c.post("/", bytes(range(256)), content_type=BOUNDARY),
    "bytes that are no text": lambda c: c.post("/", b"\xff\xfe=\xc3\x28", content_type=FORM),
    "an encoding nobody knows": lambda c: c.generic("POST", "/", b"a=b", content_type=f"{FORM}; charset=klingon"),
    "bytes in the address": lambda c: c.get("/%ff%c3%28"),
    "a NUL in the address": lambda c: c.get("/%00"),
    "bytes in the query": lambda c: c.get("/?a=%ff&%c3%28"),
    "bytes in cookies": lambda c: c.get("/", headers={"cookie": "sessionid=\xff\xfe; =; ;;csrftoken=\x00"}),
    "a type that is none": lambda c: c.post("/", b"a=b", content_type="\x00;;=;"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("send", ODD.values(), ids=ODD)
def test_what_is_odd_is_read_or_refused(visitor: Client, send: Callable[[Client], Any]) -> None:
    assert send(visitor).status_code < 500


@given(
    body=st.binary(max_size=300), kind=st.sampled_from([FORM, BOUNDARY, "application/json", "text/plain; charset=x"])
)
def test_noise_is_read_or_refused(body: bytes, kind: str) -> None:
    client = Client(raise_request_exception=False)
    for sent in (body, b"--x\r\n" + body + b"\r\n--x--"):
        assert client.generic("POST", "/", sent, content_type=kind).status_code < 500


@given(query=st.binary(max_size=80), cookie=st.binary(max_size=80))
def test_noise_in_the_head_is_read_or_refused(query: bytes, cookie: bytes) -> None:
    client = Client(raise_request_exception=False)
    sent = {"QUERY_STRING": query.decode("latin-1"), "HTTP_COOKIE": cookie.decode("latin-1")}
    assert client.get("/", **sent).status_code < 500


@pytest.mark.django_db
def test_what_is_not_there_and_what_is_not_allowed(visitor: Client) -> None:
    assert_page(visitor.get("/nowhere/"), HTTPStatus.NOT_FOUND, "There is nothing here")
    assert_page(visitor.get("/refused/"), HTTPStatus.FORBIDDEN, "That is not yours to change")


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert_page(strict.post("/", {"a": "b"}), HTTPStatus.FORBIDDEN, "This page is out of date")


def test_our_own_mistakes_show_nothing_of_the_inside(visitor: Client) -> None:
    response = visitor.get("/crash/")
    assert_page(response, HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side")
    assert "a secret of ours" not in response.content.decode()


def test_an_error_page_that_cannot_be_shown_is_replaced(visitor: Client) -> None:
    with mock.patch.object(errors, "render_to_string", side_effect=RuntimeError("no templates")):
        response = visitor.get("/crash/")
    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Something went wrong on our side" in response.content.decode()


@override_settings(SECURE_SSL_REDIRECT=True)
def test_in_production_plain_http_is_sent_to_https(visitor: Client) -> None:
    response = visitor.get("/")
    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/")
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("name", FAILURES)
def test_a_database_that_is_away_is_no_mistake_of_ours(visitor: Client, name: str) -> None:
    """Whoever asks again is served then, and is told when; programs are told too, without a page."""
    status = FAILURES[name][2]
    page, raw = visitor.get(f"/{name}/"), visitor.get(f"/t/a/{name}.yaml")
    assert_page(page, status, HEADINGS.get(name, "Back in a moment"))
    assert raw.status_code == status
    assert raw.content.startswith(b"# ")
    assert raw.content.count(b"\n") == 1
    for answer in (page, raw):
        assert ("Retry-After" in answer.headers) is (name not in HEADINGS)
        assert b"a secret of ours" not in answer.content

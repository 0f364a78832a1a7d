"""A Content-Type with a charset that is no character set reaches no part that would fail at it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from podbuilder.web.charset import is_readable
from podbuilder.wsgi import application

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
ANSWERED = {
    "none": FORM,
    "no type": "",
    "UTF-8": f"{FORM}; charset=UTF-8",
    "quoted": f'{FORM}; charset="utf-8"',
    "Latin 1": f"{FORM}; charset=iso-8859-1",
    "one that nobody knows": f"{FORM}; charset=klingon",
}
REFUSED = {
    "host names": f"{FORM}; charset=idna",
    "no text at all": f"{FORM}; charset=base64",
    "one that is never read": f"{FORM}; charset=undefined",
    "wide letters": f"{FORM}; charset=utf-16",
    "a parameter in a language that nobody knows": f"{FORM}; charset*=klingon''utf-8",
    "a NUL": f"{FORM}; charset=utf-8\x00",
}


def ask(content_type: str, method: str = "POST") -> tuple[str, bytes]:
    """What a web server would be answered."""
    said: list[str] = []
    environ = RequestFactory().generic(method, "/healthz?q=%41", content_type=FORM).environ
    environ["CONTENT_TYPE"] = content_type

    def start(status: str, headers: Any, *more: Any) -> None:
        said.append(status)

    body = b"".join(application(environ, start))
    return said[0], body


@pytest.mark.parametrize("content_type", ANSWERED.values(), ids=ANSWERED)
def test_what_is_read_is_handed_on(content_type: str) -> None:
    assert is_readable(content_type)
    assert ask(content_type, "GET")[0] == "200 OK"


@pytest.mark.parametrize("content_type", REFUSED.values(), ids=REFUSED)
def test_the_rest_is_refused_in_a_sentence(content_type: str) -> None:
    assert not is_readable(content_type)
    status, body = ask(content_type)
    assert status == "415 Unsupported Media Type"
    assert b"UTF-8" in body


def test_head_gets_no_body() -> None:
    assert ask(REFUSED["host names"], "HEAD") == ("415 Unsupported Media Type", b"")

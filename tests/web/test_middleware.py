"""The headers on every answer."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from podbuilder.web.middleware import CONTENT_SECURITY_POLICY, drop_body_of_head


def test_the_policy_allows_our_own_files_and_nothing_else() -> None:
    directives = dict(part.split(" ", 1) for part in CONTENT_SECURITY_POLICY.split("; "))
    assert directives["default-src"] == "'none'"
    assert {name: value for name, value in directives.items() if value not in {"'self'", "'none'"}} == {
        "img-src": "'self' data:"
    }


@pytest.mark.parametrize(("path", "host"), [("/no-such-page/", "localhost"), ("/", "elsewhere.example")])
def test_refusals_carry_the_headers_too(client: Client, path: str, host: str) -> None:
    response = client.get(path, headers={"host": host})
    assert response.status_code in {400, 404}
    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_head_is_get_without_its_body() -> None:
    answer = drop_body_of_head(lambda request: HttpResponse("12345"))
    got, head = answer(RequestFactory().get("/")), answer(RequestFactory().head("/"))
    assert got.content == b"12345"
    assert (head.content, head.headers["Content-Length"]) == (b"", "5")

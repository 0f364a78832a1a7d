"""Bodies are refused by their length, before anything reads them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from podbuilder.web.limits import LARGEST_FACTS, LARGEST_FILE, LARGEST_FORM, LARGEST_TEXT

FORM = "application/x-www-form-urlencoded"


class Untouched(io.BytesIO):
    """A body that must not be read."""

    def read(self, *args: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = read  # type: ignore[assignment]  # the same, whichever way it is read


def send(path: str, length: int, *, method: str = "POST", kind: str = FORM, **extra: Any) -> Any:
    """A request that announces so many bytes, none of which may be read."""
    client = Client(raise_request_exception=True)
    said = {"CONTENT_LENGTH": str(length), "wsgi.input": Untouched(), **extra}
    return client.generic(method, path, content_type=kind, **said)


# Names and how much each takes.
LIMITS = {
    "the start page": ("/", LARGEST_FORM),
    "nowhere": ("/nowhere/", LARGEST_FORM),
    "a health check": ("/healthz", LARGEST_FORM),
    "signing in": ("/sign-in/", LARGEST_FORM),
    "a team's settings": ("/teams/ml/settings/", LARGEST_FORM),
    "a step": ("/drafts/abc/edit/containers/0/", LARGEST_TEXT),
    "a preview": ("/drafts/abc/preview/metadata/", LARGEST_TEXT),
    "the text": ("/drafts/abc/yaml/", LARGEST_TEXT),
    "a template's settings": ("/t/alice/web/settings/", LARGEST_TEXT),
    "saving": ("/library/save/", LARGEST_TEXT),
    "a manifest as a file": ("/drafts/import/", LARGEST_FILE),
    "files for a ConfigMap": ("/drafts/x/companions/files/", LARGEST_FILE),
    "templates as a file": ("/library/import/", LARGEST_FILE),
    "a cluster": ("/clusters/", LARGEST_FACTS),
}


@pytest.mark.parametrize(("path", "most"), LIMITS.values(), ids=LIMITS)
def test_what_is_too_large_is_refused_unread(path: str, most: int) -> None:
    for length in (most + 1, 400_000_000):
        for kind in (FORM, "multipart/form-data; boundary=x", "application/json"):
            assert send(path, length, kind=kind).status_code == 413


def test_the_page_says_how_much_is_taken() -> None:
    page = send("/sign-in/", LARGEST_FORM + 1).content.decode()
    assert "<h1>That was too large</h1>" in page
    assert "at most 64 KiB" in page


def test_programs_and_htmx_are_told_in_a_sentence() -> None:
    program, swapped = send("/t/a/b.yaml", 10**8), send("/drafts/a/preview/review/", 10**8, HTTP_HX_REQUEST="true")
    assert program.content.startswith(b"# This is too large")
    assert swapped["Content-Type"].startswith("text/plain")
    assert swapped.content.startswith(b"This is too large")


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_what_only_reads_takes_no_body(method: str) -> None:
    assert send("/", 1, method=method).status_code == 413


def test_a_body_of_unknown_length_is_refused_unread() -> None:
    response = send("/drafts/import/", 0, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 411
    assert "Content-Length" in response.content.decode()


@pytest.mark.django_db
def test_what_fits_is_taken(client: Client) -> None:
    manifest = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n"
    response = client.post("/drafts/import/", {"text": manifest + "#" * 1_000_000})
    assert response.status_code == 302


def addresses(patterns: list[Any], before: str = "") -> list[str]:
    """Every address, with something in place of its parts."""
    found = []
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            found.append(route)
    return found


def test_no_address_takes_more_than_the_largest_file() -> None:
    for path in addresses(get_resolver().url_patterns):
        most = LARGEST_FACTS if path.startswith("clusters/") else LARGEST_FILE
        assert send(f"/{path}", most + 1).status_code == 413, path

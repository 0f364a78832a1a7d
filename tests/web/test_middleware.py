"""The headers on every answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from podbuilder.web.middleware import CONTENT_SECURITY_POLICY, drop_body_of_head
from tests.accounts.support import person
from tests.builder.support import begin
from tests.library.support import saved, team_of


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


# Who may keep an answer.

# What is the same for everybody who may have it. Raw manifests are asked for again by their ETag.
FOR_EVERYBODY = {f"template-{form}{pin}" for form in ("raw", "zip", "file") for pin in ("", "-revision")}


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every address of ours with its full name."""
    left: list[tuple[str, URLPattern | URLResolver]] = [("", one) for one in get_resolver().url_patterns]
    while left:
        space, one = left.pop()
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}", one
        elif one.namespace not in ("admin", "old"):
            left += [(f"{one.namespace}:" if one.namespace else space, inner) for inner in one.url_patterns]


@pytest.fixture
def things(client: Client) -> dict[str, object]:
    """What the parts of addresses stand for, so that most of them lead somewhere; alice is signed in."""
    alice = person("alice")
    team_of("web", owner=alice)
    client.force_login(alice)
    template = saved(alice, visibility="public")
    return {
        **{
            "key": begin(client).key,
            "owner": "alice",
            "slug": "web",
            "number": 1,
            "pk": template.pk,
            "id": "latest-tag",
        },
        **{
            "form": "yaml",
            "target": "docker-run",
            "level": "restricted",
            "kind": "sidecar",
            "label": "oom-killed",
            "to": "Deployment",
            "place": "0",
            "task": "x",
            "token": "x",
            "secret": "x",
            "uidb64": "x",
        },
        "rest": "x.yaml",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_nobody_else_keeps_a_page(client: Client, things: dict[str, object], is_signed_in: bool) -> None:
    asker, shown = client if is_signed_in else Client(), 0
    for name, pattern in addresses():
        arguments = {group: things[group] for group in pattern.pattern.regex.groupindex}
        if {"key", "slug"} <= arguments.keys():
            arguments["slug"] = "metadata"  # a step of the draft
        response = asker.get(reverse(name, kwargs=arguments))
        said = response.headers.get("Cache-Control", "")
        shown += response.status_code == 200
        if name.partition(":")[2] in FOR_EVERYBODY:
            assert said, name
            continue
        assert "private" in said or "no-store" in said, name
        assert not is_signed_in or "no-store" in said, name
    assert shown > (30 if is_signed_in else 12)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/t/alice/web@1.yaml", "/t/alice/web.yaml"])
def test_what_everybody_may_keep_sets_no_cookie(client: Client, things: dict[str, object], path: str) -> None:
    for address in ("/account/", path):
        # As if the session was last noted long ago, so that it is prolonged.
        session = client.session
        session["seen"] = 0
        session.save()
        response = client.get(address)
        assert ("sessionid" in response.cookies) is (address != path)
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    docs = client.get("/docs/field/?path=spec.containers", headers={"HX-Request": "true"})
    assert (docs.status_code, docs["Cache-Control"]) == (200, "public, max-age=3600")
    assert not docs.cookies
    page = client.get("/docs/field/?path=spec.containers")
    assert page["Cache-Control"] == "private, no-store"

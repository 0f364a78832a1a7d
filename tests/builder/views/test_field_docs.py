"""The documentation of one field, as a page and as a fragment."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.kube.core import versions

IMAGE = "spec.containers[0].image"


@pytest.mark.parametrize(("asked", "version"), [("1.25", "1.25"), ("", versions.DEFAULT), ("0.9", versions.DEFAULT)])
def test_the_version_that_is_asked_for(client: Client, asked: str, version: str) -> None:
    page = client.get("/docs/field/", {"path": IMAGE, "version": asked})
    assert (page.status_code, page.context["version"]) == (200, version)
    assert "Container image name" in page.content.decode()
    assert page["Cache-Control"] == "private, no-cache", "it says who is signed in"
    assert "HX-Request" in page["Vary"]


def test_a_field_that_the_version_lacks(client: Client) -> None:
    for path, version in (("spec.resources", "1.25"), ("spec.nonsense", "1.36"), ("", "1.36"), ("x" * 999, "1.36")):
        page = client.get("/docs/field/", {"path": path, "version": version})
        assert (page.status_code, page.context["asked"]) == (404, path[:200])
    assert client.get("/docs/field/", {"path": "spec.resources", "version": "1.36"}).status_code == 200


def test_htmx_gets_a_fragment(client: Client) -> None:
    page, fragment = (client.get("/docs/field/", {"path": IMAGE}, headers=h) for h in ({}, {"HX-Request": "true"}))
    assert "<html" in page.content.decode()
    assert "<html" not in fragment.content.decode()
    assert "Container image name" in fragment.content.decode()


@pytest.mark.parametrize(
    ("draft", "key"),
    [("", ""), ("abc_D-1", "abc_D-1"), ("a/b", ""), ("é", ""), ("--", ""), ("a" * 99, "a" * 64), ("<b>", "")],
)
def test_only_what_looks_like_a_draft_s_key_is_linked(client: Client, draft: str, key: str) -> None:
    assert client.get("/docs/field/", {"path": IMAGE, "draft": draft}).context["key"] == key


def test_nothing_is_written_here(client: Client) -> None:
    assert client.post("/docs/field/", {"path": IMAGE}).status_code == 405

"""Making a container another kind, through the page."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from tests.builder.support import begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

TEXT = """\
kind: Pod
spec:
  containers:
  - name: web
    image: nginx:1.27
  # ships what web writes
  - name: logs
    image: "fluent/fluent-bit:4"  # pinned
    readinessProbe:
      tcpSocket:
        port: 2020
"""


def opened(client: Client, kind: str, slug: str = "containers/1", version: str = "1.36") -> tuple[Draft, PlainBrowser]:
    draft = begin(client, TEXT)
    Draft.objects.update(kubernetes=version)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/convert/{kind}/{slug}/")
    assert browser.status == 200
    return draft, browser


def test_the_tools_of_a_container_offer_the_other_kinds(client: Client) -> None:
    draft = begin(client, TEXT)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/containers/1/")
    assert "Make it a native sidecar…" in browser.root.text
    assert "Make it an app container…" not in browser.root.text
    browser.follow("Make it an init container…")
    assert "Make logs an init container" in browser.root.text


def test_a_sidecar_loses_nothing_and_takes_its_comments_along(client: Client) -> None:
    draft, browser = opened(client, "native")
    assert "every setting it has is allowed there" in browser.root.text
    assert "It is a native sidecar" in browser.root.text
    browser.press("Make logs a native sidecar")
    assert browser.url.endswith("/edit/init-containers/0/")
    assert "logs is now a native sidecar." in browser.root.text
    draft.refresh_from_db()
    assert '  # ships what web writes\n  - name: logs\n    image: "fluent/fluent-bit:4"  # pinned\n' in draft.text
    browser.press("Undo")
    draft.refresh_from_db()
    assert draft.text == TEXT


def test_what_an_init_container_loses_is_listed_first(client: Client) -> None:
    draft, browser = opened(client, "init")
    assert "readinessProbe" in browser.root.text
    assert "never asked whether it is ready" in browser.root.text
    draft.refresh_from_db()
    assert draft.text == TEXT
    browser.press("Make logs an init container")
    draft.refresh_from_db()
    assert "initContainers:\n  # ships what web writes\n  - name: logs" in draft.text
    assert "readinessProbe" not in draft.text


@pytest.mark.parametrize(
    ("kind", "slug", "version", "words"),
    [
        ("native", "containers/1", "1.28", "has no native sidecars"),
        ("init", "containers/0", "1.36", ""),
        ("container", "containers/1", "1.36", "It is an app container already."),
    ],
)
def test_what_cannot_be_says_why(client: Client, kind: str, slug: str, version: str, words: str) -> None:
    draft, browser = opened(client, kind, slug, version)
    if not words:
        browser.press("Make web an init container")
        browser.open(f"/drafts/{draft.key}/convert/init/containers/0/")
        words = "only app container"
    assert words in browser.root.text
    assert client.post(browser.url).status_code == 200


def test_a_page_from_before_anothers_edit_changes_nothing_at_first(client: Client) -> None:
    draft, browser = opened(client, "native")
    draft.write(TEXT.replace("1.27", "1.28"), base=draft.revision, tab_id="another")
    browser.press("Make logs a native sidecar")
    assert "This draft was changed in another tab" in browser.root.text
    browser.press("Make logs a native sidecar")
    draft.refresh_from_db()
    assert "1.28" in draft.text
    assert "initContainers" in draft.text


@pytest.mark.parametrize(
    "address", ["convert/king/containers/0/", "convert/init/containers/9/", "convert/init/review/"]
)
def test_there_is_no_such_container_or_kind(client: Client, address: str) -> None:
    draft = begin(client, TEXT)
    assert client.get(f"/drafts/{draft.key}/{address}").status_code == 404

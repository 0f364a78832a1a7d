"""Bytes in, bytes out: whichever way a manifest comes in, is shown and leaves, nothing in it is changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.library.models import ShareLink
from tests.library.support import draft_of, person, saved, signed_in
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web # the site
spec:
  containers:
  - name: web
    image: nginx:1.27
"""
TEXTS = {
    "plain newlines": POD,
    "CRLF": POD.replace("\n", "\r\n"),
    "a mixture": POD.replace("\n", "\r\n", 3),
    "a byte order mark": "\ufeff" + POD,
    "no newline at its end": POD.rstrip("\n"),
    "blank lines around it": f"\n\n{POD}\n\n",
    "a tab and blanks at the ends of lines": POD.replace("web\n", "web  \t\n"),
    "CRLF, and a byte order mark": "\ufeff" + POD.replace("\n", "\r\n"),
    "JSON in one line": '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[]}}',
}
# What a text box of a browser still has of it.
IN_A_BOX = {name: text.replace("\r\n", "\n") for name, text in TEXTS.items()}


@pytest.fixture
def alice() -> Any:
    return person("alice")


def downloaded(client: Client, draft: Draft) -> str:
    return client.get(f"/drafts/{draft.key}/download.yaml").content.decode()


@pytest.mark.parametrize("case", TEXTS)
def test_an_uploaded_file_comes_back(client: Client, case: str) -> None:
    client.post("/drafts/import/", {"file": SimpleUploadedFile("pod.yaml", TEXTS[case].encode())})
    assert downloaded(client, Draft.objects.get()) == TEXTS[case]


@pytest.mark.parametrize("case", TEXTS)
def test_a_pasted_text_comes_back(client: Client, case: str) -> None:
    browser = PlainBrowser(client)
    browser.open("/")
    browser.fill("Paste anything", TEXTS[case])
    browser.press("Open it")
    assert downloaded(client, Draft.objects.get()) == IN_A_BOX[case]


@pytest.mark.parametrize("case", TEXTS)
def test_the_yaml_page_saved_as_it_is_changes_nothing(alice: Any, case: str) -> None:
    client, draft = signed_in(alice), draft_of(alice, TEXTS[case])
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/yaml/")
    browser.press("Save")
    draft.refresh_from_db()
    assert draft.text == TEXTS[case]


@pytest.mark.parametrize("case", TEXTS)
def test_a_template_hands_on_what_was_saved(alice: Any, case: str) -> None:
    client, draft = signed_in(alice), draft_of(alice, TEXTS[case])
    fields = {"op": "new", "name": "Web", "visibility": "public", "owner": ""}
    client.post(f"/library/save/?draft={draft.key}", fields)
    assert Client().get("/t/alice/web.yaml").content.decode() == TEXTS[case]
    client.post("/t/alice/web/draft/")
    assert Draft.objects.exclude(pk=draft.pk).get().text == TEXTS[case]


@pytest.mark.parametrize("case", TEXTS)
def test_a_share_link_hands_on_what_was_shared(alice: Any, case: str) -> None:
    client, draft = signed_in(alice), draft_of(alice, TEXTS[case])
    client.post(f"/library/drafts/{draft.key}/share/", {"op": "share", "days": "7"})
    Client().post(f"/s/{ShareLink.objects.get().key}/draft/")
    assert Draft.objects.exclude(pk=draft.pk).get().text == TEXTS[case]


def test_a_readme_has_plain_newlines(alice: Any) -> None:
    template = saved(alice, readme="")
    browser = PlainBrowser(signed_in(alice))
    browser.open(f"{template.get_absolute_url()}settings/")
    browser.fill("README", "# Web\n\nA site.\n")
    browser.press("Save")
    template.refresh_from_db()
    assert template.readme == "# Web\n\nA site."

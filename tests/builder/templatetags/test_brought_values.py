"""The way from a companion's form to the page that fills it from files."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.builder.support import POD, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
FILE = f"{POD}---\napiVersion: v1\nkind: {{}}\nmetadata: {{{{name: web}}}}\n"


@pytest.mark.parametrize(("kind", "is_there"), [("Secret", True), ("ConfigMap", True), ("Service", False)])
def test_only_what_holds_values_has_it(client: Client, kind: str, is_there: bool) -> None:
    draft = begin(client, FILE.format(kind))
    address = f"/drafts/{draft.key}/companions/files/?companion={FIRST_COMPANION}"
    pod = client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    assert address not in pod
    draft.choose_pod(FIRST_COMPANION)
    page = client.get(f"/drafts/{draft.key}/", follow=True).content.decode()
    assert (address in page) is is_there
    assert address not in client.get(f"/drafts/{draft.key}/edit/review/").content.decode()


def test_without_scripts_what_is_typed_is_saved_on_the_way(client: Client) -> None:
    draft = begin(client, FILE.format("ConfigMap"))
    draft.choose_pod(FIRST_COMPANION)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/object/")
    browser.fill("Name", "other")
    browser.press("Values from files")
    assert browser.url.startswith(f"/drafts/{draft.key}/companions/files/")
    assert "ConfigMap other from files" in browser.root.text

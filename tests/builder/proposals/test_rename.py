"""Giving a volume, a container or a port another name, with all that refers to it, through the page."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.rename import SHOWN_USES, Renamed
from podbuilder.kube.manifest.references import References
from tests.builder.support import begin
from tests.support.plain import PlainBrowser
from tests.support.pods import path_of

pytestmark = pytest.mark.django_db

TEXT = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
  - name: data  # what is served
    emptyDir: {}
  containers:
  - name: app
    image: nginx:1.27
    volumeMounts:
    - {name: data, mountPath: /data}
  - name: helper
    image: busybox:1.37
    volumeMounts:
    - name: "data"
      mountPath: /data
"""
RENAMED = TEXT.replace("name: data", "name: files").replace('"data"', '"files"')


def opened(client: Client, path: str = "spec.volumes[0].name") -> tuple[Draft, PlainBrowser]:
    draft = begin(client, TEXT)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/rename/?path={path}")
    assert browser.status == 200
    return draft, browser


def test_a_name_says_how_often_it_is_used_and_is_renamed_everywhere(client: Client) -> None:
    draft = begin(client, TEXT)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/volumes/")
    assert "Used in 2 places: " in browser.root.text
    browser.follow("Rename it everywhere")
    assert "Rename the volume data" in browser.root.text
    assert "spec.containers[1].volumeMounts[0].name" in browser.root.text
    browser.fill("New name", "files")
    browser.press("Show what changes")
    draft.refresh_from_db()
    assert draft.text == TEXT
    browser.press("Rename everywhere")
    draft.refresh_from_db()
    assert draft.text == RENAMED
    assert browser.url.endswith("/edit/volumes/")
    assert "The volume data is called files now, in 2 places besides." in browser.root.text
    browser.press("Undo")
    draft.refresh_from_db()
    assert draft.text == TEXT


def test_a_secret_is_renamed_in_the_pod_and_in_its_own_document(client: Client) -> None:
    text = """\
kind: Secret
apiVersion: v1
metadata: {name: login}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: nginx:1.27
    envFrom:
    - secretRef: {name: login}
"""
    draft = begin(client, text)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/containers/0/")
    assert "Also named in 1 other place." in browser.root.text
    browser.follow("Rename it everywhere")
    assert "Rename the Secret login" in browser.root.text
    assert "1 place elsewhere in this file" in browser.root.text
    browser.fill("New name", "key")
    browser.press("Show what changes")
    browser.press("Rename everywhere")
    draft.refresh_from_db()
    assert draft.text == text.replace("login", "key")


REFUSED = {
    "no name for Kubernetes": ("My Files", "has no valid volume"),
    "nothing": (" ", "Nothing yet: type the new name."),
    "the same": ("data", "Nothing yet: type the new name."),
}


@pytest.mark.parametrize(("name", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_new_name_changes_nothing(client: Client, name: str, words: str) -> None:
    draft, browser = opened(client)
    browser.fill("New name", name)
    browser.press("Show what changes")
    assert words in browser.root.text
    client.post(browser.url, {"to": name, "op": "apply", "base": draft.revision, "tab_id": "t"})
    draft.refresh_from_db()
    assert draft.text == TEXT


def test_a_page_from_before_anothers_edit_changes_nothing_at_first(client: Client) -> None:
    draft, browser = opened(client)
    browser.fill("New name", "files")
    browser.press("Show what changes")
    draft.write(TEXT.replace("1.27", "1.28"), base=draft.revision, tab_id="another")
    browser.press("Rename everywhere")
    assert "This draft was changed in another tab" in browser.root.text
    draft.refresh_from_db()
    assert "files" not in draft.text


def test_of_very_many_references_the_first_are_listed(client: Client) -> None:
    mounts = "".join(f"    - {{name: data, mountPath: /{i}}}\n" for i in range(SHOWN_USES + 3))
    draft = begin(client, TEXT.replace("    - {name: data, mountPath: /data}\n", mounts))
    named = References(draft.manifest.pod).to(path_of("spec.volumes[0].name"))
    assert named is not None
    renamed = Renamed(draft, draft.manifest, named, "files")
    assert (len(renamed.uses), renamed.more) == (SHOWN_USES, 4)
    assert "name: data" not in renamed.proposal.after.text

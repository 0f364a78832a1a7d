"""A manifest out of a cluster: what the server wrote goes with one button, and comes back with undo."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import POD, Step, begin
from tests.support.plain import PlainBrowser

WRITTEN = '  uid: 1d2c3b\n  resourceVersion: "4711"\n'
LIVE = POD.replace("metadata:\n", f"metadata:\n{WRITTEN}") + "status:\n  phase: Running\n"

pytestmark = pytest.mark.django_db


def test_a_manifest_that_a_person_wrote_is_not_spoken_of(client: Client) -> None:
    draft = begin(client)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/metadata/")
    assert "noise" not in page.by_id


@pytest.mark.parametrize("slug", ["metadata", "containers/0", "review"])
def test_one_button_on_every_step(client: Client, slug: str) -> None:
    draft = begin(client, LIVE)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/{slug}/")
    assert "has 3 fields written by a server" in page.by_id["noise"].text
    page.press("Remove them")
    draft.refresh_from_db()
    assert draft.text == POD
    assert "noise" not in page.by_id


def test_it_is_one_step_of_undo(client: Client) -> None:
    draft = begin(client, LIVE)
    Step(client, draft, "metadata").post(op="clean")
    Step(client, draft, "metadata").post(op="undo")
    draft.refresh_from_db()
    assert draft.text == LIVE


def test_what_was_typed_is_kept(client: Client) -> None:
    draft = begin(client, LIVE)
    Step(client, draft, "containers/0").post({"spec.containers[0].image": "nginx:1.28"}, preview=True, op="clean")
    draft.refresh_from_db()
    assert draft.text == POD.replace("nginx:1.27", "nginx:1.28")


def test_enter_does_not_press_it(client: Client) -> None:
    draft = begin(client, LIVE)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/metadata/")
    first = next(b for b in page.root.all("button") if page.form_of(b) is page.by_id["step-form"])
    assert not first.attrs.get("name")


def test_nothing_to_remove(client: Client) -> None:
    draft = begin(client)
    Step(client, draft, "metadata").post(op="clean")
    draft.refresh_from_db()
    assert draft.text == POD

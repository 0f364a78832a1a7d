"""One action leads a draft to a level of Pod Security, after showing what it does and what it cannot do."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube.review import review
from tests.builder.support import POD, Step, begin, edit
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
ROOT = POD.replace("    env:\n", "    securityContext: {runAsUser: 0}\n    env:\n")
NODE = POD.replace("spec:\n", "spec:\n  hostPID: true\n", 1)


def opened(client: Client, draft: Draft, level: str = "restricted") -> PlainBrowser:
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/harden/{level}/")
    return browser


def test_there_are_two_levels_to_reach(client: Client) -> None:
    assert client.get(f"/drafts/{begin(client).key}/harden/privileged/").status_code == 404


def test_the_review_leads_there(client: Client) -> None:
    draft = begin(client)
    assert f"/drafts/{draft.key}/harden/restricted/" in Step(client, draft, "review").browser.content.decode()


def test_a_level_that_is_reached_changes_nothing(client: Client) -> None:
    page = opened(client, begin(client), "baseline")
    assert "is at Baseline already" in page.content.decode()
    assert not [button for button in page.root.all("button") if page.name_of(button) == "Apply"]


def test_restricted_is_shown_asked_for_and_reached(client: Client) -> None:
    draft = begin(client)
    page = opened(client, draft)
    assert "runAsNonRoot: true" in page.content.decode()
    page.fill("User id of every container that inherits the pod's setting", "2000")
    page.press("Show what changes")
    assert "runAsUser: 2000" in page.content.decode()
    draft.refresh_from_db()
    assert draft.text == POD
    page.press("Apply")
    draft.refresh_from_db()
    verdict = review(draft.manifest.pod)
    assert verdict.accepted
    assert not verdict.violations["restricted"]
    assert draft.text.startswith("# The web server\n")
    assert edit(client, draft, "review", op="undo") == POD


@pytest.mark.parametrize("text", ["root", "0", "-1", "99999999999", "²"])
def test_what_is_no_user_id_is_told(client: Client, text: str) -> None:
    draft = begin(client)
    page = opened(client, draft)
    page.fill("User id of every container that inherits the pod's setting", text)
    page.press("Apply")
    assert "is a number from 1 to" in page.content.decode()
    draft.refresh_from_db()
    assert draft.text == POD


def test_root_in_so_many_words_needs_an_answer(client: Client) -> None:
    draft = begin(client, ROOT)
    page = opened(client, draft)
    label = 'User id of the container "web"'
    assert page.value_of(page.control(label)) == "10001"
    page.fill(label, "")
    page.press("Show what changes")
    assert "Restricted is not reached: 1 thing stands in the way." in page.content.decode()
    page.press("Apply")
    draft.refresh_from_db()
    assert [v.check for v in review(draft.manifest.pod).violations["restricted"]] == ["runAsUser"]


def test_what_a_pod_is_there_for_is_left_and_named(client: Client) -> None:
    draft = begin(client, NODE)
    page = opened(client, draft)
    assert "Host namespaces." in page.content.decode()
    page.press("Apply")
    draft.refresh_from_db()
    assert "hostPID: true" in draft.text
    assert "left for you to decide" in page.content.decode()


def test_a_page_that_is_out_of_date_writes_nothing(client: Client) -> None:
    draft = begin(client)
    page = opened(client, draft)
    text = edit(client, draft, "metadata", {"metadata.name": "front"})
    page.press("Apply")
    assert "changed in another tab" in page.content.decode()
    draft.refresh_from_db()
    assert draft.text == text

"""Roles on the builder's pages: recognised, with the reason, corrected, and kept through renaming and undo."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.container_roles import Roles
from podbuilder.builder.models import Draft
from podbuilder.builder.steps.outline import steps_of
from tests.builder.support import Step, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

TEXT = """\
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  - name: way
    image: envoyproxy/envoy:v1.35
"""
WEB, WAY = "containers/0", "containers/1"


def opened(client: Client, draft: Draft, slug: str) -> PlainBrowser:
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/{slug}/")
    return browser


def shown(client: Client, draft: Draft, slug: str = WAY) -> str:
    return opened(client, draft, slug).by_id["role-word"].text


def test_a_role_is_shown_in_outline_step_and_review_with_its_reason(client: Client) -> None:
    draft = begin(client, TEXT)
    browser = opened(client, draft, WAY)
    assert "way ambassador" in browser.by_id["outline"].text
    assert browser.by_id["role-word"].text == "ambassador"
    assert "envoyproxy/envoy is known" in browser.by_id["role-why"].text
    review = opened(client, draft, "review").by_id["step"].text
    assert "envoyproxy/envoy is known" in review
    assert "The pod is named after it." in review


def test_a_role_follows_what_is_typed(client: Client) -> None:
    draft = begin(client, TEXT)
    step = Step(client, draft, WAY)
    answer = step.post({"spec.containers[1].image": "fluent/fluent-bit:4"}, preview=True).content.decode()
    assert '<span id="role-word" hx-swap-oob="true">sidecar</span>' in answer


def test_an_init_container_that_stays_is_a_native_sidecar_unless_it_is_more(client: Client) -> None:
    init = "{name: %s, image: %s, restartPolicy: Always}"
    inits = ", ".join((init % ("logs", "fluent-bit:2.2"), init % ("proxy", "envoyproxy/envoy:v1.30")))
    apps = "{name: web, image: a:1}, {name: logs-2, image: fluent-bit:2.2}"
    text = f"kind: Pod\nspec: {{initContainers: [{inits}], containers: [{apps}]}}\n"
    draft = begin(client, text)
    pod = draft.manifest.pod
    steps = Roles(pod, draft.kubernetes, {}).named(steps_of(pod))
    assert [step.role for step in steps if step.role] == ["native sidecar", "ambassador", "app", "sidecar"]


def test_a_role_is_corrected_and_taken_back(client: Client) -> None:
    draft = begin(client, TEXT)
    browser = opened(client, draft, WAY)
    browser.press("Adapter")
    assert browser.url.endswith(f"/edit/{WAY}/")
    assert browser.by_id["role-word"].text == "adapter"
    assert "Our guess: ambassador" in browser.by_id["step"].text
    assert "You said so." in opened(client, draft, "review").by_id["step"].text
    browser.press("Our guess: ambassador")
    assert browser.by_id["role-word"].text == "ambassador"
    draft.refresh_from_db()
    assert draft.roles == {}


def test_a_role_that_there_is_not_is_our_guess(client: Client) -> None:
    draft = begin(client, TEXT)
    client.post(f"/drafts/{draft.key}/role/{WAY}/", {"role": "king"})
    assert shown(client, draft) == "ambassador"
    assert client.post(f"/drafts/{draft.key}/role/containers/7/", {"role": "app"}).status_code == 404
    assert client.post(f"/drafts/{draft.key}/role/metadata/", {"role": "app"}).status_code == 404


def test_a_renamed_container_keeps_what_was_said_of_it(client: Client) -> None:
    draft = begin(client, TEXT)
    client.post(f"/drafts/{draft.key}/role/{WAY}/", {"role": "adapter"})
    step = Step(client, draft, WAY)
    for typed in ("wa", "", "x", "xy"):
        step.post({"spec.containers[1].name": typed}, preview=True)
        step = Step(client, draft, WAY)
    assert draft.roles == {"xy": "adapter"}
    step.post(op="undo")
    assert shown(client, draft) == "adapter"


def test_a_container_that_goes_takes_it_along(client: Client) -> None:
    draft = begin(client, TEXT)
    client.post(f"/drafts/{draft.key}/role/{WAY}/", {"role": "adapter"})
    Step(client, draft, WAY).post(op="remove:spec.containers[1]")
    assert draft.roles == {}


def test_a_copy_of_the_draft_has_it_as_well(client: Client) -> None:
    draft = begin(client, TEXT)
    client.post(f"/drafts/{draft.key}/role/{WAY}/", {"role": "adapter"})
    client.post(f"/drafts/{draft.key}/duplicate/")
    assert Draft.objects.exclude(pk=draft.pk).get().roles == {"way": "adapter"}


def test_it_follows_the_text_as_well(client: Client) -> None:
    draft = begin(client, TEXT)
    client.post(f"/drafts/{draft.key}/role/{WAY}/", {"role": "adapter"})
    draft.refresh_from_db()
    data = {"yaml": TEXT.replace("name: way", "name: path"), "base": str(draft.revision), "tab_id": "editor"}
    client.post(f"/drafts/{draft.key}/yaml/", data)
    draft.refresh_from_db()
    assert draft.roles == {"path": "adapter"}


def test_undo_takes_back_what_was_said_of_it(client: Client) -> None:
    draft = begin(client, TEXT)
    client.post(f"/drafts/{draft.key}/role/{WAY}/", {"role": "adapter"})
    Step(client, draft, WAY).post(op="undo")
    assert (draft.text, draft.roles, shown(client, draft)) == (TEXT, {}, "ambassador")
    Step(client, draft, WAY).post(op="redo")
    assert shown(client, draft) == "adapter"

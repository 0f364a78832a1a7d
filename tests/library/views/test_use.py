"""Using a template: a download or a draft of what is filled in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.save import Content, save_revision
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved, signed_in
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
ANSWERS = {"p-image": "nginx:1.27", "p-port": "80", "p-level": "debug"}
URL = "/t/alice/web/use/"


@pytest.fixture
def alice() -> Any:
    alice = person("alice")
    saved(alice, text=DEPLOYMENT, parameters=PARAMETERS, visibility="public")
    return alice


@pytest.fixture
def client(alice: Any) -> Client:
    return signed_in(alice)


def test_a_download(client: Client) -> None:
    response = client.post(URL, {**ANSWERS, "op": "download"})
    assert response["Content-Type"] == "application/yaml; charset=utf-8"
    assert 'filename="web.yaml"' in response["Content-Disposition"]
    text = response.content.decode()
    assert "<param:" not in text
    assert "containerPort: 80\n" in text
    assert "value: level-debug" in text


def test_a_draft_of_what_is_filled_in_is_no_template_any_more(client: Client) -> None:
    assert client.post(URL, {**ANSWERS, "op": "draft"}).status_code == 302
    draft = Draft.objects.get()
    assert (draft.parameters, draft.origin) == ([], "alice/web@1, filled in")
    assert "As revision" not in client.get(f"/library/save/?draft={draft.key}").content.decode()


def test_a_draft_to_edit_keeps_the_parameters(client: Client) -> None:
    client.post("/t/alice/web/draft/")
    draft = Draft.objects.get()
    assert (draft.parameters, draft.origin) == (PARAMETERS, "alice/web@1")


def test_a_copy_of_a_draft_keeps_the_parameters_too(client: Client) -> None:
    client.post("/t/alice/web/draft/")
    first = Draft.objects.get()
    client.post(f"/drafts/{first.key}/duplicate/")
    second = Draft.objects.exclude(pk=first.pk).get()
    assert (second.parameters, second.origin) == (PARAMETERS, "alice/web@1")


def test_a_visitor_without_javascript_goes_the_whole_way(alice: Any) -> None:
    browser = PlainBrowser(Client())
    browser.open("/t/alice/web/")
    browser.follow("Use")
    browser.fill("Image to run", "caddy:2")
    browser.fill("Level", "debug")
    browser.press("Open in the builder")
    assert browser.status == 200
    assert "caddy:2" in Draft.objects.get().text


def test_an_older_revision_can_be_used(client: Client) -> None:
    assert client.get(f"{URL}?revision=1").status_code == 200
    assert client.get(f"{URL}?revision=9").status_code == 404


@pytest.mark.parametrize("op", ["", "other"])
def test_an_unknown_button_shows_the_form_again(client: Client, op: str) -> None:
    response = client.post(URL, {**ANSWERS, "op": op})
    assert (response.status_code, response["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "nginx:1.27" in response.content.decode()
    assert not Draft.objects.exists()


def test_a_preview_is_a_fragment(client: Client) -> None:
    html = client.post(f"{URL}preview/", ANSWERS).content.decode()
    assert "<html" not in html
    assert "nginx:1.27" in html
    assert client.get(f"{URL}preview/").status_code == client.put(URL).status_code == 405


def test_answers_of_an_older_revision(client: Client, alice: Any) -> None:
    template = SavedTemplate.objects.get()
    save_revision(template, Content(POD, [], "1.36"), base=1, author=alice)
    assert b"kind: Deployment" in client.post(f"{URL}?revision=1", {**ANSWERS, "op": "download"}).content
    for newest in ("", "?revision=x"):
        assert client.post(f"{URL}{newest}", {"op": "download"}).content.decode() == POD

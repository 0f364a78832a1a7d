"""TemplateUse a template: what is asked, what is wrong with an answer, and what comes of good ones."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, PARAMETERS, draft_of, person, saved, signed_in

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


def test_the_form_has_the_defaults_and_waits_for_the_rest(client: Client) -> None:
    html = client.get(URL).content.decode()
    assert "Still to fill in: Image to run." in html
    assert 'value="8080"' in html
    assert "message--error" not in html


def test_answers_in_the_address_are_filled_in(client: Client) -> None:
    html = client.get(f"{URL}?p-image=caddy:2").content.decode()
    assert 'value="caddy:2"' in html
    assert "The API server accepts it." in html


SAYS = {
    "a good answer": ({"p-image": "caddy:2"}, "Kubernetes 1.36 accepts it."),
    "nothing yet": ({}, "Still to fill in: Image to run."),
    "a bad answer": ({"p-image": "NGINX nginx"}, "Image to run: "),
    "a long answer": ({"p-image": "a" * 5000}, "Image to run: "),
}


@pytest.mark.parametrize(("data", "says"), SAYS.values(), ids=SAYS)
def test_each_change_is_told_in_a_line(client: Client, data: dict[str, str], says: str) -> None:
    html = client.post(f"{URL}preview/", data).content.decode()
    told = html.partition('<div hx-swap-oob="innerHTML:#live">')[2].partition("</div>")[0]
    assert told.startswith(says)
    assert len(unescape(told)) <= 200
    assert "aria-live" not in html


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("image", ""),
        ("image", "NGINX nginx"),
        ("port", "x"),
        ("port", "70000"),
        ("level", "loud"),
        ("image", "a" * 5000),
    ],
    ids=["nothing", "no image", "no number", "no port", "no choice", "too long"],
)
@pytest.mark.parametrize("op", ["download", "draft", "preview"])
def test_a_bad_answer_is_a_state_of_the_page(client: Client, op: str, name: str, text: str) -> None:
    url = f"{URL}preview/" if op == "preview" else URL
    response = client.post(url, {**ANSWERS, f"p-{name}": text, "op": op})
    assert response.status_code == 200
    html = response.content.decode()
    assert "Still to fill in" in html
    assert "message--error" in html
    assert not Draft.objects.exists()


def test_what_the_server_would_refuse_is_said(client: Client, alice: Any) -> None:
    text = POD.replace("name: web\n    image", "name: <param:name>\n    image")
    saved(alice, text=text, parameters=[{"name": "name", "default": "web"}], slug="named")
    html = client.post("/t/alice/named/use/preview/", {"p-name": "Web Server"}).content.decode()
    assert "spec.containers[0].name" in html
    assert "The API server accepts it." not in html


def test_a_template_that_asks_nothing_and_one_that_cannot_be_used(client: Client, alice: Any) -> None:
    saved(alice, slug="plain")
    assert "There is nothing to fill in." in client.get("/t/alice/plain/use/").content.decode()
    assert client.post("/t/alice/plain/use/", {"op": "download"}).content.decode() == POD
    saved(alice, slug="wrong", parameters=[{"name": "x", "type": "nose"}])
    assert "cannot be used as it is" in client.get("/t/alice/wrong/use/").content.decode()
    assert client.post("/t/alice/wrong/use/", {"op": "draft", "p-x": "1"}).status_code == 200


def test_answers_that_outgrow_the_limits_are_a_state_of_every_page(client: Client, alice: Any) -> None:
    text = f'{POD}  hostname: "{"<param:a>" * 1000}"\n'
    saved(alice, slug="big", text=text, parameters=[{"name": "a", "default": "x"}])
    long = "x" * 4000
    for answer in (
        client.get("/t/alice/big/use/", {"p-a": long}),
        client.post("/t/alice/big/use/preview/", {"p-a": long}),
        client.post("/t/alice/big/use/", {"p-a": long, "op": "download"}),
        client.post("/t/alice/big/use/", {"p-a": long, "op": "draft"}),
    ):
        assert answer.status_code == 200
        assert "longer than 1 MiB" in answer.content.decode()
    raw = client.get("/t/alice/big.yaml", {"a": long})
    assert (raw.status_code, "longer than 1 MiB" in raw.content.decode()) == (422, True)


def test_defaults_that_outgrow_the_limits_are_a_state_of_every_page(client: Client, alice: Any) -> None:
    text = f'{POD}  hostname: "{"<param:a>" * 1000}"\n'
    declared = [{"name": "a", "default": "x" * 4000}]
    template = saved(alice, slug="big", text=text, parameters=declared)
    assert "cannot be filled in" in template.problem
    for address in ("", "use/", "revisions/", "save/"):
        assert client.get(f"/t/alice/big/{address}").status_code in (200, 404)
    draft = draft_of(alice, text, parameters=declared)
    for address in ("parameters/", "edit/metadata/", "edit/review/", "advice/", "download.yaml", "report/"):
        answer = client.get(f"/drafts/{draft.key}/{address}")
        assert answer.status_code in (200, 404), address
    assert "cannot be filled in" in client.get(f"/drafts/{draft.key}/parameters/").content.decode()

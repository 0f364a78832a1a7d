"""Where people meet the diagram: its page, the pane beside the YAML, the review, a file."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from tests.builder.support import Step, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: migrate
    image: web:1
  containers:
  - name: web
    image: web:1
    volumeMounts:
    - name: data
      mountPath: /data
  volumes:
  - name: data
    emptyDir: {}
"""
IMAGE = "spec.containers[0].image"


@pytest.fixture
def draft(client: Client) -> Draft:
    return begin(client, POD)


def test_a_closed_pane_costs_nothing(client: Client, draft: Draft) -> None:
    answer = Step(client, draft, "containers/0").post({IMAGE: "web:2"}, preview=True).content.decode()
    assert 'id="yaml"' in answer
    assert '<svg class="diagram' not in answer
    assert 'id="diagram"' not in answer


def test_an_open_pane_follows_each_keystroke(client: Client, draft: Draft) -> None:
    opened = client.get(f"/drafts/{draft.key}/diagram/pane/?show=1").content.decode()
    assert "1. migrate" in opened
    assert 'aria-expanded="true"' in opened
    page = Step(client, draft, "containers/0")
    assert "diagram__box--app" in client.get(f"/drafts/{draft.key}/edit/containers/0/").content.decode()
    answer = page.post({IMAGE: "web:2"}, preview=True).content.decode()
    pane = answer[answer.index('id="diagram"') :]
    assert 'hx-swap-oob="true"' in pane[:200]
    assert ">web:2</text>" in pane
    closed = client.get(f"/drafts/{draft.key}/diagram/pane/").content.decode()
    assert '<svg class="diagram' not in closed
    assert '<svg class="diagram' not in client.get(f"/drafts/{draft.key}/edit/containers/0/").content.decode()


def test_an_open_pane_follows_buttons_and_the_text(client: Client, draft: Draft) -> None:
    client.cookies["diagram"] = "open"
    page = Step(client, draft, "containers/0")
    removed = page.post(preview=True, op="remove:spec.containers[0].volumeMounts[0]").content.decode()
    assert "not mounted" in removed
    text = draft.text.replace("name: migrate", "name: prepare")
    checked = client.post(
        f"/drafts/{draft.key}/yaml/check/containers/0/",
        {"yaml": text, "base": str(draft.revision), "tab_id": page.data["tab_id"]},
    )
    assert "1. prepare" in checked.content.decode()


def test_each_box_leads_to_its_step(client: Client, draft: Draft) -> None:
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/containers/0/")
    link = next(e for e in browser.root.all("a") if e.attrs.get("id") == "diagram-link")
    browser.open(link.attrs["href"])
    assert browser.status == 200
    boxes = [e for e in browser.root.all("a") if "diagram__box" in e.attrs.get("class", "")]
    steps = ["init-containers/0", "containers/0", "volumes"]
    # Twice: the wide picture and the narrow one, of which the style sheet shows one.
    assert [box.attrs["href"] for box in boxes] == [f"/drafts/{draft.key}/edit/{step}/" for step in steps] * 2
    for box in boxes:
        browser.open(box.attrs["href"])
        assert browser.status == 200
    assert boxes[0].attrs["aria-label"].startswith("migrate, init, number 1 to start. Image web:1.")


def test_the_review_shows_the_diagram_and_says_it_in_words(client: Client, draft: Draft) -> None:
    page = client.get(f"/drafts/{draft.key}/edit/review/").content.decode()
    assert "diagram__picture--narrow" in page
    assert "<li>web, app. Image web:1. Reads and writes the volume data at /data.</li>" in page
    assert "<li>Volume data: emptyDir. Mounted by web.</li>" in page


def test_the_users_word_on_a_role_counts(client: Client, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(roles={"web": "adapter"})
    assert "diagram__box--adapter" in client.get(f"/drafts/{draft.key}/diagram/").content.decode()


def test_a_file_stands_alone(client: Client, draft: Draft) -> None:
    response = client.get(f"/drafts/{draft.key}/diagram.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Disposition"] == 'attachment; filename="web.svg"'
    root = ET.fromstring(response.content)  # noqa: S314 - our own answer
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    assert root.find(f"{space}style") is not None
    assert "href" not in response.content.decode()


def test_names_are_escaped(client: Client) -> None:
    draft = begin(client, POD.replace("name: migrate", 'name: "<b>&"').replace("name: data", 'name: "</svg>"'))
    for address in ("diagram/", "diagram.svg", "edit/review/"):
        answer = client.get(f"/drafts/{draft.key}/{address}").content.decode()
        assert "<b>&" not in answer
        assert "&lt;b&gt;&amp;" in answer
        assert "1. </svg>" not in answer


UNFINISHED = {
    "no containers": "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {}\n",
    "no spec": "apiVersion: v1\nkind: Pod\n",
    "shapes that are wrong": (
        "apiVersion: v1\nkind: Pod\nmetadata: [1]\n"
        "spec:\n  containers: [{name: 1, ports: x}, 7, {}]\n  volumes: {a: 1}\n  initContainers: [[]]\n"
    ),
    "mounts of nothing": "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - volumeMounts: [{}, {name: lost}]\n",
}


@pytest.mark.parametrize("text", UNFINISHED.values(), ids=UNFINISHED)
def test_an_unfinished_pod_is_drawn_as_far_as_it_goes(client: Client, text: str) -> None:
    draft = begin(client, text)
    for address in ("diagram/", "diagram.svg", "diagram/pane/?show=1", "edit/review/"):
        assert client.get(f"/drafts/{draft.key}/{address}").status_code == 200

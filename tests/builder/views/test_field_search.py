"""The search over all fields: the list, the page of it, and the way to a field."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from tests.builder.support import begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db


def test_the_list_follows_what_is_typed(client: Client) -> None:
    draft = begin(client)
    response = client.get(
        f"/drafts/{draft.key}/find/", {"q": "image", "step": "containers/0"}, headers={"HX-Request": "true"}
    )
    html = response.content.decode()
    assert html.count('role="option"') == 12
    first = html.split('role="option"')[1]
    assert f"/drafts/{draft.key}/jump/?path=spec.containers%5B0%5D.image" in first
    for said in ("Image", "web", "spec.containers[].image", "has a value"):
        assert said in first


def test_nothing_asked_and_nothing_found(client: Client) -> None:
    draft = begin(client)
    for asked, said in (("", "hidden"), ("<xyzzy>", "No field matches “&lt;xyzzy&gt;”")):
        response = client.get(f"/drafts/{draft.key}/find/", {"q": asked}, headers={"HX-Request": "true"})
        assert said in response.content.decode()


def test_without_javascript_it_is_a_page(client: Client) -> None:
    draft = begin(client)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/find/?q=host+network&step=metadata")
    links = {link.text: link for link in browser.root.all("a") if "spec.hostNetwork" in link.text}
    assert len(links) == 1
    browser.open(next(iter(links.values())).attrs["href"])
    assert browser.url.split("?")[0].split("#")[0].endswith("/edit/networking/")


def test_the_way_to_a_control(client: Client) -> None:
    draft = begin(client)
    response = client.get(f"/drafts/{draft.key}/jump/", {"path": "spec.containers[0].image"})
    assert response.url == f"/drafts/{draft.key}/edit/containers/0/#f-spec-containers-0-image"


def test_the_way_to_what_would_bring_a_control(client: Client) -> None:
    draft = begin(client)
    response = client.get(f"/drafts/{draft.key}/jump/", {"path": "spec.volumes[0].secret.secretName"})
    assert response.url == (
        f"/drafts/{draft.key}/edit/volumes/?for=spec.volumes%5B0%5D.secret.secretName#f-spec-volumes-add"
    )
    assert "Press “Add volume”" in client.get(response.url).content.decode()


def test_a_container_that_is_not_there(client: Client) -> None:
    draft = begin(client)
    response = client.get(f"/drafts/{draft.key}/jump/", {"path": "spec.containers[7].image"})
    assert "Add the container first" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    "asked", ["", "nonsense", "spec.containers[", "spec.containers[0].image" * 200, "metadata.name"]
)
def test_a_strange_for_says_nothing(client: Client, asked: str) -> None:
    draft = begin(client)
    response = client.get(f"/drafts/{draft.key}/edit/metadata/", {"for": asked})
    assert response.status_code == 200


def test_a_draft_of_somebody_else(client: Client) -> None:
    draft = begin(client)
    assert Client().get(f"/drafts/{draft.key}/find/", {"q": "image"}).status_code == 404


def test_it_is_quicker_than_a_page(client: Client) -> None:
    """It answers each letter that is typed. A page is drawn beside it, so that a slow machine is no failure."""
    draft = begin(client)
    found, drawn = [], []
    for _ in range(7):
        found.append(process_time_of(f"/drafts/{draft.key}/find/", client, q="the port"))
        drawn.append(process_time_of(f"/drafts/{draft.key}/edit/metadata/", client))
    assert min(found) < min(drawn) / 2


def process_time_of(url: str, client: Client, **query: str) -> float:
    began = time.process_time()
    assert client.get(url, query, headers={"HX-Request": "true"}).status_code == 200
    return time.process_time() - began

"""The list of causes with its search, and the page of each."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.views.causes import STAGES
from podbuilder.kube.troubleshooting import Stage
from podbuilder.kube.troubleshooting.cause_pages import all_cause_pages
from tests.builder.support import begin
from tests.support.plain import Reader

pytestmark = pytest.mark.django_db


def shown(client: Client, query: str = "") -> tuple[str, list[str]]:
    """The text of the list, and the labels of the causes in it."""
    root = Reader(client.get("/troubleshoot/causes/", {"q": query}).content.decode()).root
    addresses = [link.attrs["href"].partition("/troubleshoot/causes/")[2] for link in root.all("a")]
    return root.text, [address.strip("/") for address in addresses if address]


def test_the_list_has_all_under_headings(client: Client) -> None:
    text, labels = shown(client)
    assert labels == list(all_cause_pages())
    assert set(STAGES) == set(Stage)
    assert all(title in text for title in STAGES.values())


def test_a_reason_that_names_no_cause_says_so(client: Client) -> None:
    text, labels = shown(client, "CrashLoopBackOff")
    assert "CrashLoopBackOff names no cause by itself" in text
    assert labels[0] == "app-crash"


def test_a_message_leads_to_its_cause(client: Client) -> None:
    assert shown(client, "0/3 nodes are available: 3 Insufficient cpu.")[1][0] == "insufficient-resources"


def test_what_is_not_known_leads_on(client: Client) -> None:
    text, labels = shown(client, "<b>teapot")
    assert "No cause is known by that." in text
    assert labels == []


@pytest.mark.parametrize("label", all_cause_pages())
def test_each_cause_has_its_page(client: Client, label: str) -> None:
    response = client.get(f"/troubleshoot/causes/{label}/")
    assert response.status_code == 200
    text = Reader(response.content.decode()).root.text
    page = all_cause_pages()[label]
    assert page.title in text
    assert all(twin.label == label or f"/{twin.label}/" in response.content.decode() for twin in page.twins)
    assert "`" not in text


def test_of_a_draft_it_leads_to_its_fields(client: Client) -> None:
    draft = begin(client)
    html = client.get("/troubleshoot/causes/oom-killed/", {"draft": draft.key}).content.decode()
    assert f"/drafts/{draft.key}/jump/?path=spec.containers%5B0%5D.resources.limits%5Bmemory%5D" in html
    assert "/jump/" not in Client().get("/troubleshoot/causes/oom-killed/", {"draft": draft.key}).content.decode()


def test_there_is_no_page_of_another_name(client: Client) -> None:
    assert client.get("/troubleshoot/causes/teapot/").status_code == 404

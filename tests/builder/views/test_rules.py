"""The rules of advice as pages: searched, filtered, and each explained."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.kube import lint
from tests.builder.support import begin
from tests.support.plain import PlainBrowser


def listed(client: Client, query: str) -> list[str]:
    browser = PlainBrowser(client)
    browser.open(f"/rules/{query}")
    links = [a.attrs["href"] for a in browser.root.all("a") if (a.attrs.get("href") or "").startswith("/rules/")]
    return [link.removeprefix("/rules/").strip("/") for link in links if link != "/rules/"]


def test_every_rule_is_listed(client: Client) -> None:
    assert listed(client, "") == list(lint.all_rules())


FILTERS = {
    "another tool's id": ("?q=CKV_K8S_14", ["image-name-invalid", "image-tag-mutable"]),
    "both filters": ("?severity=critical&category=images", ["image-name-invalid"]),
    "a profile": ("?profile=course&state=on", sorted(lint.course.COURSE_RULES)),
    "nothing fits": ("?q=xyzzy", []),
    "odd filters count as none": (
        "?severity=loud&profile=none&state=maybe&category=&q=CKV_K8S_12",
        ["memory-request-missing"],
    ),
}


@pytest.mark.parametrize(("query", "found"), FILTERS.values(), ids=FILTERS)
def test_filters(client: Client, query: str, found: list[str]) -> None:
    assert listed(client, query) == found


def test_what_was_asked_stays_in_the_form(client: Client) -> None:
    text = client.get("/rules/?q=%3Cb%3E&severity=info&profile=strict").content.decode()
    assert 'value="&lt;b&gt;"' in text
    assert '<option value="info" selected>' in text
    assert '<option value="strict" selected>' in text
    assert "No rule matches." in text


@pytest.mark.parametrize("id", lint.all_rules())
def test_a_page_for_each_rule(client: Client, id: str) -> None:
    response = client.get(f"/rules/{id}/")
    assert response.status_code == 200
    assert f"<h1>{id}</h1>" in response.content.decode()


def test_what_a_rule_says(client: Client) -> None:
    text = client.get("/rules/image-registry-not-allowed/").content.decode()
    for words in (
        "off by default",
        "<code>allowedRegistries</code>",
        "<code>KSV-0125</code>",
        "Trivy",
        "every version",
    ):
        assert words in text
    young = client.get("/rules/user-namespace-unused/").content.decode()
    assert "since 1.33" in young
    assert "on in Strict" in young
    assert "No other tool" in client.get("/rules/nested-mounts/").content.decode()


@pytest.mark.django_db
def test_who_comes_from_a_draft_finds_the_way_back(client: Client) -> None:
    draft = begin(client, "kind: Pod\nspec: {containers: [{name: web, image: nginx}]}\n")
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/containers/0/")
    link = next(a for a in browser.root.all("a") if a.attrs.get("aria-label") == "About the rule image-tag-mutable")
    browser.open(link.attrs["href"])
    assert f"/drafts/{draft.key}/advice/" in {a.attrs.get("href") for a in browser.root.all("a")}
    # To others it is no draft.
    assert draft.key not in Client().get(link.attrs["href"]).content.decode().split('<div class="rule">')[1]
    assert client.get("/rules/nested-mounts/?draft=%00").status_code == 200


def test_a_rule_that_there_is_not(client: Client) -> None:
    assert client.get("/rules/no-such-rule/").status_code == 404
    assert client.post("/rules/").status_code == 405


def test_a_rule_leads_to_the_causes_that_it_prevents(client: Client) -> None:
    html = client.get("/rules/service-links-clash/").content.decode()
    assert "/troubleshoot/causes/service-env-clash/" in html
    assert "Prevents" not in client.get("/rules/labels-recommended/").content.decode()

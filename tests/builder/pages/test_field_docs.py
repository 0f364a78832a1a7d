"""What is said about a field."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.pages.field_docs import docs_of
from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import UnknownPath
from podbuilder.kube.core import versions
from tests.builder.support import begin

C = "spec.containers[0]"


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        (f"{C}.image", {"Type": "text"}),
        (f"{C}.name", {"Type": "text", "Required": "yes"}),
        (f"{C}.ports", {"Type": "list of ContainerPort"}),
        (
            "spec.containers[].ports[].containerPort",
            {"Type": "whole number", "Required": "yes", "Allowed": "1 to 65535"},
        ),
        ("spec.containers[].args", {"Type": "list of text"}),
        ("metadata.labels", {"Type": "map of text"}),
        ("metadata.labels[app]", {"Type": "text"}),
        (f"{C}.resources.limits[cpu]", {"Type": "amount, such as 500m or 2Gi"}),
        (f"{C}.livenessProbe.httpGet.port", {"Type": "number or name", "Required": "yes"}),
        (f"{C}.livenessProbe", {"Type": "Probe"}),
        (f"{C}.stdin", {"Type": "true or false", "Default": "false"}),
        ("spec.terminationGracePeriodSeconds", {"Type": "whole number", "Default": "30 s"}),
        (f"{C}.resizePolicy", {"Type": "list of ContainerResizePolicy", "Since": "Kubernetes 1.27"}),
    ],
)
def test_facts(path: str, facts: dict[str, str]) -> None:
    found = dict(docs_of("1.36", path).facts)
    assert {name: found.get(name) for name in facts} == facts


def test_a_closed_set_has_a_sentence_for_each_choice() -> None:
    choices = dict(docs_of("1.36", f"{C}.imagePullPolicy").choices)
    assert list(choices) == ["Always", "IfNotPresent", "Never"]
    assert choices["Never"] == "Uses only what the node already has."


@pytest.mark.parametrize("path", ["", "spec.nonsense", "spec.containers[0].image.x", "x" * 5000])
def test_what_is_no_field(path: str) -> None:
    with pytest.raises(UnknownPath):
        docs_of("1.36", path)


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_every_leaf_has_documentation(version: str) -> None:
    bare = [spec.pattern for spec in catalogue.load(version).leaves() if not docs_of(version, spec.pattern).facts]
    assert bare == []


def test_the_fragment_and_the_page(client: Client) -> None:
    asked = {"version": "1.36", "path": f"{C}.imagePullPolicy", "draft": "abc-_1"}
    fragment = client.get("/docs/field/", asked, headers={"HX-Request": "true"}).content.decode()
    page = client.get("/docs/field/", asked).content.decode()
    for html in (fragment, page):
        assert "Uses only what the node already has." in html
        assert "/drafts/abc-_1/jump/?path=spec.containers%5B0%5D.imagePullPolicy" in html
    assert "<html" not in fragment
    assert "<h1>Pull policy</h1>" in page


def test_a_field_that_the_version_lacks(client: Client) -> None:
    response = client.get("/docs/field/", {"version": "1.25", "path": f"{C}.resizePolicy", "draft": "<b>"})
    assert response.status_code == 404
    assert "Kubernetes 1.25 has no field" in response.content.decode()


@pytest.mark.django_db
def test_each_control_leads_to_its_documentation(client: Client) -> None:
    draft = begin(client)
    html = client.get(f"/drafts/{draft.key}/edit/containers/0/").content.decode()
    docs = f'href="/docs/field/?version=1.36&amp;draft={draft.key}&amp;path='
    for path in (f"{C}.image", f"{C}.ports", f"{C}.ports[0].containerPort", f"{C}.livenessProbe"):
        assert f'{docs}{path}"' in html

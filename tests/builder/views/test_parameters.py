"""The pages of a draft's parameters: pointing at a field, declaring, renaming, taking away, and what is tried out."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube.templating import MOST_PARAMETERS, Parameter
from tests.builder.support import POD, Step, begin


@pytest.fixture
def draft(client: Client, db: None) -> Draft:
    return begin(client)


def test_a_field_becomes_a_parameter_and_a_field_again(client: Client, draft: Draft) -> None:
    url = f"/drafts/{draft.key}/parameter/?path=spec.containers[0].ports[0].containerPort"
    page = client.get(url).content.decode()
    assert 'value="container-port"' in page
    made = client.post(url, {"name": "port", "label": "Port", "type": "port", "default": "80"}, follow=True)
    draft.refresh_from_db()
    assert draft.text == POD.replace("containerPort: 80\n", 'containerPort: "<param:port>"\n')
    assert draft.declared == (Parameter("port", "port", "Port", default=80),)
    assert draft.errors == 0
    assert "all accepted" in made.content.decode()

    step = Step(client, draft, "containers/0")
    assert step.data["spec.containers[0].ports[0].containerPort"] == "<param:port>"
    step.post({"spec.containers[0].image": "nginx:1.28"})
    assert draft.text == POD.replace("containerPort: 80\n", 'containerPort: "<param:port>"\n').replace("1.27", "1.28")
    assert draft.errors == 0

    renamed = client.post(f"/drafts/{draft.key}/parameter/?name=port", {"name": "web-port", "type": "port"})
    assert renamed.status_code == 302
    draft.refresh_from_db()
    assert 'containerPort: "<param:web-port>"\n' in draft.text
    client.post(f"/drafts/{draft.key}/parameter/remove/", {"name": "web-port"})
    draft.refresh_from_db()
    assert "containerPort: 8080\n" in draft.text
    assert draft.parameters == []


def test_the_list_and_the_page_agree_whatever_judges(client: Client, draft: Draft) -> None:
    url = f"/drafts/{draft.key}/parameter/?path=spec.containers[0].ports[0].containerPort"
    client.post(url, {"name": "port", "type": "port", "default": "80"})
    for url, data in (
        (f"/drafts/{draft.key}/version/metadata/", {"kubernetes": "1.30"}),
        (f"/drafts/{draft.key}/pod/metadata/", {"pod": "0"}),
        (f"/drafts/{draft.key}/note/?path=spec.containers[0].image", {"comment:spec.containers[0].image": "Why"}),
    ):
        client.post(url, data)
        draft.refresh_from_db()
        page = Step(client, draft, "metadata").browser.content.decode()
        assert (draft.errors, "No errors." in page) == (0, True), url


def test_undo_takes_back_the_declaration_with_its_placeholder(client: Client, draft: Draft) -> None:
    url = f"/drafts/{draft.key}/parameter/?path=spec.containers[0].ports[0].containerPort"
    client.post(url, {"name": "port", "type": "port", "default": "80"})
    draft.refresh_from_db()
    made = draft.text, draft.parameters
    step = Step(client, draft, "metadata")
    step.post(op="undo")
    assert (draft.text, draft.parameters, draft.errors) == (POD, [], 0)
    Step(client, draft, "metadata").post(op="redo")
    assert (draft.text, draft.parameters, draft.errors) == (*made, 0)
    client.post(f"/drafts/{draft.key}/parameter/remove/", {"name": "port"})
    draft.refresh_from_db()
    assert draft.parameters == []
    Step(client, draft, "metadata").post(op="undo")
    assert (draft.text, draft.parameters) == made


def test_a_declaration_is_shown_again_with_what_is_wrong(client: Client, draft: Draft) -> None:
    url = f"/drafts/{draft.key}/parameter/?path=spec.containers[0].image"
    page = client.post(url, {"name": "Image", "type": "image", "default": "NGINX"}).content.decode()
    assert 'value="NGINX"' in page
    assert page.count('aria-invalid="true"') == 2
    draft.refresh_from_db()
    assert draft.text == POD


def test_a_placeholder_of_the_text_is_declared(client: Client, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(text=POD.replace("fast", "<param:mode>"))
    listed = client.get(f"/drafts/{draft.key}/parameters/").content.decode()
    assert f"/drafts/{draft.key}/parameter/?for=mode" in listed
    client.post(f"/drafts/{draft.key}/parameter/?for=mode", {"name": "mode", "type": "string"})
    draft.refresh_from_db()
    assert draft.declared == (Parameter("mode"),)
    assert "asked for" in client.get(f"/drafts/{draft.key}/parameters/").content.decode()


def test_an_end_that_is_refused_is_told(client: Client, draft: Draft) -> None:
    text = POD.replace("containerPort: 80\n", 'containerPort: "<param:port>"\n')
    Draft.objects.filter(pk=draft.pk).update(
        text=text, parameters=[{"name": "port", "type": "integer", "default": 80}, {"name": "idle"}]
    )
    page = client.get(f"/drafts/{draft.key}/parameters/").content.decode()
    assert "is refused" in page
    assert "Nothing in the manifest uses idle." in page


def test_strange_requests(client: Client, draft: Draft) -> None:
    base = f"/drafts/{draft.key}/parameter/"
    assert client.get(base).status_code == 404
    assert client.get(f"{base}?path=spec.nothing").status_code == 404
    assert client.get(f"{base}?for=%3Cb%3E").status_code == 200
    assert client.post(f"{base}remove/", {"name": "nobody"}).status_code == 302
    assert client.get(f"{base}remove/").status_code == 405


def test_a_template_asks_for_no_more_than_anybody_fills_in(client: Client, draft: Draft) -> None:
    many = [{"name": f"p{i}"} for i in range(MOST_PARAMETERS)]
    Draft.objects.filter(pk=draft.pk).update(parameters=many)
    assert client.get(f"/drafts/{draft.key}/parameters/").context["is_full"] is True
    page = client.post(f"/drafts/{draft.key}/parameter/?for=more", {"name": "more", "type": "string"})
    assert page.context["errors"] == {"name": f"A template has at most {MOST_PARAMETERS} parameters."}
    renamed = client.post(f"/drafts/{draft.key}/parameter/?name=p0", {"name": "q0", "type": "string"})
    assert renamed["Location"] == f"/drafts/{draft.key}/parameters/"
    draft.refresh_from_db()
    assert [one.name for one in draft.declared][:2] == ["q0", "p1"]
    Draft.objects.filter(pk=draft.pk).update(parameters=many[1:])
    assert client.get(f"/drafts/{draft.key}/parameters/").context["is_full"] is False


@pytest.mark.parametrize("path", ["parameters/", "parameter/?for=x"])
def test_a_stranger_sees_nothing(draft: Draft, path: str) -> None:
    assert Client().get(f"/drafts/{draft.key}/{path}").status_code == 404
    assert Client().post(f"/drafts/{draft.key}/parameter/remove/", {"name": "x"}).status_code == 404

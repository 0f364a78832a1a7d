"""Parameters of a draft: pointing at a field, declaring, renaming, taking away, and what is tried out."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.draft_parameters import candidates, posted, proposal
from podbuilder.builder.models import Draft
from podbuilder.kube.catalogue import load
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.templating import Parameter
from tests.builder.support import POD, Step, begin

FIELDS = load("1.36")
ODD = """\
kind: Pod
metadata: {name: web, labels: {Ünï: x}}
spec:
  restartPolicy: Always
  hostNetwork: false
  containers:
  - name: web
    image: nginx:1.27
    ports: [{containerPort: 80}]
    livenessProbe: {httpGet: {port: 80}, periodSeconds: 5}
    resources: {limits: {cpu: 1}}
    env:
    - {name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}
    - {name: B, valueFrom: {configMapKeyRef: {name: c, key: k}}}
  volumes: [{name: v, secret: {secretName: s}}]
"""
PROPOSED = {
    "metadata.name": Parameter("name", "name", "Name", default="web"),
    "metadata.labels[Ünï]": Parameter("n", "string", default="x"),
    "spec.containers[0].image": Parameter("image", "image", "Image", default="nginx:1.27"),
    "spec.containers[0].ports[0].containerPort": Parameter("container-port", "port", default=80),
    "spec.containers[0].livenessProbe.httpGet.port": Parameter("port", "port", default=80),
    "spec.containers[0].livenessProbe.periodSeconds": Parameter("period-seconds", "integer", default=5),
    "spec.containers[0].resources.limits[cpu]": Parameter("cpu", "quantity", default="1"),
    "spec.containers[0].env[0].name": Parameter("name", "name", default="A"),
    "spec.containers[0].env[0].valueFrom.secretKeyRef.name": Parameter("name", "secret", default="s"),
    "spec.containers[0].env[1].valueFrom.configMapKeyRef.name": Parameter("name", "configmap", default="c"),
    "spec.volumes[0].secret.secretName": Parameter("secret-name", "secret", default="s"),
    "spec.hostNetwork": Parameter("host-network", "boolean", default=False),
    "spec.hostname": Parameter("hostname", "string"),
}


@pytest.mark.parametrize("case", PROPOSED.items(), ids=PROPOSED)
def test_what_is_proposed_for_a_field(case: tuple[str, Parameter]) -> None:
    text, expected = case
    found = proposal(Manifest.read(ODD), FIELDS.resolve(text), FIELDS, [])
    assert (found.name, found.type, found.default) == (expected.name, expected.type, expected.default)
    assert found.label


def test_a_choice_and_a_name_that_is_taken() -> None:
    taken = [Parameter("restart-policy"), Parameter("restart-policy-2")]
    found = proposal(Manifest.read(ODD), FIELDS.resolve("spec.restartPolicy"), FIELDS, taken)
    assert (found.name, found.type) == ("restart-policy-3", "choice")
    assert "OnFailure" in found.choices


def test_what_is_offered() -> None:
    found = {str(offer.path): (offer.label, offer.value) for offer in candidates(Manifest.read(ODD), FIELDS)}
    assert found["spec.containers[0].image"] == ("web: Image", "nginx:1.27")
    assert found["spec.hostNetwork"][1] == "false"
    assert "spec.containers" not in found
    assert "spec.hostname" not in found
    assert candidates(Manifest.read(ODD.replace("nginx", "<param:x>")), FIELDS)


DECLARED: dict[str, tuple[dict[str, str], Parameter]] = {
    "a text": ({"name": "a"}, Parameter("a")),
    "a text that may be empty": ({"name": "a", "is_optional": "on"}, Parameter("a", default="", is_optional=True)),
    "a number": (
        {"name": "a", "type": "integer", "minimum": "-1", "maximum": "9", "default": "0", "longest": "3"},
        Parameter("a", "integer", minimum=-1, maximum=9, default=0),
    ),
    "an amount": (
        {"name": "a", "type": "quantity", "minimum": "1Gi", "default": "2Gi"},
        Parameter("a", "quantity", minimum="1Gi", default="2Gi"),
    ),
    "a list": (
        {"name": "a", "type": "choice", "choices": "x\r\n y \r\n\r\nx", "default": "y"},
        Parameter("a", "choice", choices=("x", "y"), default="y"),
    ),
    "choices that no longer count": ({"name": "a", "choices": "x", "longest": "4"}, Parameter("a", longest=4)),
}
REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "no name": ({}, "name"),
    "a name in capitals": ({"name": "A"}, "name"),
    "a name that is taken": ({"name": "taken"}, "name"),
    "a default that will not do": ({"name": "a", "type": "port", "default": "http"}, "default"),
    "a bound that is no number": ({"name": "a", "type": "integer", "minimum": "few"}, "minimum"),
    "bounds the wrong way round": ({"name": "a", "type": "integer", "minimum": "2", "maximum": "1"}, "minimum"),
    "a length that is none": ({"name": "a", "longest": "long"}, "longest"),
    "a list of nothing": ({"name": "a", "type": "choice"}, "choices"),
    "an amount that is none": ({"name": "a", "type": "quantity", "maximum": "lots"}, "minimum"),
}


@pytest.mark.parametrize("case", DECLARED.values(), ids=DECLARED)
def test_a_declaration_that_is_taken(case: tuple[dict[str, str], Parameter]) -> None:
    found = posted(case[0], [])
    assert (found.errors, found.parameter) == ({}, case[1])


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_declaration_that_is_not(case: tuple[dict[str, str], str]) -> None:
    assert case[1] in posted(case[0], [Parameter("taken")]).errors


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

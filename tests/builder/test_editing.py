"""What a posted step does to the text: its own field's lines change, and no other."""

from __future__ import annotations

import difflib

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from tests.builder.support import POD, Step, begin, edit

pytestmark = pytest.mark.django_db

APP = "spec.containers[0]"
METADATA, CONTAINER, VOLUMES, SCHEDULING = "metadata", "containers/0", "volumes", "scheduling"

# A step, what is typed into it, and the lines that go and come.
QUIET = {
    "nothing typed in metadata": (METADATA, {}),
    "nothing typed in the container": (CONTAINER, {}),
    "nothing typed in volumes": (VOLUMES, {}),
    "the same text again": (CONTAINER, {f"{APP}.image": "nginx:1.27"}),
    "a control that the page did not have": (CONTAINER, {"spec.nodeName": "elsewhere"}),
    "a name that is no field": (CONTAINER, {"spec.containers[0].nonsense": "1", "__proto__": "x"}),
    "letters in a number": (CONTAINER, {f"{APP}.ports[0].containerPort": "eighty"}),
    "an empty row": (CONTAINER, {f"{APP}.ports[2].containerPort": "", f"{APP}.ports[2].name": ""}),
    "a label without a key": (METADATA, {"metadata.labels#0.key": ""}),
    "a label whose key is there already": (METADATA, {"metadata.labels#0.key": "tier"}),
    "an unknown branch of a union": (CONTAINER, {f"{APP}.env[0].valueFrom:source": "nonsense"}),
}
CHANGES = {
    "a name": (METADATA, {"metadata.name": "shop"}, ["-  name: web", "+  name: shop"]),
    "a namespace": (METADATA, {"metadata.namespace": "front"}, ["+  namespace: front"]),
    "a label's value keeps its comment": (
        METADATA,
        {"metadata.labels#0.value": "shop"},
        ["-    app: web  # what the Service selects", "+    app: shop  # what the Service selects"],
    ),
    "a label's value is emptied": (METADATA, {"metadata.labels#1.value": ""}, ["-    tier: front", '+    tier: ""']),
    "a label's key is renamed in its place": (
        METADATA,
        {"metadata.labels#0.key": "application"},
        ["-    app: web  # what the Service selects", "+    application: web  # what the Service selects"],
    ),
    "a label with a key and no value yet": (
        METADATA,
        {"metadata.labels#2.key": "team", "metadata.labels#2.value": ""},
        ['+    team: ""'],
    ),
    "an image keeps its quotes": (
        CONTAINER,
        {f"{APP}.image": "nginx:1.28"},
        ['-    image: "nginx:1.27"', '+    image: "nginx:1.28"'],
    ),
    "a port stays a number": (
        CONTAINER,
        {f"{APP}.ports[0].containerPort": "8080"},
        ["-    - containerPort: 80", "+    - containerPort: 8080"],
    ),
    "a new row": (
        CONTAINER,
        {f"{APP}.ports[2].containerPort": "9090", f"{APP}.ports[2].name": "metrics"},
        ["+    - containerPort: 9090", "+      name: metrics"],
    ),
    "a value is emptied": (CONTAINER, {f"{APP}.ports[1].name": ""}, ["-      name: https"]),
    "a value that looks like a number stays text": (
        CONTAINER,
        {f"{APP}.env[0].value": "8080"},
        ["-      value: fast", '+      value: "8080"'],
    ),
    "several lines become a block": (
        CONTAINER,
        {f"{APP}.env[0].value": "one\r\ntwo\r\n"},
        ["-      value: fast", "+      value: |", "+        one", "+        two"],
    ),
    "the first request makes its parents": (
        CONTAINER,
        {f"{APP}.resources.requests[cpu]": "500m"},
        ["+    resources:", "+      requests:", "+        cpu: 500m"],
    ),
    "a GPU is a plain number": (
        CONTAINER,
        {f"{APP}.resources.requests[nvidia.com/gpu]": "", f"{APP}.resources.limits[nvidia.com/gpu]": "1"},
        ["+    resources:", "+      limits:", "+        nvidia.com/gpu: 1"],
    ),
    "another source of a variable": (
        CONTAINER,
        {f"{APP}.env[0].valueFrom:source": "secretKeyRef"},
        ["-      value: fast", "+      valueFrom:", "+        secretKeyRef: {}"],
    ),
    "a probe's handler takes the first port along": (
        CONTAINER,
        {f"{APP}.readinessProbe:source": "httpGet"},
        ["+    readinessProbe:", "+      httpGet:", "+        port: 80"],
    ),
    "a node label": (
        SCHEDULING,
        {"spec.nodeSelector#0.key": "disk", "spec.nodeSelector#0.value": "true"},
        ["+  nodeSelector:", '+    disk: "true"'],
    ),
}


def difference(old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(("slug", "typed"), QUIET.values(), ids=QUIET)
def test_nothing_changes(client: Client, slug: str, typed: dict[str, str]) -> None:
    draft = begin(client)
    assert edit(client, draft, slug, typed) == POD
    assert draft.revision == 1


@pytest.mark.parametrize(("slug", "typed", "wanted"), CHANGES.values(), ids=CHANGES)
def test_only_these_lines_change(client: Client, slug: str, typed: dict[str, str], wanted: list[str]) -> None:
    draft = begin(client)
    assert difference(POD, edit(client, draft, slug, typed)) == wanted


BUTTONS = {
    "a row is removed": (CONTAINER, f"remove:{APP}.ports[0]", ["-    - containerPort: 80"]),
    "the last row takes its list along": (
        CONTAINER,
        f"remove:{APP}.env[0]",
        ["-    env:", "-    - name: MODE", "-      value: fast"],
    ),
    "a label is removed with its comment": (
        METADATA,
        "remove:metadata.labels#0",
        ["-    app: web  # what the Service selects"],
    ),
    "a row is duplicated": (
        CONTAINER,
        f"copy:{APP}.ports[1]",
        ["+    - name: https", "+      containerPort: 443"],
    ),
    "a row moves up": (
        CONTAINER,
        f"up:{APP}.ports[1]",
        ["-    - containerPort: 80", "+    - containerPort: 80"],
    ),
    "a container is added": (METADATA, "add:spec.containers", ["+  - name: container"]),
    "an init container is added": (METADATA, "add:spec.initContainers", ["+  initContainers:", "+  - name: init"]),
}
NO_BUTTONS = {
    "an empty row is asked for": (CONTAINER, f"add:{APP}.ports"),
    "a row that is not there": (CONTAINER, f"remove:{APP}.ports[7]"),
    "the first row cannot move up": (CONTAINER, f"up:{APP}.ports[0]"),
    "the last row cannot move down": (CONTAINER, f"down:{APP}.ports[1]"),
    "a field that no version has": (CONTAINER, "remove:spec.nonsense[0]"),
    "a verb that there is not": (CONTAINER, f"explode:{APP}.ports[0]"),
    "a whole branch is no row": (CONTAINER, "remove:spec"),
    "no target": (CONTAINER, "remove:"),
    "a pair that is not there": (METADATA, "remove:metadata.labels#9"),
    "a resource without a name": (CONTAINER, f"resource:{APP}.resources"),
    "nothing to undo": (CONTAINER, "undo"),
    "nothing to redo": (CONTAINER, "redo"),
}


@pytest.mark.parametrize(("slug", "op", "wanted"), BUTTONS.values(), ids=BUTTONS)
def test_a_button(client: Client, slug: str, op: str, wanted: list[str]) -> None:
    draft = begin(client)
    assert difference(POD, edit(client, draft, slug, op=op)) == wanted


@pytest.mark.parametrize(("slug", "op"), NO_BUTTONS.values(), ids=NO_BUTTONS)
def test_a_button_that_changes_nothing(client: Client, slug: str, op: str) -> None:
    draft = begin(client)
    assert edit(client, draft, slug, op=op) == POD


def test_a_button_saves_what_was_typed(client: Client) -> None:
    draft = begin(client)
    text = edit(client, draft, CONTAINER, {f"{APP}.image": "nginx:1.28"}, op=f"remove:{APP}.ports[0]")
    assert difference(POD, text) == ['-    image: "nginx:1.27"', '+    image: "nginx:1.28"', "-    - containerPort: 80"]


def test_undo_saves_what_was_typed_and_takes_it_back(client: Client) -> None:
    draft = begin(client)
    assert edit(client, draft, CONTAINER, {f"{APP}.image": "nginx:1.28"}, op="undo") == POD
    assert 'image: "nginx:1.28"' in edit(client, draft, CONTAINER, op="redo")


def test_removing_a_container_shows_the_next_one(client: Client) -> None:
    draft = begin(client)
    edit(client, draft, METADATA, op="add:spec.containers")
    response = Step(client, draft, CONTAINER).post(op=f"remove:{APP}")
    assert response.url == f"/drafts/{draft.key}/edit/containers/0/"
    assert "- name: container" in draft.text


def test_a_copied_container_has_a_name_of_its_own(client: Client) -> None:
    draft = begin(client)
    response = Step(client, draft, CONTAINER).post(op=f"copy:{APP}")
    assert response.url.partition("#")[0] == f"/drafts/{draft.key}/edit/containers/1/"
    assert "- name: web-2" in draft.text


def test_a_text_that_is_no_value_stays_on_the_page_with_its_message(client: Client) -> None:
    draft = begin(client)
    response = Step(client, draft, CONTAINER).post({f"{APP}.ports[0].containerPort": "eighty"})
    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="eighty"' in page
    assert "whole number" in page


def test_a_field_without_a_control_is_named_and_kept(client: Client) -> None:
    pod = POD + "    lifecycle:\n      preStop:\n        exec:\n          command: [sleep, '5']\n"
    draft = begin(client, pod)
    page = Step(client, draft, CONTAINER).browser.content.decode()
    assert f"{APP}.lifecycle.preStop.exec.command[0]" in page
    assert edit(client, draft, CONTAINER, {f"{APP}.image": "nginx:1.28"}) == pod.replace("1.27", "1.28")


def test_a_credential_in_plain_sight_is_told_of(client: Client) -> None:
    draft = begin(client, POD.replace("MODE", "DB_PASSWORD").replace("fast", "hunter2"))
    assert "holds what looks like a secret" in Step(client, draft, CONTAINER).browser.content.decode()
    assert "holds what looks like a secret" not in Step(client, begin(client), CONTAINER).browser.content.decode()


def test_the_version_decides_which_fields_there_are(client: Client) -> None:
    pod = POD.replace("spec:\n", "spec:\n  hostUsers: false\n", 1)
    draft = begin(client, POD)
    client.post(f"/drafts/{draft.key}/version/security/", {"kubernetes": "1.25"})
    assert "spec.hostnameOverride" not in Step(client, draft, "networking").browser.content.decode()
    client.post(f"/drafts/{draft.key}/version/security/", {"kubernetes": "1.36"})
    assert "spec.hostnameOverride" in Step(client, draft, "networking").browser.content.decode()
    draft = begin(client, pod.replace("hostUsers: false", "hostnameOverride: x"))
    client.post(f"/drafts/{draft.key}/version/networking/", {"kubernetes": "1.25"})
    page = Step(client, draft, "networking").browser.content.decode()
    assert 'name="spec.hostnameOverride"' in page
    draft.refresh_from_db()
    assert draft.errors == 1


def test_two_pages_do_not_overwrite_each_other(client: Client) -> None:
    draft = begin(client)
    one, two = Step(client, draft, CONTAINER), Step(client, draft, CONTAINER)
    one.post({f"{APP}.image": "nginx:one"})
    response = two.post({f"{APP}.image": "nginx:two"})
    page = response.content.decode()
    assert "changed in another tab" in page
    assert "nginx:two" in page
    assert "nginx:one" in draft.text
    two.post({f"{APP}.image": "nginx:two"}, op="mine")
    assert "nginx:two" in draft.text


def test_the_other_page_can_be_taken_over(client: Client) -> None:
    draft = begin(client)
    one, two = Step(client, draft, CONTAINER), Step(client, draft, CONTAINER)
    one.post({f"{APP}.image": "nginx:one"})
    response = two.post({f"{APP}.image": "nginx:two"}, preview=True, op="theirs")
    assert 'value="nginx:one"' in response.content.decode()
    assert "nginx:one" in draft.text


def test_a_workload_is_edited_in_its_template(client: Client) -> None:
    text = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop   # kept
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: app
        image: shop:1
---
# the neighbour
kind: Service
"""
    draft = begin(client, text)
    assert draft.name == "shop"
    assert edit(client, draft, CONTAINER, {f"{APP}.image": "shop:2"}) == text.replace("shop:1", "shop:2")


def test_downloads(client: Client) -> None:
    draft = begin(client)
    yaml = client.get(f"/drafts/{draft.key}/download.yaml")
    assert yaml.content.decode() == POD
    assert yaml["Content-Disposition"] == 'attachment; filename="web.yaml"'
    json = client.get(f"/drafts/{draft.key}/download.json?inline")
    assert json["Content-Disposition"] == 'inline; filename="web.json"'
    assert json.json()["metadata"]["labels"] == {"app": "web", "tier": "front"}


def test_delete_restore_and_duplicate(client: Client) -> None:
    draft = begin(client)
    client.post(f"/drafts/{draft.key}/delete/")
    assert client.get(f"/drafts/{draft.key}/").status_code == 404
    assert "web" in client.get("/").content.decode()
    client.post(f"/drafts/{draft.key}/restore/")
    assert client.get(f"/drafts/{draft.key}/").status_code == 302
    client.post(f"/drafts/{draft.key}/duplicate/")
    assert list(Draft.objects.values_list("text", flat=True)) == [POD, POD]


@pytest.mark.parametrize(
    ("text", "why"),
    [("a\0b", "There is a NUL character here"), ("kubectl get pods", "This is a command of kubectl")],
)
def test_an_import_that_is_no_manifest_says_what_it_is(client: Client, text: str, why: str) -> None:
    html = client.post("/drafts/import/", {"text": text}).content.decode()
    assert why in html
    assert "Null characters" not in html
    assert not Draft.objects.exists()


def test_an_unreadable_import_is_a_state_of_the_page(client: Client) -> None:
    response = client.post("/drafts/import/", {"text": "apiVersion: v1\nkind: [Pod\n"})
    assert response.status_code == 200
    assert "kind: [Pod" in response.content.decode()
    assert not Draft.objects.exists()


def test_an_edit_that_makes_the_text_too_long_is_refused_in_words(client: Client) -> None:
    draft = begin(client)
    response = Step(client, draft, CONTAINER).post({f"{APP}.env[0].value": "x" * 1_100_000})
    assert response.status_code == 200
    assert "cannot be written" in response.content.decode()
    assert draft.text == POD


@pytest.mark.parametrize(("port", "becomes"), [("8080", "port: 8080"), ("", "httpGet: {}"), ("web", "httpGet: {}")])
def test_a_port_and_a_probe_of_it_posted_together(client: Client, port: str, becomes: str) -> None:
    draft = begin(
        client, "kind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n"
    )
    typed = {f"{APP}.ports[0].containerPort": port, f"{APP}.readinessProbe:source": "httpGet"}
    assert becomes in edit(client, draft, CONTAINER, typed)

"""The manifest edited as text: saved as one history with the forms, refused with a sentence, helped at the cursor."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from podbuilder.builder.editing.post_data import keep_line_ends
from podbuilder.builder.models import Draft
from podbuilder.kube.completion.completion import complete
from podbuilder.kube.starters import starters
from tests.builder.support import POD, Step, begin
from tests.builder.test_fuzz import TEXTS
from tests.support.databases import examples
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

SIGN = "‸"
BROKEN = POD + "  hostname: [\n"


def check(client: Client, draft: Draft, text: str, slug: str = "metadata", **more: Any) -> Any:
    """Post a text as the editor does after a pause."""
    data = {"yaml": text, "base": draft.revision, "writer": "tab-one", **more}
    response = client.post(f"/drafts/{draft.key}/yaml/check/{slug}/", data)
    draft.refresh_from_db()
    return response


def offered(marked: str, version: str = "1.36") -> dict[str, str]:
    """What is offered at the sign, with what would be written."""
    before, _, after = marked.partition(SIGN)
    lines = before.split("\n")
    found = complete(before + after, len(lines) - 1, len(lines[-1]), version)
    return {offer.text: offer.insert for offer in found.items}


# Saving.


def test_a_text_that_can_be_read_is_saved_and_all_follows(client: Client) -> None:
    draft = begin(client)
    response = check(client, draft, POD.replace("name: web\n  labels", "name: site\n  labels"))
    assert response["HX-Retarget"] == "#yaml"
    page = response.content.decode()
    for part in ("yaml", "outline", "problems", "history", "revision", "name"):
        assert f'id="{part}"' in page
    assert "site" in page
    assert 'id="step"' not in page
    assert (draft.name, draft.text) == ("site", POD.replace("name: web\n  labels", "name: site\n  labels"))


def test_the_form_is_drawn_anew_when_it_is_asked_for(client: Client) -> None:
    draft = begin(client)
    response = check(client, draft, POD.replace("nginx:1.27", "caddy:2"), "containers/0", form="1")
    assert "HX-Retarget" not in response
    assert 'value="caddy:2"' in response.content.decode()


def test_a_step_that_is_gone_gives_way_to_the_first(client: Client) -> None:
    draft = begin(client)
    response = check(client, draft, "kind: Pod\nspec: {containers: []}\n", "containers/0")
    assert response["HX-Replace-Url"] == f"/drafts/{draft.key}/edit/metadata/"
    assert 'id="step"' in response.content.decode()


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (BROKEN, 21, "bracket or brace is still open"),
        ("", 0, "There is nothing here yet"),
        ("kind: Service\n", 1, "The kind Service is not a pod"),
        ("a: b: c\n", 1, "A “key: value” is not possible here"),
        (POD + "# " + "x" * (1 << 20), 0, "longer than 1 MiB"),
    ],
)
def test_a_text_that_cannot_be_read_changes_nothing_and_says_where(
    client: Client, text: str, line: int, sentence: str
) -> None:
    draft = begin(client)
    response = check(client, draft, text)
    assert response["HX-Retarget"] == "#editor-problem"
    page = response.content.decode()
    assert f'data-line="{line}"' in page
    assert sentence in page
    assert (draft.text, draft.revision) == (POD, 1)


def test_typing_is_one_step_of_undo_and_undo_covers_both_sides(client: Client) -> None:
    draft = begin(client)
    for name in ("w", "we", "site"):
        check(client, draft, POD.replace("name: web\n  labels", f"name: {name}\n  labels"))
    assert draft.position == 1
    step = Step(client, draft, "metadata")
    step.post({"metadata.namespace": "shop"})
    for _ in range(2):
        Step(client, draft, "metadata").post(op="undo")
    assert draft.text == POD
    for _ in range(2):
        Step(client, draft, "metadata").post(op="redo")
    assert "name: site\n" in draft.text
    assert "namespace: shop\n" in draft.text


def test_what_the_editor_holds_wins_over_a_form_that_is_behind(client: Client) -> None:
    draft = begin(client)
    text = POD.replace("nginx:1.27", "caddy:2")
    response = Step(client, draft, "containers/0").post({"yaml": text}, preview=True)
    assert draft.text == text
    assert 'value="caddy:2"' in response.content.decode()


def test_leaving_with_a_text_that_cannot_be_read_shows_it_again(client: Client) -> None:
    draft = begin(client)
    page = Step(client, draft, "metadata").post({"yaml": BROKEN}, next="/").content.decode()
    assert "hostname: [" in page
    assert "Line 21, column" in page
    assert draft.text == POD
    response = Step(client, draft, "metadata").post({"yaml": BROKEN}, preview=True)
    assert response["HX-Retarget"] == "#editor-problem"


def test_two_tabs_tell_each_other(client: Client) -> None:
    draft = begin(client)
    stale = draft.revision
    Step(client, draft, "metadata").post({"metadata.name": "theirs"})
    mine = POD.replace("tier: front", "tier: back")
    response = check(client, draft, mine, base=stale)
    assert response["HX-Retarget"] == "#conflict"
    assert "tier: back" in response.content.decode()
    assert "name: theirs\n" in draft.text
    step = Step(client, draft, "metadata")
    step.data["base"] = str(stale)
    step.post({"yaml": mine}, preview=True, op="mine")
    assert draft.text == mine


def test_line_ends_stay_as_they_were(client: Client) -> None:
    draft = begin(client, POD.replace("\n", "\r\n"))
    check(client, draft, POD.replace("tier: front", "tier: back\n    team: a"))
    assert draft.text == POD.replace("tier: front", "tier: back\n    team: a").replace("\n", "\r\n")
    assert keep_line_ends("a\r\nb\nc\r\n", "a\nx\ny\nc\n") == "a\r\nx\r\ny\nc\r\n"
    assert keep_line_ends("a\nb\n", "a\r\nc\r\n") == "a\nc\n"


def test_a_check_takes_little_of_the_server(client: Client) -> None:
    starter = starters.find("ml-model-serving")
    assert starter is not None
    draft, took = begin(client, starter.manifest), []
    for i in range(9):
        began = time.process_time()
        assert check(client, draft, f"{starter.manifest}# {i}\n", "containers/0")["HX-Retarget"] == "#yaml"
        took.append(time.process_time() - began)
    print(f"{sorted(took)[4] * 1000:.1f} ms a check, saving included")
    assert sorted(took)[4] < 0.04


# Without JavaScript.


def test_the_text_is_edited_in_a_box_without_javascript(client: Client) -> None:
    draft = begin(client)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/metadata/")
    browser.open(browser.by_id["edit"].attrs["href"])
    assert browser.control("Manifest").raw_text() == "\n" + POD
    browser.fill("Manifest", BROKEN)
    browser.press("Save")
    assert "Line 21, column" in browser.root.text
    assert browser.control("Manifest").raw_text().lstrip("\n") == BROKEN
    browser.fill("Manifest", POD.replace("web\n", "site\n", 1))
    browser.press("Save and go to the form")
    draft.refresh_from_db()
    assert draft.text == POD.replace("web\n", "site\n", 1)
    assert browser.by_id["step"]


def test_a_conflict_without_javascript_keeps_both_texts(client: Client) -> None:
    draft = begin(client)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/yaml/")
    Step(client, draft, "metadata").post({"metadata.name": "theirs"})
    browser.fill("Manifest", POD.replace("tier: front", "tier: back"))
    browser.press("Save")
    assert "This draft was changed in another tab" in browser.root.text
    assert "tier: back" in browser.control("Manifest").raw_text()
    browser.press("Save this text over it")
    draft.refresh_from_db()
    assert draft.text == POD.replace("tier: front", "tier: back")


# At the cursor.


def test_keys_of_a_port_are_offered_those_that_are_needed_first() -> None:
    found = offered("spec:\n  containers:\n  - name: web\n    ports:\n    - con‸\n")
    assert next(iter(found)) == "containerPort"
    assert found["containerPort"] == "containerPort: "
    assert set(found) == {"containerPort", "hostIP", "hostPort", "name", "protocol"}


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("spec:\n  containers:\n  - imagePullPolicy: ‸", ["Always", "IfNotPresent", "Never"]),
        ("spec:\n  containers:\n  - stdin: ‸", ["true", "false"]),
        ("spec:\n  containers:\n  - {imagePullPolicy: ‸}", ["Always", "IfNotPresent", "Never"]),
        ("kind: Dep‸", ["Deployment"]),
        ("kind: Deployment\napiVersion: ‸", ["apps/v1"]),
        ("kind: Deployment\nspec:\n  ‸", ["replicas", "selector", "template"]),
        ("kind: Deployment\nspec:\n  template:\n    spec:\n      ‸", ["containers", "volumes"]),
        ("kind: List\nitems:\n- kind: Job\n  spec:\n    template:\n      spec:\n        ‸", ["containers"]),
        ("‸", ["apiVersion", "kind", "metadata", "spec"]),
        ("spec:\n  volumes:\n    ‸", ["- name", "- emptyDir"]),
        ("metadata:\n  labels:\n    ‸", ["app.kubernetes.io/name"]),
        ("spec:\n  containers:\n  - resources:\n      limits:\n        ‸", ["cpu", "memory"]),
        ("spec:\n  containers:\n  - resources:\n      limits:\n        memory: ‸", ["512Mi"]),
        ("spec:\n  volumes:\n  - name: data\n  containers:\n  - volumeMounts:\n    - name: ‸", ["data"]),
        (
            "spec:\n  containers:\n  - ports:\n    - name: http\n    livenessProbe:\n      httpGet:\n        port: ‸",
            ["http"],
        ),
        (
            "spec:\n  containers:\n  - envFrom:\n    - secretRef:\n        name: keys\n  - envFrom:\n    - secretRef:\n"
            "        name: ‸",
            ["keys"],
        ),
        ("spec:\n  containers:\n  - securityContext:\n      capabilities:\n        add: [‸]", ["NET_BIND_SERVICE"]),
    ],
)
def test_what_fits_is_offered(marked: str, wanted: list[str]) -> None:
    assert set(wanted) <= set(offered(marked))


@pytest.mark.parametrize(
    "marked",
    ["# ‸", "kind:‸", "spec:\n  nonsense:\n    ‸", "kind: Service\nspec:\n  ‸", "spec:\n  containers:\n  - image: ‸"],
)
def test_nothing_is_offered_where_nothing_is_known(marked: str) -> None:
    assert offered(marked) == {}


def test_what_is_there_is_not_offered_again() -> None:
    ports = offered("spec:\n  containers:\n  - ports:\n    - containerPort: 1\n      ‸")
    assert "containerPort" not in ports
    volume = offered("spec:\n  volumes:\n  - name: a\n    emptyDir: {}\n    ‸")
    assert "configMap" not in volume
    assert "uid" not in offered("metadata:\n  ‸")


def test_what_is_written_fits_its_place() -> None:
    indented = offered("spec:\n  containers:\n    - name: a\n      ‸")
    assert indented["ports"] == "ports:\n        - "
    flush = offered("spec:\n  containers:\n  - name: a\n    ‸")
    assert flush["ports"] == "ports:\n    - "
    assert flush["securityContext"] == "securityContext:\n      "
    assert offered("spec:\n  containers:\n  - ima‸: x")["image"] == "image"
    assert offered("spec:\n  volumes:\n  - ‸")["emptyDir"] == "emptyDir: {}"


def test_fields_follow_the_version() -> None:
    marked = "spec:\n  ‸"
    assert "resourceClaims" in offered(marked, "1.36")
    assert "resources" in offered(marked, "1.36")
    assert "resources" not in offered(marked, "1.25")


def test_the_editor_asks_over_http(client: Client) -> None:
    draft = begin(client)
    lines = POD.splitlines()
    line = lines.index("    - containerPort: 443")
    place = {"yaml": POD, "line": line, "column": 10}
    found = json.loads(client.post(f"/drafts/{draft.key}/yaml/complete/", place).content)
    assert (found["start"], found["end"]) == (6, 19)
    about = json.loads(client.post(f"/drafts/{draft.key}/yaml/about/", place).content)
    assert about["path"] == "spec.containers[0].ports[1].containerPort"
    assert ["Required", "yes"] in about["facts"]
    assert "port" in about["doc"]
    nothing = client.post(f"/drafts/{draft.key}/yaml/about/", {"yaml": POD, "line": "x", "column": "-1"})
    assert json.loads(nothing.content) == {}


@settings(max_examples=examples(60))
@given(TEXTS, st.text(max_size=5), st.integers(-2, 400), st.integers(-2, 400))
def test_any_text_can_be_typed(text: str, op: str, line: int, column: int) -> None:
    client = Client()
    draft = begin(client, POD)
    began = time.process_time()
    for url, data in {
        "yaml/check/metadata/": {"op": op, "base": op, "writer": text},
        "yaml/complete/": {"line": line, "column": column},
        "yaml/about/": {"line": line, "column": column},
        "yaml/": {"op": op},
    }.items():
        assert client.post(f"/drafts/{draft.key}/{url}", {"yaml": text, **data}).status_code < 400
    assert client.get(f"/drafts/{draft.key}/", follow=True).status_code == 200
    assert time.process_time() - began < 2

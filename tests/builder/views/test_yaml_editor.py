"""The manifest edited as text: saved as one history with the forms, refused with a sentence, helped at the cursor."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from podbuilder.builder.models import Draft
from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest
from podbuilder.kube.starters import starters
from tests.builder.support import POD, Step, begin
from tests.builder.test_fuzz import TEXTS
from tests.clusters.cases import cluster_of
from tests.library.support import draft_of, person, signed_in
from tests.support.databases import examples
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

BROKEN = POD + "  hostname: [\n"


def check(client: Client, draft: Draft, text: str, slug: str = "metadata", **more: Any) -> Any:
    """Post a text as the editor does after a pause."""
    data = {"yaml": text, "base": draft.revision, "tab_id": "tab-one", **more}
    response = client.post(f"/drafts/{draft.key}/yaml/check/{slug}/", data)
    draft.refresh_from_db()
    return response


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
        ("kind: Service\n", 1, "A Service stands beside a pod"),
        ("a: b: c\n", 1, "Two “: ” stand in this line"),
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


def test_leaving_with_a_text_that_cannot_be_read_and_is_too_long_to_keep_shows_it_again(client: Client) -> None:
    draft = begin(client)
    text = BROKEN + "#" * MAX_CHARACTERS
    page = Step(client, draft, "metadata").post({"yaml": text}, next="/").content.decode()
    assert "hostname: [" in page
    assert "longer than 1 MiB" in page
    assert (draft.text, draft.unreadable) == (POD, "")
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


def process_time_of(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def test_a_check_takes_little_of_the_server(client: Client) -> None:
    """Little beside what it cannot do without: reading the text and judging it. So a slow machine is no failure."""
    starter = starters.find("ml-model-serving")
    assert starter is not None
    draft, checks, reviews = begin(client, starter.manifest), [], []

    def save(text: str) -> None:
        assert check(client, draft, text, "containers/0")["HX-Retarget"] == "#yaml"

    for i in range(9):
        text = f"{starter.manifest}# {i}\n"
        checks.append(process_time_of(lambda text=text: save(text)))
        reviews.append(process_time_of(lambda text=text: review_manifest(Manifest.read(text))))
    print(f"{min(checks) * 1000:.1f} ms a check, {min(reviews) * 1000:.1f} ms to read and judge the text")
    # Ten times is usual: it also saves, compares and draws.
    assert min(checks) < 16 * min(reviews)


# Without JavaScript.


def test_the_text_is_edited_in_a_box_without_javascript(client: Client) -> None:
    draft = begin(client)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/metadata/")
    browser.open(browser.by_id["edit"].attrs["href"])
    assert browser.control("Manifest").raw_text() == "\n" + POD
    browser.fill("Manifest", BROKEN)
    browser.press("Save")
    assert "on line 21, column" in browser.root.text
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
    browser.press("Overwrite it with this text")
    draft.refresh_from_db()
    assert draft.text == POD.replace("tier: front", "tier: back")


# At the cursor.


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


@settings(max_examples=examples(20))
@given(TEXTS, st.text(max_size=5), st.integers(-2, 400), st.integers(-2, 400))
def test_any_text_can_be_typed(text: str, op: str, line: int, column: int) -> None:
    client = Client()
    draft = begin(client, POD)
    began = time.process_time()
    for url, data in {
        "yaml/check/metadata/": {"op": op, "base": op, "tab_id": text},
        "yaml/complete/": {"line": line, "column": column},
        "yaml/about/": {"line": line, "column": column},
        "yaml/": {"op": op},
    }.items():
        assert client.post(f"/drafts/{draft.key}/{url}", {"yaml": text, **data}).status_code < 400
    assert client.get(f"/drafts/{draft.key}/", follow=True).status_code == 200
    assert time.process_time() - began < 2


# What is in the way of a text.

QUOTED = "".join(f"> {line}\n" for line in POD.replace("name: web\n  labels", "name: site\n  labels").splitlines())


def test_the_page_offers_the_cleaned_text_and_saves_it_when_asked(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/yaml/"
    data = {"yaml": QUOTED.replace("\n", "\r\n"), "base": draft.revision, "tab_id": "tab-one"}
    page = client.post(url, data).content.decode()
    assert "Save the cleaned text" in page
    assert "+" in page
    draft.refresh_from_db()
    assert draft.text == POD
    assert client.post(url, {**data, "op": "clean"}).status_code == 302
    draft.refresh_from_db()
    assert draft.text == POD.replace("name: web\n  labels", "name: site\n  labels")


def test_a_text_without_a_cleaned_one_is_not_saved(client: Client) -> None:
    draft = begin(client)
    data = {"yaml": BROKEN, "base": draft.revision, "tab_id": "tab-one", "op": "clean"}
    assert "Error on line" in client.post(f"/drafts/{draft.key}/yaml/", data).content.decode()
    draft.refresh_from_db()
    assert draft.text == POD


def test_the_editor_gets_the_cleaned_text_along(client: Client) -> None:
    draft = begin(client)
    page = check(client, draft, QUOTED).content.decode()
    assert "Each line begins with" in page
    assert "<template data-editor-cleaned>" in page
    assert "data-editor-clean>" in page
    assert "data-editor-clean>" not in check(client, draft, BROKEN).content.decode()


def test_placeholders_are_only_named_in_a_draft(client: Client) -> None:
    draft = begin(client)
    page = check(
        client, draft, POD.replace("name: web\n  labels", "name: {{ .Values.name }}\n  labels")
    ).content.decode()
    assert "is a placeholder" in page
    assert "data-editor-clean>" not in page


# Kept until it can be read.


def test_a_text_that_cannot_be_read_is_kept_beside_the_draft(client: Client) -> None:
    draft = begin(client)
    assert check(client, draft, BROKEN)["Text-Kept"] == "1"
    assert (draft.text, draft.unreadable) == (POD, BROKEN)
    page = client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    assert '<template id="unreadable">' in page
    assert "Edit the text" in page
    page = client.get(f"/drafts/{draft.key}/yaml/").content.decode()
    assert "on line 21, column" in page
    assert "hostname: [" in page
    check(client, draft, POD)
    assert draft.unreadable == ""


def test_one_that_is_too_long_is_not_kept(client: Client) -> None:
    draft = begin(client)
    assert "Text-Kept" not in check(client, draft, "#" * (MAX_CHARACTERS + 1))
    assert draft.unreadable == ""


def test_it_is_discarded(client: Client) -> None:
    draft = begin(client)
    check(client, draft, BROKEN)
    assert client.post(f"/drafts/{draft.key}/yaml/", {"op": "discard", "yaml": BROKEN}).status_code == 302
    draft.refresh_from_db()
    assert (draft.text, draft.unreadable) == (POD, "")


def test_the_text_box_keeps_it_too(client: Client) -> None:
    draft = begin(client)
    response = client.post(f"/drafts/{draft.key}/yaml/", {"yaml": BROKEN, "base": "1"})
    assert "on line 21, column" in response.content.decode()
    draft.refresh_from_db()
    assert (draft.text, draft.unreadable) == (POD, BROKEN)


@pytest.mark.parametrize(
    ("wanted", "becomes"),
    [("/rules/", "/rules/"), ("", "/drafts/{key}/edit/metadata/"), ("//elsewhere", "/drafts/{key}/edit/metadata/")],
)
def test_a_step_that_is_left_with_it_leads_on(client: Client, wanted: str, becomes: str) -> None:
    draft = begin(client)
    response = Step(client, draft, "metadata").post(yaml=BROKEN, next=wanted)
    assert response["Location"] == becomes.format(key=draft.key)
    assert (draft.text, draft.unreadable) == (POD, BROKEN)


def test_the_editor_is_offered_the_names_of_the_cluster() -> None:
    alice = person("alice")
    draft = draft_of(alice, cluster=cluster_of(alice).key)
    text = "spec:\n  nodeSelector:\n    zone: "
    place = {"yaml": text, "line": 2, "column": 10}
    found = json.loads(signed_in(alice).post(f"/drafts/{draft.key}/yaml/complete/", place).content)
    assert [item["text"] for item in found["items"]] == ["a", "b", "c"]

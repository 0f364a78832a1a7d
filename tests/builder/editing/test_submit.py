"""A keystroke asks everything once: one decoding, one drawing, and each row of the database at most twice."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from podbuilder.builder.editing.field_edits import field_edits
from podbuilder.builder.editing.submit import EditResult, submit, submit_text
from podbuilder.builder.models import Draft
from podbuilder.builder.steps.registry import draw
from podbuilder.kube.decoding import decode
from podbuilder.kube.review import review_manifest
from podbuilder.kube.templating import all_from_json
from tests.builder.support import POD, Step, begin

pytestmark = pytest.mark.django_db
IMAGE = "spec.containers[0].image"
PARAMETER = {"name": "image", "type": "image", "label": "Image", "default": "nginx:1.27"}


@pytest.fixture
def step(client: Client) -> Step:
    """The first container's step, in which something was typed a moment ago."""
    opened = Step(client, begin(client), "containers/0")
    opened.post({IMAGE: "nginx:1.28"}, preview=True)
    return opened


def calls_of(functions: list[Callable[..., Any]], work: Callable[[], object]) -> Counter[str]:
    """How often each of these functions is called while `work` is done."""
    names: dict[CodeType, str] = {function.__code__: function.__name__ for function in functions}
    found: Counter[str] = Counter(dict.fromkeys(names.values(), 0))

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in names:
            found[names[frame.f_code]] += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


def test_a_keystroke_reads_judges_and_draws_once(step: Step) -> None:
    Draft.objects.update(parameters=[PARAMETER])
    asked = [field_edits, decode, review_manifest, all_from_json, draw]
    found = calls_of(asked, lambda: step.post({IMAGE: "nginx:1.29"}, preview=True))
    assert step.draft.text == POD.replace("nginx:1.27", "nginx:1.29")
    assert found == dict.fromkeys([function.__name__ for function in asked], 1)


def test_a_keystroke_takes_six_statements(step: Step) -> None:
    with CaptureQueriesContext(connection) as queries:
        step.client.post(f"/drafts/{step.draft.key}/preview/containers/0/", {**step.data, IMAGE: "nginx:1.29"})
    drafts = [
        q["sql"].split()[0] for q in queries if '"builder_draft"' in q["sql"].split(" SET ")[0].split(" WHERE ")[0]
    ]
    assert drafts == ["SELECT", "UPDATE"]
    assert len(queries) <= 6


def test_a_step_that_is_gone_leads_to_the_first(step: Step) -> None:
    assert submit(step.draft, "containers/7", {}) == EditResult()


def test_a_new_container_s_step_is_shown(step: Step) -> None:
    result = submit(step.draft, "containers/0", {"op": "add:spec.containers", "base": str(step.draft.revision)})
    assert (result.page, result.slug, result.focus) == (None, "containers/1", "f-spec-containers-1-image")
    assert result.change is not None
    assert result.change.text == "Container container added."


def test_what_was_meant_by_a_text_is_written_in_its_place(client: Client) -> None:
    draft = begin(client)
    port, other = "spec.containers[0].ports[0].containerPort", "spec.containers[0].ports[0].hostPort"
    base = {"base": "1", "tab_id": "t", port: "8080:90", other: "soon"}
    refused = submit(draft, "containers/0", base).page
    assert refused is not None
    assert refused.form is not None
    (button,) = refused.form.complaints[port].corrections
    result = submit(draft, "containers/0", {**base, "base": str(draft.revision), "op": button.op})
    assert "containerPort: 90" in draft.text
    assert result.is_reshaped
    assert result.page is not None
    assert result.page.focus == port
    assert result.page.form is not None
    assert list(result.page.form.complaints) == [other]


def test_a_refused_note_is_said_at_its_control(client: Client) -> None:
    draft = begin(client, "kind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n")
    data = {"base": "1", f"comment:{IMAGE}": "why"}
    result = submit(draft, "containers/0", data)
    assert result.page is not None
    assert result.page.form is not None
    assert list(result.page.form.complaints) == [IMAGE]


KEY, VALUE, NEW = "metadata.labels#2.key", "metadata.labels#2.value", "spec.containers[0].env[1].name"
# What is posted one after the other, as keystrokes follow each other: how many steps of undo that is.
TYPING = {
    "letters of a value": ("containers/0", [{IMAGE: "nginx:1"}, {IMAGE: "nginx:1.2"}, {IMAGE: "nginx:1.28"}], 1),
    "a value taken away and written again": ("containers/0", [{IMAGE: ""}, {IMAGE: "c"}, {IMAGE: "caddy"}], 1),
    "two values": ("containers/0", [{IMAGE: "caddy"}, {IMAGE: "caddy", "spec.containers[0].name": "api"}], 2),
    "the key of a new label": ("metadata", [{KEY: "t"}, {KEY: "te"}, {KEY: "team"}], 1),
    "a label's key, then its value": ("metadata", [{KEY: "t"}, {KEY: "te"}, {KEY: "te", VALUE: "a"}], 2),
    "the name of a new variable": ("containers/0", [{NEW: "L"}, {NEW: "LO"}, {NEW: "LOG"}], 1),
}


@pytest.mark.parametrize("case", TYPING)
def test_what_is_typed_in_one_control_is_one_step_of_undo(client: Client, case: str) -> None:
    slug, posts, steps = TYPING[case]
    step = Step(client, begin(client), slug)
    for changes in posts:
        step.post(changes, preview=True)
    assert step.draft.text != POD
    assert step.draft.changes.count() == steps
    for _ in range(steps):
        step.draft.undo(base=step.draft.revision, tab_id="")
    assert step.draft.text == POD


@pytest.mark.parametrize("slug", ["~", "containers/7", "nowhere"])
def test_others_version_is_shown_in_the_text_though_the_page_has_a_step_that_is_gone(client: Client, slug: str) -> None:
    draft = begin(client)
    shown = submit_text(draft, slug, {"op": "theirs", "base": "1", "tab_id": "behind"}).page
    assert shown.step.title == "Metadata"
    assert shown.manifest.text == draft.text

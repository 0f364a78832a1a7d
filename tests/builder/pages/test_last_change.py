"""After an action one line says what changed, with the button that takes it back."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.last_change import change_between, travel_between
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.manifest import Manifest
from podbuilder.web.announcement import LONGEST
from tests.builder.support import POD, Step, begin

APP = "spec.containers[0]"
MANY = POD.replace("nginx:1.27", "nginx:1.28").replace("80", "81").replace("443", "444").replace("https", "tls")
# What a manifest becomes: what is said, and in which lines.
CHANGES = {
    "nothing": (POD, None, None),
    "a value": (POD.replace("nginx:1.27", "nginx:1.28"), "Container web: image 1.27 → 1.28.", range(12, 13)),
    "a value that may be secret": (
        POD.replace("value: fast", "value: hunter2"),
        "Container web: environment variable MODE changed.",
        range(19, 20),
    ),
    "a line that is gone": (POD.replace("    tier: front\n", ""), "Label tier removed.", range(8, 8)),
    "a comment": (POD.replace("The web", "A web"), "The text around the fields changed.", range(1, 2)),
    "too many values for one line": (
        MANY,
        "Container web: image 1.27 → 1.28, port 80 removed, port 443 removed; and 2 more.",
        range(12, 17),
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_an_action_changed(case: str) -> None:
    after, text, lines = CHANGES[case]
    change = change_between(Manifest.read(POD), Manifest.read(after), DEFAULT)
    assert (change and change.text, change and change.lines) == (text, lines)
    assert change is None or change.op == "undo"


@pytest.mark.parametrize(
    ("op", "text", "way_back"),
    [
        ("undo", "Undone: container web: image 1.27 → 1.28.", "redo"),
        ("redo", "Redone: container web: image 1.28 → 1.27.", "undo"),
    ],
)
def test_what_undo_and_redo_did(op: str, text: str, way_back: str) -> None:
    newer, older = Manifest.read(POD.replace("nginx:1.27", "nginx:1.28")), Manifest.read(POD)
    change = travel_between(newer, older, DEFAULT, op)
    assert change is not None
    assert (change.text, change.op) == (text, way_back)


def test_a_line_is_short() -> None:
    image = "registry.example.com/" + "a" * 300
    change = change_between(Manifest.read(POD), Manifest.read(POD.replace("nginx:1.27", image)), DEFAULT)
    assert change is not None
    assert len(change.text) <= LONGEST
    longer = POD.replace("name: web", f"name: {'a' * 300}")
    change = change_between(Manifest.read(POD), Manifest.read(longer), DEFAULT)
    assert change is not None
    assert len(change.text) == LONGEST
    assert change.text.endswith("…")


@pytest.fixture
def draft(client: Client, db: None) -> Draft:
    return begin(client)


# The step, what is pressed there, and what is said; where the action leads to another step, it is said there.
PRESSED = {
    "a row": ("containers/0", f"remove:{APP}.ports[1]", "Container web: port 443 removed."),
    "a move": ("containers/0", f"up:{APP}.ports[1]", "Container web: order of ports changed."),
    "a new container": ("metadata", "add:spec.containers", "Container container added."),
    "a fix": ("containers/0", f"fix:liveness-probe-missing:{APP}", None),
    "an empty row": ("metadata", "add:metadata.labels", None),
    "nothing but saving": ("metadata", "", None),
}


@pytest.mark.parametrize("case", PRESSED)
@pytest.mark.parametrize("is_live", [True, False], ids=["with JavaScript", "without"])
def test_what_a_button_changed_is_said_with_undo(client: Client, draft: Draft, case: str, *, is_live: bool) -> None:
    slug, op, text = PRESSED[case]
    answer = Step(client, draft, slug).post(op=op, preview=is_live)
    there = answer.get("HX-Redirect") or answer.get("Location")
    html = (client.get(there.split("#")[0], follow=True) if there else answer).content.decode()
    assert (f"<span data-text>{text}</span>" in html) is (text is not None)
    assert ('data-line="' in html.partition('id="last-change"')[2].partition("</div>")[0]) is (text is not None)
    # It is said once.
    assert "data-text" not in client.get(f"/drafts/{draft.key}/edit/{slug}/").content.decode()


def test_typing_ends_what_was_said(client: Client, draft: Draft) -> None:
    step = Step(client, draft, "containers/0")
    assert "data-text" in step.post(op=f"remove:{APP}.ports[1]", preview=True).content.decode()
    assert (
        "data-text"
        not in Step(client, draft, "containers/0").post({f"{APP}.image": "a"}, preview=True).content.decode()
    )

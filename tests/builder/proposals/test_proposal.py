"""Whatever changes a draft as a whole is shown first, is refused where it must be, and is one step of undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from podbuilder.builder.models import Conflict, Draft, State
from podbuilder.builder.proposals.proposal import LONGEST_TITLE, Proposal
from podbuilder.kube.manifest import Edit, Manifest, remove_, set_
from tests.builder.proposals.kinds import FIRST, KINDS, TEXT, addition, conversion, device, fix, hardening
from tests.builder.support import begin

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("hold", KINDS.values(), ids=KINDS)
Hold = Callable[[Draft], Proposal]
PORT = [{"name": "port", "type": "port", "label": "Port", "default": 8080}]


def edited(draft: Draft, *edits: Edit, title: str = "Edit it", **more: object) -> Proposal:
    manifest = draft.manifest
    return Proposal(draft, manifest, manifest.patch(edits), title, **more)  # type: ignore[arg-type]  # any of its fields


def stored(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


@every_kind
def test_it_is_shown_and_writes_nothing(client: Client, hold: Hold) -> None:
    draft = begin(client, TEXT)
    proposal = hold(draft)
    assert [line.sign for line in proposal.diff if line.sign in "+-"]
    assert (proposal.changes_nothing, proposal.new_errors, proposal.refusals) == (False, [], ())
    assert proposal.is_ready
    assert (stored(draft).text, draft.changes.count()) == (TEXT, 0)


@every_kind
def test_applied_it_is_one_step_of_undo(client: Client, hold: Hold) -> None:
    draft = begin(client, TEXT)
    proposal = hold(draft)
    assert proposal.apply(base=draft.revision, tab_id="w")
    assert stored(draft).text == proposal.after.text != TEXT
    assert [change.subject for change in draft.changes.all()] == [proposal.title]
    assert draft.undo(base=draft.revision, tab_id="w") == proposal.title
    assert stored(draft).text == TEXT


@every_kind
def test_the_list_of_drafts_shows_what_came_of_it(client: Client, hold: Hold) -> None:
    draft = begin(client, TEXT)
    proposal = hold(draft)
    proposal.apply(base=draft.revision, tab_id="w")
    pod = Manifest.read(stored(draft).text).pod["spec"]
    assert stored(draft).containers == len(pod["containers"]) + len(pod.get("initContainers", ()))
    assert stored(draft).errors == 0


@every_kind
def test_a_page_that_is_overtaken_writes_nothing(client: Client, hold: Hold) -> None:
    draft = begin(client, TEXT)
    base, other = draft.revision, TEXT.replace("1.27", "1.28")
    draft.write(other, base=base, tab_id="another")
    proposal = hold(draft)
    assert proposal.is_stale(base, "w")
    with pytest.raises(Conflict):
        proposal.apply(base=base, tab_id="w")
    assert stored(draft).text == other


@every_kind
def test_placeholders_are_filled_in_before_the_server_is_asked(client: Client, hold: Hold) -> None:
    draft = begin(client, TEXT.replace("containerPort: 80", "containerPort: <param:port>"))
    draft.write(draft.text, base=draft.revision, tab_id="", parameters=PORT)
    proposal = hold(draft)
    assert proposal.new_errors == []
    proposal.apply(base=draft.revision, tab_id="w")
    assert stored(draft).errors == 0
    assert "<param:port>" in stored(draft).text


ADDED = {
    "a recipe": (lambda draft: addition(draft, "ask-variable=A%3DB"), "env[0].name", True),
    "devices": (lambda draft: device(draft, "kind=claim&count=1&claim-name=No"), "spec.resourceClaims[0].name", True),
    "a fix": (lambda draft: fix(draft, "spec.containers[0].livenessProbe.httpGet.port=99999"), "port", False),
    "an edit": (lambda draft: edited(draft, remove_(FIRST.child("name"))), "spec.containers[0].name", True),
    "an edit that must not": (
        lambda draft: edited(draft, set_(FIRST.child("name"), "No"), may_add_errors=False),
        "spec.containers[0].name",
        False,
    ),
}


@pytest.mark.parametrize(("hold", "path", "is_ready"), ADDED.values(), ids=ADDED)
def test_errors_that_it_adds_are_told(client: Client, hold: Hold, path: str, is_ready: bool) -> None:
    draft = begin(client, TEXT)
    proposal = hold(draft)
    assert any(str(error.path).endswith(path) for error in proposal.new_errors), proposal.new_errors
    assert proposal.is_ready is is_ready


REFUSED = {
    "an answer that is missing": (lambda draft: addition(draft, "ask-name=web"), "Nothing to add yet"),
    "no number": (lambda draft: device(draft, "count=x"), "whole number"),
    "root": (lambda draft: hardening(draft, "spec.securityContext.runAsUser=0"), "is a number from 1 to"),
    "no number in a fix": (
        lambda draft: fix(draft, "spec.containers[0].livenessProbe.failureThreshold=many"),
        "whole number",
    ),
    "a version without sidecars": (conversion, "has no native sidecars"),
}


@pytest.mark.parametrize(("hold", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_says_why_and_is_never_written(client: Client, hold: Hold, said: str) -> None:
    draft = begin(client, TEXT)
    draft.judge_by("1.28")
    proposal = hold(draft)
    assert said in " ".join(proposal.refusals)
    assert not proposal.is_ready
    with pytest.raises(ValueError, match="refused"):
        proposal.apply(base=draft.revision, tab_id="w")
    assert stored(draft).text == TEXT


def test_roles_and_waivers_go_along_with_a_renamed_container(client: Client) -> None:
    draft = begin(client, TEXT)
    waiver = {"rule": "cpu-limit-missing", "path": "containers[web].resources", "reason": "Measured"}
    kept = State(roles={"web": "adapter", "logs": "app"}, waivers=[waiver])
    draft.write(TEXT, base=draft.revision, tab_id="", **kept)
    before = stored(draft).state
    edited(draft, set_(FIRST.child("name"), "front")).apply(base=draft.revision, tab_id="w")
    assert stored(draft).roles == {"front": "adapter", "logs": "app"}
    assert [one["path"] for one in stored(draft).waivers] == ["containers[front].resources"]
    draft.undo(base=draft.revision, tab_id="w")
    assert (stored(draft).text, stored(draft).state) == (TEXT, before)


def test_what_stands_beside_the_text_is_part_of_the_step(client: Client) -> None:
    draft = begin(client, TEXT)
    proposal = edited(draft, state=State(roles={"web": "adapter"}))
    assert not proposal.changes_nothing
    assert proposal.apply(base=draft.revision, tab_id="w")
    assert stored(draft).roles == {"web": "adapter"}
    draft.undo(base=draft.revision, tab_id="w")
    assert stored(draft).roles == {}


def test_new_parameters_are_those_it_is_judged_with(client: Client) -> None:
    draft = begin(client, TEXT)
    port = set_(FIRST.child("ports").index(0).child("containerPort"), "<param:port>")
    assert [str(error.path) for error in edited(draft, port).new_errors] == [
        "spec.containers[0].ports[0].containerPort"
    ]
    proposal = edited(draft, port, state=State(parameters=PORT))
    assert proposal.new_errors == []
    proposal.apply(base=draft.revision, tab_id="w")
    assert stored(draft).errors == 0


def test_what_changes_nothing_is_no_step(client: Client) -> None:
    draft = begin(client, TEXT)
    proposal = edited(draft, may_add_errors=False)
    assert (proposal.changes_nothing, proposal.diff, proposal.new_errors) == (True, [], [])
    assert not proposal.apply(base=draft.revision, tab_id="w")
    assert draft.changes.count() == 0


def test_a_long_title_is_a_subject_all_the_same(client: Client) -> None:
    draft = begin(client, TEXT)
    edited(draft, set_(FIRST.child("image"), "a:1"), title="x" * 1000).apply(base=draft.revision, tab_id="w")
    assert draft.changes.get().subject == "x" * LONGEST_TITLE

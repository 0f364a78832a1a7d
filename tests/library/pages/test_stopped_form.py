"""A form that was stopped by credentials: what may be done about them, and by whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from podbuilder.builder.models import Draft
from podbuilder.library.pages.stopped_form import StoppedForm, acknowledgement_of, move_out, posted, stopped
from podbuilder.library.secret_gate import NOTHING_ACKNOWLEDGED, Acknowledgement, secret_findings
from tests.builder.support import POD
from tests.library.support import LEAKY, VALUE, draft_of, mark, person, saved, team_of

OUTSIDE = f"{POD}---\nkind: Secret\nmetadata: {{name: db}}\nstringData: {{password: {VALUE}}}\n"


def request_of(user: Any, **data: str) -> HttpRequest:
    request = RequestFactory().post("/", data)
    request.user = user
    return request


# What stands in the text, whether it may be changed; whether something can be moved, and whether something is outside.
FOUND = {
    "nothing": (POD, True, False, False),
    "in a pod": (LEAKY, True, True, False),
    "in a pod of a text that stays": (LEAKY, False, False, False),
    "outside": (OUTSIDE, True, False, True),
    "both": (OUTSIDE.replace(POD, LEAKY), True, True, True),
}


@pytest.mark.parametrize(("text", "may_move", "can_move", "has_outside_pods"), FOUND.values(), ids=FOUND)
def test_what_can_be_moved(text: str, may_move: bool, can_move: bool, has_outside_pods: bool) -> None:
    form = StoppedForm(secret_findings(text), may_move=may_move)
    assert (form.can_move, form.has_outside_pods) == (can_move, has_outside_pods)


# What was acknowledged, and whether only the reason is missing.
REASONS = {
    "nothing": (Acknowledgement(), False),
    "a reason for nothing": (Acknowledgement(reason="a sample"), False),
    "without a reason": (Acknowledgement(frozenset({"a"})), True),
    "for a reason of spaces": (Acknowledgement(frozenset({"a"}), "  "), True),
    "for a reason": (Acknowledgement(frozenset({"a"}), "a sample"), False),
}


@pytest.mark.parametrize(("acknowledgement", "is_without"), REASONS.values(), ids=REASONS)
def test_a_reason_that_is_missing(acknowledgement: Acknowledgement, is_without: bool) -> None:
    assert StoppedForm(acknowledgement=acknowledgement).is_without_reason is is_without


@pytest.mark.django_db
def test_who_may_say_that_it_is_no_secret() -> None:
    owner, editor = person("alice"), person("edgar")
    template = saved(team=team_of("web-team", owner=owner, editor=editor), by=owner)
    found = secret_findings(LEAKY)
    said = Acknowledgement(frozenset({mark()}), "a sample")
    asked: dict[str, Any] = {}
    for who in (owner, editor):
        request = request_of(who, not_secret=mark(), reason="a sample")
        form = stopped(request, template, found, may_move=who == owner)
        assert (form.found, form.acknowledgement, form.commands) == (found, said, [])
        asked[who.username] = (form.may_override, form.asks_owner, form.may_move, acknowledgement_of(request, template))
        assert posted(request) == said
    assert asked == {"alice": (True, False, True, said), "edgar": (False, True, False, NOTHING_ACKNOWLEDGED)}


@pytest.mark.django_db
def test_for_a_draft_nothing_is_remembered() -> None:
    form = stopped(request_of(person("alice")), None, secret_findings(LEAKY), may_move=True)
    assert (form.may_override, form.asks_owner, form.may_move) == (False, False, True)
    assert form.acknowledgement == NOTHING_ACKNOWLEDGED


@pytest.mark.django_db
def test_credentials_are_moved_out_as_one_step_of_undo() -> None:
    draft = draft_of(person("alice"), LEAKY)
    (command,) = move_out(draft).commands
    draft = Draft.objects.get()
    assert VALUE not in draft.text
    assert "secretKeyRef" in draft.text
    assert command.startswith("kubectl create secret")
    assert draft.can_undo


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["another tab wrote it", "it cannot be read"])
def test_a_draft_that_cannot_be_changed_stays(what: str) -> None:
    draft = draft_of(person("alice"), LEAKY)
    if what == "it cannot be read":
        draft.text = "kind: ["
    else:
        other = Draft.objects.get()
        other.write(f"# Mine\n{LEAKY}", base=other.revision, tab_id="x")
    before = Draft.objects.get().text
    assert move_out(draft) == StoppedForm()
    assert Draft.objects.get().text == before

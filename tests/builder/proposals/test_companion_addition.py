"""Objects beside a draft's pod: what is offered, what is asked, what is added, and the step back."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.proposals.companion_addition import CompanionAddition
from podbuilder.kube.proposed_companions.companions import offers
from tests.builder.support import POD, Step, begin, edit

pytestmark = pytest.mark.django_db
READING = POD.replace("    env:\n", "    envFrom:\n    - configMapRef: {name: settings}\n    env:\n")


def addition(client: Client, text: str = READING, only: str = "", **data: str) -> CompanionAddition:
    draft = begin(client, text)
    return CompanionAddition(draft, draft.manifest, {k.replace("__", ":"): v for k, v in data.items()} or None, only)


def test_what_is_advised_is_ticked_at_first(client: Client) -> None:
    found = addition(client)
    ticked = {one.offer.slug for one in found.offered if one.is_chosen}
    assert ticked == {one.slug for one in offers(found.manifest) if one.is_advised} >= {"service"}
    assert found.proposal.is_ready
    assert found.proposal.after.text.startswith(READING)


def test_whoever_comes_for_one_finds_it_alone(client: Client) -> None:
    found = addition(client, only="config-map-settings")
    assert [one.offer.slug for one in found.offered if one.is_chosen] == ["config-map-settings"]
    assert found.proposal.done == "ConfigMap settings was added."


def test_what_is_answered_is_used_and_what_does_not_do_is_told(client: Client) -> None:
    found = addition(client, **{"add__service": "on", "service__name": "front"})
    assert "  name: front\n" in found.proposal.after.text
    wrong = addition(client, **{"add__service": "on", "service__name": "9 lives"})
    assert not wrong.proposal.is_ready
    (service,) = (one for one in wrong.offered if one.offer.slug == "service")
    (name,) = (one for one in service.questions if one.question.name == "name")
    assert (name.text, bool(name.error)) == ("9 lives", True)
    assert wrong.proposal.refusals == (f"Service: {name.error}",)


def test_what_is_not_ticked_changes_nothing(client: Client) -> None:
    found = addition(client, **{"service__name": "front"})
    assert found.proposal.changes_nothing
    assert found.rows == []


def test_what_somebody_has_to_decide_comes_first(client: Client) -> None:
    words = [
        row.word for row in addition(client, **{f"add__{slug}": "on" for slug in ("ingress", "service-account")}).rows
    ]
    assert words == sorted(words, key=["To decide", "Gone", "New"].index)
    assert len(set(words)) > 1


def test_it_is_one_step_and_undo_takes_it_back(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/companions/"
    answers = {"add:service": "on", "add:ingress": "on", "op": "apply", "base": draft.revision}
    assert client.post(url, answers)["Location"] == f"/drafts/{draft.key}/"
    draft.refresh_from_db()
    assert draft.text.startswith(POD.split("spec:")[0].split("labels:")[0])
    assert "kind: Ingress\n" in draft.text
    assert "Service" in " ".join(client.get(url).context["addition"].there)
    assert edit(client, draft, "review", op="undo") == POD


def test_the_review_leads_there(client: Client) -> None:
    draft = begin(client)
    assert f"/drafts/{draft.key}/companions/" in Step(client, draft, "review").browser.content.decode()

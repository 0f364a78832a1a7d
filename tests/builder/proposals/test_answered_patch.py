"""A patch held against a draft: what it asks, what was answered, and what results."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.proposals.answered_patch import AnsweredPatch
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.rule import Patch, assisted, safe
from podbuilder.kube.manifest import Edit
from tests.builder.support import begin

pytestmark = pytest.mark.django_db

LIMIT = "spec.containers[0].resources.limits[memory]"
RAISE = Edit("set", FieldPath(("spec", "containers", 0, "resources", "limits")).key("memory"), "256Mi")


def held(client: Client, patch: Patch, data: dict[str, str] | None = None) -> AnsweredPatch:
    draft = begin(client)
    return AnsweredPatch(draft, draft.manifest, patch, data)


def test_a_safe_one_asks_nothing(client: Client) -> None:
    found = held(client, safe("Raise the limit.", RAISE))
    assert (found.title, found.controls, found.problems) == ("Raise the limit", [], [])
    assert "memory: 256Mi" in found.proposal.after.text
    assert found.proposal.is_ready


def test_one_without_edits_changes_nothing(client: Client) -> None:
    assert held(client, assisted("Raise the limit.")).proposal.changes_nothing


def test_an_assisted_one_asks_with_its_own_value_in_the_control(client: Client) -> None:
    found = held(client, assisted("Raise the limit.", RAISE))
    assert [(control.name, control.label, control.text) for control in found.controls] == [
        (LIMIT, "limits: memory", "256Mi")
    ]


def test_an_answer_takes_the_place_of_what_was_proposed(client: Client) -> None:
    found = held(client, assisted("Raise the limit.", RAISE), {LIMIT: "1Gi"})
    assert "memory: 1Gi" in found.proposal.after.text
    assert found.controls[0].text == "1Gi"


def test_a_wrong_answer_is_said_at_its_control(client: Client) -> None:
    found = held(client, assisted("Raise the limit.", RAISE), {LIMIT: "much"})
    assert found.controls[0].text == "much"
    assert found.controls[0].errors
    assert not found.proposal.is_ready

"""Drafts are begun with what the list shows of them, and move in with whoever signs in."""

from __future__ import annotations

import pytest

from podbuilder.accounts.models import User
from podbuilder.builder.models import Draft
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.manifest import Manifest

pytestmark = pytest.mark.django_db
HEAD = "apiVersion: v1\nkind: Pod\n"
TWO = f"{HEAD}metadata: {{name: a}}\n---\n{HEAD}metadata: {{name: b}}\nspec: {{containers: [{{name: x, image: i}}]}}\n"


def test_a_draft_begins_with_its_summary_and_nothing_to_undo() -> None:
    begun = Draft.objects.begin(Manifest.read(TWO, 1), visitor="v", kubernetes="1.30", profile="strict")
    draft = Draft.objects.get(pk=begun.pk)
    assert (draft.name, draft.containers, draft.errors, draft.pod_number) == ("b", 1, 0, 1)
    assert (draft.text, draft.kubernetes, draft.profile, draft.travels) == (TWO, "1.30", "strict", (False, False))


def test_a_draft_of_no_version_is_of_the_usual_one() -> None:
    assert Draft.objects.begin(Manifest.read(TWO), visitor="v").kubernetes == DEFAULT


def test_only_those_that_are_meant_move_in() -> None:
    mine, other = (Draft.objects.begin(Manifest.read(TWO), visitor=visitor) for visitor in ("v", "w"))
    alice = User.objects.create_user("alice", "alice@example.com", "correct horse battery")
    Draft.objects.filter(visitor="v").move_in(alice)
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.owner, mine.visitor, other.owner, other.visitor) == (alice, "", None, "w")

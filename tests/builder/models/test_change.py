"""Drafts remember their steps: what is one, how many are kept, and what becomes of those taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from podbuilder.builder.models import KEPT_CHANGES, ONE_STROKE, Change, Draft
from podbuilder.kube.manifest import Manifest

pytestmark = pytest.mark.django_db


def pod(name: str) -> str:
    return f"{{kind: Pod, metadata: {{name: {name}}}}}"


@pytest.fixture
def draft() -> Draft:
    return Draft.objects.begin(Manifest.read(pod("n0")), visitor="v")


def write(draft: Draft, name: str, subject: str = "", tab_id: str = "page") -> None:
    draft.write(pod(name), base=draft.revision, tab_id=tab_id, subject=subject)


def test_undo_and_redo_go_over_a_hundred_steps(draft: Draft) -> None:
    for i in range(1, 121):
        write(draft, f"n{i}")
    for i in range(119, 9, -1):
        draft.undo(base=draft.revision, tab_id="page")
        assert draft.text == pod(f"n{i}")
    for i in range(11, 121):
        draft.redo(base=draft.revision, tab_id="page")
        assert draft.text == pod(f"n{i}")
    assert not draft.can_redo


def test_undo_ends_at_the_beginning(draft: Draft) -> None:
    write(draft, "n1")
    assert draft.undo(base=draft.revision, tab_id="page") == ""
    assert draft.text == pod("n0")
    assert not draft.can_undo
    draft.undo(base=draft.revision, tab_id="page")
    assert draft.text == pod("n0")


def test_a_new_edit_after_undo_forgets_what_was_undone(draft: Draft) -> None:
    write(draft, "n1")
    write(draft, "n2")
    draft.undo(base=draft.revision, tab_id="page")
    write(draft, "n3")
    assert not draft.can_redo
    draft.undo(base=draft.revision, tab_id="page")
    assert draft.text == pod("n1")


def test_keystrokes_in_one_control_are_one_step(draft: Draft) -> None:
    for text in ("n", "ng", "ngi"):
        write(draft, text, subject="set image")
    assert draft.changes.count() == 1
    draft.undo(base=draft.revision, tab_id="page")
    assert draft.text == pod("n0")


def test_another_control_begins_a_new_step(draft: Draft) -> None:
    write(draft, "n1", subject="set image")
    write(draft, "n2", subject="set name")
    write(draft, "n3", subject="set image")
    assert draft.changes.count() == 3


def test_a_pause_begins_a_new_step(draft: Draft) -> None:
    write(draft, "n1", subject="set image")
    Change.objects.update(at=timezone.now() - ONE_STROKE - timedelta(seconds=1))
    write(draft, "n2", subject="set image")
    assert draft.changes.count() == 2


def test_typing_after_undo_begins_a_new_step(draft: Draft) -> None:
    write(draft, "n1", subject="set image")
    write(draft, "n2", subject="set name")
    draft.undo(base=draft.revision, tab_id="page")
    draft.undo(base=draft.revision, tab_id="page")
    draft.redo(base=draft.revision, tab_id="page")
    write(draft, "n11", subject="set image")
    draft.undo(base=draft.revision, tab_id="page")
    assert draft.text == pod("n1")


def test_only_so_many_steps_are_kept(draft: Draft) -> None:
    for i in range(1, KEPT_CHANGES + 21):
        write(draft, f"n{i}")
    assert draft.changes.count() == KEPT_CHANGES
    while draft.can_undo:
        draft.undo(base=draft.revision, tab_id="page")
    assert draft.text == pod("n20")

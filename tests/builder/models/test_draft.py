"""Drafts are saved on each edit, remember their steps, and tell two tabs apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from podbuilder.builder.models import KEPT_CHANGES, ONE_STROKE, Change, Conflict, Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Draft:
    return Draft.objects.create(visitor="v", name="web", text="0")


def write(draft: Draft, text: str, subject: str = "", writer: str = "page") -> None:
    draft.write(text, base=draft.revision, writer=writer, subject=subject)


def test_a_write_is_stored_with_a_new_revision(draft: Draft) -> None:
    write(draft, "1")
    draft.refresh_from_db()
    assert (draft.text, draft.revision) == ("1", 2)


def test_the_same_text_again_is_no_step(draft: Draft) -> None:
    assert draft.write("0", base=1, writer="page") is False
    assert (draft.revision, draft.can_undo) == (1, False)


def test_undo_and_redo_go_over_a_hundred_steps(draft: Draft) -> None:
    for i in range(1, 121):
        write(draft, f"text {i}")
    for i in range(119, 9, -1):
        draft.undo(base=draft.revision, writer="page")
        assert draft.text == f"text {i}"
    for i in range(11, 121):
        draft.redo(base=draft.revision, writer="page")
        assert draft.text == f"text {i}"
    assert not draft.can_redo


def test_undo_ends_at_the_beginning(draft: Draft) -> None:
    write(draft, "1")
    assert draft.undo(base=draft.revision, writer="page") == ""
    assert draft.text == "0"
    assert not draft.can_undo
    draft.undo(base=draft.revision, writer="page")
    assert draft.text == "0"


def test_a_new_edit_after_undo_forgets_what_was_undone(draft: Draft) -> None:
    write(draft, "1")
    write(draft, "2")
    draft.undo(base=draft.revision, writer="page")
    write(draft, "3")
    assert not draft.can_redo
    draft.undo(base=draft.revision, writer="page")
    assert draft.text == "1"


def test_keystrokes_in_one_control_are_one_step(draft: Draft) -> None:
    for text in ("n", "ng", "ngi"):
        write(draft, text, subject="set image")
    assert draft.changes.count() == 1
    draft.undo(base=draft.revision, writer="page")
    assert draft.text == "0"


def test_another_control_begins_a_new_step(draft: Draft) -> None:
    write(draft, "1", subject="set image")
    write(draft, "2", subject="set name")
    write(draft, "3", subject="set image")
    assert draft.changes.count() == 3


def test_a_pause_begins_a_new_step(draft: Draft) -> None:
    write(draft, "1", subject="set image")
    Change.objects.update(at=timezone.now() - ONE_STROKE - timedelta(seconds=1))
    write(draft, "2", subject="set image")
    assert draft.changes.count() == 2


def test_typing_after_undo_begins_a_new_step(draft: Draft) -> None:
    write(draft, "1", subject="set image")
    write(draft, "2", subject="set name")
    draft.undo(base=draft.revision, writer="page")
    draft.undo(base=draft.revision, writer="page")
    draft.redo(base=draft.revision, writer="page")
    write(draft, "11", subject="set image")
    draft.undo(base=draft.revision, writer="page")
    assert draft.text == "1"


def test_only_so_many_steps_are_kept(draft: Draft) -> None:
    for i in range(KEPT_CHANGES + 20):
        write(draft, f"text {i}")
    assert draft.changes.count() == KEPT_CHANGES
    while draft.can_undo:
        draft.undo(base=draft.revision, writer="page")
    assert draft.text == "text 19"


def test_a_second_page_is_refused_and_nothing_is_overwritten(draft: Draft) -> None:
    base = draft.revision
    draft.write("mine", base=base, writer="one")
    with pytest.raises(Conflict):
        draft.write("yours", base=base, writer="two")
    draft.refresh_from_db()
    assert draft.text == "mine"


def test_a_page_whose_answer_was_lost_goes_on(draft: Draft) -> None:
    base = draft.revision
    draft.write("m", base=base, writer="one")
    draft.write("mi", base=base, writer="one")
    assert draft.text == "mi"


def test_a_page_is_refused_after_another_wrote_in_between(draft: Draft) -> None:
    draft.write("1", base=1, writer="one")
    draft.write("2", base=2, writer="two")
    draft.write("3", base=3, writer="two")
    with pytest.raises(Conflict):
        draft.write("x", base=2, writer="one")
    draft.write("4", base=4, writer="one")
    with pytest.raises(Conflict):
        draft.undo(base=3, writer="two")
    assert draft.text == "4"

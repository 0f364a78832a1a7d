"""What is answered where nobody answered."""

from __future__ import annotations

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.workload_change.notes import Answers, Note
from podbuilder.kube.workloads import cron


def test_a_schedule_that_is_proposed_is_one() -> None:
    cron.parse(Answers().schedule)


def test_notes_with_one_path_differ_by_what_they_say() -> None:
    assert Note("lost", ROOT, "It goes.") != Note("open", ROOT, "It goes.")
    assert Note("lost", ROOT, "It goes.") == Note("lost", ROOT, "It goes.")

"""What is owed is known to all processes, and fades; a slot is held by one at a time, and is free once that is dead."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from podbuilder.web.limits import MOST_OWED, Share
from podbuilder.web.processors import SIZE, Ledger

STEADY = Share(burst=1.0, forgiven=0.0)
FADING = Share(burst=1.0, forgiven=10.0)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path, b"key", 1)


def in_child(action: object) -> int:
    """The exit status of a forked process that does this; 0 if it found what it expected."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            status = int(not action())  # type: ignore[operator]  # a function, which mypy cannot see through fork
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_nobody_owes_at_first(ledger: Ledger) -> None:
    assert ledger.owed("alice", STEADY) == 0
    with ledger.slot() as is_free:
        assert is_free


def test_what_is_added_is_owed_under_that_name(ledger: Ledger) -> None:
    ledger.add("alice", STEADY, 1.5)
    ledger.add("alice", STEADY, 1.0)
    assert ledger.owed("alice", STEADY) == 2.5
    assert ledger.owed("bob", STEADY) == 0
    ledger.add("alice", STEADY, 1e9)
    assert ledger.owed("alice", STEADY) == MOST_OWED


def test_it_fades(ledger: Ledger) -> None:
    ledger.add("alice", FADING, 0.5)
    time.sleep(0.1)
    assert ledger.owed("alice", FADING) == 0


def test_other_processes_know(ledger: Ledger, tmp_path: Path) -> None:
    assert in_child(lambda: ledger.add("alice", STEADY, 2) is None) == 0
    assert ledger.owed("alice", STEADY) == 2
    assert Ledger(tmp_path, b"key", 1).owed("alice", STEADY) == 2, "also one that was started by itself"
    assert Ledger(tmp_path, b"another key", 1).owed("alice", STEADY) == 0


def test_a_slot_is_held_by_one_process(ledger: Ledger) -> None:
    def finds_one() -> bool:
        with ledger.slot() as is_free:
            return is_free

    with ledger.slot():
        assert in_child(finds_one) == 1
    assert in_child(finds_one) == 0


def test_a_slot_is_free_again_once_its_process_is_dead(ledger: Ledger) -> None:
    def dies_with_it() -> None:
        with ledger.slot() as is_free:
            os._exit(int(not is_free))

    assert in_child(dies_with_it) == 0
    with ledger.slot() as is_free:
        assert is_free


def test_a_slot_is_held_by_one_thread(ledger: Ledger) -> None:
    found: list[bool] = []

    def look(wait: float) -> None:
        with ledger.slot(wait) as is_free:
            found.append(is_free)

    with ledger.slot():
        look(0)
        look(0.05)
        waiter = threading.Thread(target=look, args=(20,))
        waiter.start()
        while not ledger.waiting.locked():
            time.sleep(0.01)
        look(20)
    waiter.join()
    assert found == [False, False, False, True], "who waits gets it; a second one does not wait"


def test_what_is_under_way_is_known(ledger: Ledger) -> None:
    def is_only(name: str) -> bool:
        with ledger.under_way(name) as found:
            return found

    with ledger.under_way("alice") as first:
        assert first
        assert ledger.running == 1
        assert not is_only("alice"), "in this process"
        assert in_child(lambda: is_only("alice")) == 1, "and in others"
        assert is_only("bob")
        assert in_child(lambda: is_only("bob")) == 0
    assert ledger.running == 0
    assert is_only("alice")


def test_where_nothing_can_be_written_children_still_share(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "none", b"key", 2)
    assert os.fstat(ledger.file).st_size == SIZE
    assert in_child(lambda: ledger.add("alice", STEADY, 2) is None) == 0
    assert ledger.owed("alice", STEADY) == 2


def test_a_link_in_its_place_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.web.processors.gethostname", lambda: "here")
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "processors-here").symlink_to(tmp_path / "precious")
    Ledger(tmp_path, b"key", 1)
    assert (tmp_path / "precious").read_text() == "precious"

"""Waits that double."""

import pytest

from podbuilder.kube.core import feature_gates, versions
from podbuilder.kube.lifecycle.back_off import BackOff, crash_loop, image_pulls


def test_nothing_waits_that_was_not_tried() -> None:
    back_off = BackOff()
    assert back_off.seconds("a") == 0
    assert back_off.ends_since("a", 5, 5) is None
    assert back_off.ends_since_update("a", 5) is None


@pytest.mark.parametrize("make", [lambda: crash_loop("1.36"), image_pulls])
def test_the_wait_doubles_up_to_five_minutes(make) -> None:
    back_off, now, waits = make(), 0, []
    for _ in range(8):
        back_off.next("a", now, now)
        waits.append(back_off.seconds("a"))
        now += back_off.seconds("a")
    assert waits == [10, 20, 40, 80, 160, 300, 300, 300]


def test_it_counts_from_the_end_or_from_the_last_try() -> None:
    back_off = BackOff()
    back_off.next("a", 0, 3)
    assert back_off.ends_since("a", 5, 14) == 15
    assert back_off.ends_since("a", 5, 15) is None
    assert back_off.ends_since_update("a", 12) == 13
    assert back_off.ends_since_update("a", 13) is None


def test_a_long_calm_begins_anew() -> None:
    back_off = BackOff()
    back_off.next("a", 0, 0)
    back_off.next("a", 10, 10)
    assert back_off.ends_since("a", 611, 611) is None
    back_off.next("a", 611, 612)
    assert back_off.seconds("a") == 10


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_no_version_has_shorter_waits_by_default(version: str) -> None:
    back_off = crash_loop(version)
    assert (back_off.first, back_off.most) == (10, 300)


def test_the_gate_makes_them_shorter(monkeypatch) -> None:
    monkeypatch.setitem(feature_gates.FLIPS, "ReduceDefaultCrashLoopBackOffDecay", (33,))
    back_off = crash_loop("1.36")
    assert (back_off.first, back_off.most) == (1, 60)

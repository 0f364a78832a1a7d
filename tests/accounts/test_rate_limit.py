"""How often something may be tried: what is counted, and when whoever tried this too often may come back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from podbuilder.accounts.models import Throttle
from podbuilder.accounts.rate_limit import give_back, hit, refusal_in_words, reset
from podbuilder.web.limits import Limit

pytestmark = pytest.mark.django_db
SHORT = Limit("a short one", 1, timedelta(minutes=1))
LONG = Limit("a long one", 1, timedelta(hours=3))


def test_a_limit_lets_its_number_pass() -> None:
    three = Limit("three", 3, timedelta(hours=1))
    assert [hit((three, "alice")) is None for _ in range(4)] == [True, True, True, False]
    assert hit((three, "bob")) is None, "each value is counted by itself"


def test_of_two_limits_the_longer_wait_is_said() -> None:
    """Whoever comes back when the shorter one is over would be refused again."""
    for limits in ((SHORT, LONG), (LONG, SHORT)):
        Throttle.objects.all().delete()
        assert hit(*((limit, "alice") for limit in limits)) is None
        until = hit(*((limit, "alice") for limit in limits))
        assert until is not None
        assert until - timezone.now() > timedelta(hours=2)


def test_a_refused_try_counts_nowhere() -> None:
    hit((SHORT, "stranger"))
    wide = Limit("a wide one", 2, timedelta(hours=1))
    for _ in range(5):
        assert hit((SHORT, "stranger"), (wide, "alice")) is not None
    assert hit((wide, "alice")) is None
    assert Throttle.objects.count() == 2, "and leaves nothing behind"


def test_a_try_is_given_back() -> None:
    hit((SHORT, "alice"), (LONG, "alice"))
    give_back((SHORT, "alice"), (LONG, "bob"))
    assert hit((SHORT, "alice")) is None
    assert hit((LONG, "alice")) is not None


def test_a_forgiven_count_begins_anew() -> None:
    hit((SHORT, "alice"))
    reset(SHORT, "bob")
    assert hit((SHORT, "alice")) is not None
    reset(SHORT, "alice")
    assert hit((SHORT, "alice")) is None


def test_counts_that_ran_out_long_ago_are_swept_up() -> None:
    hit((SHORT, "alice"))
    Throttle.objects.update(ends=timezone.now() - timedelta(days=2))
    hit((SHORT, "bob"))
    assert Throttle.objects.count() == 1


@pytest.mark.parametrize(
    ("seconds", "wait"),
    [(1, "a minute"), (59, "a minute"), (61, "2 minutes"), (119 * 60, "119 minutes"), (7300, "3 hours")],
)
def test_when_to_come_back_is_said_in_words(seconds: int, wait: str) -> None:
    assert f"try again in {wait}, at " in refusal_in_words(timezone.now() + timedelta(seconds=seconds))

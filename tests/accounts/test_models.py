"""Names that are given out once, addresses with one account, and the sessions of a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from podbuilder.accounts.models import NameTaken, OwnerName, Throttle, User, UserSession
from tests.accounts.support import person

pytestmark = pytest.mark.django_db


def test_a_name_is_free_until_it_is_claimed() -> None:
    assert OwnerName.is_free("alice")
    OwnerName.claim("alice")
    assert not OwnerName.is_free("alice")
    assert OwnerName.is_free("bob")
    with pytest.raises(NameTaken, match="alice is taken"):
        OwnerName.claim("alice")
    assert str(OwnerName.objects.get()) == "alice"


def test_a_name_stays_taken_after_its_account_is_gone() -> None:
    alice = person("alice")
    alice.first_name = "Alice"
    alice.save()
    alice.delete()
    with pytest.raises(NameTaken):
        person("alice")
    assert not User.objects.exists()


ADDRESSES = {
    "nobody's": ("dora@example.com", []),
    "none": ("", []),
    "not confirmed": ("pending@example.com", []),
    "as it was typed": ("Alice@Example.com", ["alice"]),
    "in small letters": ("alice@example.com", ["alice"]),
    "in capitals": ("ALICE@EXAMPLE.COM", ["alice"]),
}


@pytest.mark.parametrize(("email", "names"), ADDRESSES.values(), ids=ADDRESSES)
def test_who_has_an_address(email: str, names: list[str]) -> None:
    person("alice", email="Alice@Example.com")
    person("bob", pending_email="pending@example.com")
    assert [user.username for user in User.objects.with_email(email)] == names


def test_an_address_has_one_account_and_no_address_has_many() -> None:
    person("alice", email="a@example.com")
    person("bob")
    person("carol")
    with pytest.raises(IntegrityError), transaction.atomic():
        person("dora", email="A@example.com")
    assert User.objects.count() == 3
    assert OwnerName.is_free("dora"), "nothing is left of what failed"


def session(user: object, key: str, hours: int = 1, agent: str = "") -> UserSession:
    """A session that expires in so many hours."""
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(hours=hours))
    return UserSession.objects.create(user=user, session_key=key, address="127.0.0.1", user_agent=agent)


def test_devices_whose_sessions_are_alive() -> None:
    alice, bob = person("alice"), person("bob")
    session(alice, "over", hours=-1)
    UserSession.objects.create(user=alice, session_key="without a session", address="127.0.0.1")
    session(bob, "another one's")
    session(alice, "alive")
    assert [one.session_key for one in UserSession.objects.signed_in_as(alice)] == ["alive"]


def test_signing_out_ends_these_sessions_and_no_others() -> None:
    alice = person("alice")
    for key in ("one", "two", "three"):
        session(alice, key)
    assert UserSession.objects.filter(session_key__in=("one", "two")).sign_out() == 2
    assert UserSession.objects.none().sign_out() == 0
    assert list(Session.objects.values_list("session_key", flat=True)) == ["three"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["three"]


def test_the_device_seen_last_comes_first() -> None:
    alice, now = person("alice"), timezone.now()
    for key, minutes in (("b", 2), ("c", 3), ("a", 1)):
        one = session(alice, key, agent="curl/8")
        one.last_seen = now - timedelta(minutes=minutes)
        one.save()
    assert [one.session_key for one in UserSession.objects.all()] == ["a", "b", "c"]
    assert str(one) == f"alice on {one.name}"


def test_what_a_count_is_called() -> None:
    assert str(Throttle(key="x", count=3, ends=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))) == (
        "3 until 2026-01-02 03:04:05"
    )

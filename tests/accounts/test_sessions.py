"""When the session of a browser is recorded, and what of it."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from podbuilder.accounts import sessions
from podbuilder.accounts.models import UserSession
from tests.accounts.support import person

pytestmark = pytest.mark.django_db


def request_of(user: Any, **headers: str) -> HttpRequest:
    request = RequestFactory(REMOTE_ADDR="203.0.113.9").get("/", headers=headers)
    request.user, request.session = user, SessionStore()
    return request


def passed_on(request: HttpRequest) -> HttpResponse:
    """What the middleware answers with a view that counts for nothing."""
    return sessions.note_sessions(lambda _: HttpResponse("the page"))(request)


def test_a_visitor_has_no_device() -> None:
    request = request_of(AnonymousUser())
    assert passed_on(request).content == b"the page"
    assert not UserSession.objects.exists()
    assert sessions.SEEN not in request.session


# Seconds since it was seen, and whether it is recorded again.
AGES = {"just now": (0, False), "nine minutes ago": (540, False), "eleven minutes ago": (660, True)}


@pytest.mark.parametrize(("age", "is_noted"), AGES.values(), ids=AGES)
def test_a_device_is_recorded_every_ten_minutes(age: int, is_noted: bool) -> None:
    request = request_of(person("alice"))
    before = int(time.time()) - age
    request.session[sessions.SEEN] = before
    assert passed_on(request).content == b"the page"
    assert UserSession.objects.exists() == is_noted
    assert (request.session[sessions.SEEN] > before) == is_noted


def test_what_is_recorded() -> None:
    alice = person("alice")
    request = request_of(alice, **{"user-agent": "x" * 150 + "\0" + "y" * 200})
    passed_on(request)
    session = UserSession.objects.get()
    assert session.session_key == request.session.session_key != ""
    assert (session.user, session.address) == (alice, "203.0.113.9")
    assert session.user_agent == "x" * 150 + "y" * 149
    assert timezone.now() - session.last_seen < timedelta(minutes=1)
    assert time.time() - request.session[sessions.SEEN] < 60


def test_one_session_is_one_device() -> None:
    request = request_of(person("alice"))
    sessions.note(request)
    UserSession.objects.update(last_seen=timezone.now() - timedelta(days=1))
    key = request.session.session_key
    again = request_of(request.user, **{"user-agent": "another"})
    again.session = request.session
    sessions.note(again)
    session = UserSession.objects.get()
    assert (session.session_key, session.user_agent) == (key, "another")
    assert timezone.now() - session.last_seen < timedelta(minutes=1)


def test_devices_without_a_session_are_forgotten() -> None:
    alice, bob = person("alice"), person("bob")
    for key, user, hours in (("alive", alice, 1), ("over", alice, -1), ("another one's", bob, -1)):
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(hours=hours))
        UserSession.objects.create(user=user, session_key=key, address="127.0.0.1")
    sessions.forget_dead(alice)
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {"alive", "another one's"}

"""The browsers somebody is signed in with: noted as they come by, listed, and signed out from afar."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from podbuilder.accounts.models import Device, User
from podbuilder.web.client_address import client_address

# How exact "last seen" is; between two notes a request costs nothing more.
NOTED_EVERY = 600
SEEN = "seen"


def note_devices(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that keeps an eye on who comes by; it also lets the session of somebody active go on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and time.time() - request.session.get(SEEN, 0) > NOTED_EVERY:
            note(request)
        return get_response(request)

    return middleware


def note(request: HttpRequest) -> None:
    """Write down the browser of this request, whose session has somebody signed in."""
    if not request.session.session_key:
        request.session.save()
    request.session[SEEN] = int(time.time())
    Device.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": request.user,
            "user_agent": request.headers.get("User-Agent", "")[:300].replace("\0", ""),
            "address": client_address(request),
            "last_seen": timezone.now(),
        },
    )


def devices_of(user: User) -> QuerySet[Device]:
    """The devices whose sessions are alive."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return Device.objects.filter(user=user, session_key__in=alive.values("session_key"))


def end(devices: QuerySet[Device]) -> int:
    """Sign these out; how many there were."""
    with transaction.atomic():
        keys = list(devices.values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        Device.objects.filter(session_key__in=keys).delete()
    return len(keys)


def forget_dead(user: User) -> None:
    """Drop the notes of sessions that have run out."""
    Device.objects.filter(user=user).exclude(pk__in=devices_of(user).values("pk")).delete()

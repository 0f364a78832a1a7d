"""The sessions in which people are signed in, recorded as their requests arrive."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from podbuilder.accounts.models import User, UserSession
from podbuilder.web.client_address import client_address

# How exact "last seen" is, in seconds. Requests in between write nothing.
NOTED_EVERY = 600
SEEN = "seen"


def note_sessions(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that records the session of a signed-in request, which also prolongs it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and time.time() - request.session.get(SEEN, 0) > NOTED_EVERY:
            note(request)
        return get_response(request)

    return middleware


def note(request: HttpRequest) -> None:
    """Record the browser of this request, in whose session somebody is signed in."""
    if not request.session.session_key:
        request.session.save()
    request.session[SEEN] = int(time.time())
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": request.user,
            "user_agent": request.headers.get("User-Agent", "")[:300].replace("\0", ""),
            "address": client_address(request),
            "last_seen": timezone.now(),
        },
    )


def forget_dead(user: User) -> None:
    """Delete this person's sessions that have expired."""
    UserSession.objects.filter(user=user).exclude(pk__in=UserSession.objects.signed_in_as(user).values("pk")).delete()

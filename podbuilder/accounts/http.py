"""The request of somebody who is signed in."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from podbuilder.accounts.models import User

# Whoever asks: what request.user is.
Asker = User | AnonymousUser


class AuthenticatedHttpRequest(HttpRequest):
    """What a view gets behind login_required, for its type only: no request is made of it."""

    user: User

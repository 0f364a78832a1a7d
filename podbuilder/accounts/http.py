"""The request of somebody who is signed in."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from podbuilder.accounts.models import User

# Whoever asks: what request.user is.
Asker = User | AnonymousUser


class AuthenticatedHttpRequest(HttpRequest):
    """What a view gets behind login_required, for its type only: no request is made of it."""

    user: User


def user_of(request: HttpRequest) -> User:
    """Who is signed in, behind a check of access that no visitor passes. Raises PermissionDenied for a visitor."""
    if not request.user.is_authenticated:
        raise PermissionDenied("Sign in first.")
    return request.user

"""Types for requests and for the people who send them."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from podbuilder.accounts.models import User

# What request.user is: an account, or a visitor.
Asker = User | AnonymousUser


class AuthenticatedHttpRequest(HttpRequest):
    """The request that a view gets behind login_required. For types only: no instance is ever made."""

    user: User


def user_of(request: HttpRequest) -> User:
    """The account that sends a request, where visitors have been kept out already. Raises PermissionDenied."""
    if not request.user.is_authenticated:
        raise PermissionDenied("Sign in first.")
    return request.user

"""Signing in with a name or an e-mail address, and a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from podbuilder.accounts.models import User


def account_named(text: str) -> str:
    """The name of the account that somebody means by a name or an e-mail address, whether or not there is one."""
    name = text.strip().lower()
    # No name contains an @, so an unknown address takes as long, and fails, as any unknown name.
    owner = User.objects.with_email(name).first() if "@" in name else None
    return owner.username if owner else name


class NameOrEmail(ModelBackend):
    """Django's backend, which takes as long for an unknown name as for a known one."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        return super().authenticate(request, username=account_named(username or ""), password=password, **kwargs)

"""Signing in with a name or an e-mail address, and a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from podbuilder.accounts.models import User


class NameOrEmail(ModelBackend):
    """Django's backend, which takes as long for an unknown name as for a known one."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        name = (username or "").strip()
        if "@" in name:
            owner = User.objects.with_email(name).first()
            # No name contains an @, so an unknown address takes as long, and fails, as any unknown name.
            name = owner.username if owner else name
        else:
            name = name.lower()
        return super().authenticate(request, username=name, password=password, **kwargs)

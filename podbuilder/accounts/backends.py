"""How somebody is known by what they type: by name or by e-mail address, and a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from podbuilder.accounts.models import User


class NameOrEmail(ModelBackend):
    """Django's own, which takes as long for somebody who does not exist as for somebody who does."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        name = (username or "").strip()
        if "@" in name:
            owner = User.objects.with_email(name).first()
            # No name has an @: what is not found this way is looked for, and missed, like any other name.
            name = owner.username if owner else name
        else:
            name = name.lower()
        return super().authenticate(request, username=name, password=password, **kwargs)

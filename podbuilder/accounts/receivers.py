"""What is logged of signing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from podbuilder.web.refusal_log import escaped, log

SHOWN_LETTERS = 2


@receiver(user_login_failed)
def log_failed_sign_in(credentials: Mapping[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Log that a name and password did not match; of the name its beginning only: people type passwords there, too."""
    if request is not None:
        name = str(credentials.get("username") or "")
        log(request, f"failed sign-in as {escaped(name[:SHOWN_LETTERS])}… ({len(name)} characters)")

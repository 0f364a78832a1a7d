"""Whether visitors may make accounts here, and how often from one place."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from podbuilder.web.limits import Limit


def may_sign_up(request: HttpRequest) -> dict[str, bool]:
    """For templates, which offer it only then."""
    return {"may_sign_up": settings.SIGN_UP}


def sign_up_limit() -> Limit:
    """How many accounts may be made from one place: a class behind one address, but no script without end."""
    return Limit("sign up from one place", settings.SIGN_UPS_PER_HOUR, timedelta(hours=1))

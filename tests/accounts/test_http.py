"""The account that sends a request."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from podbuilder.accounts.http import user_of
from podbuilder.accounts.models import User


def test_an_account() -> None:
    request = RequestFactory().get("/")
    request.user = User(username="alice")
    assert user_of(request) is request.user


def test_a_visitor_is_refused() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied, match=r"^Sign in first\.$"):
        user_of(request)

"""Failed sign-ins are logged; how, tests/web/test_refusal_log.py says."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate

from podbuilder.accounts.receivers import log_failed_sign_in


@pytest.mark.django_db
def test_without_a_request_there_is_nobody_to_name(caplog: pytest.LogCaptureFixture) -> None:
    assert authenticate(username="alice", password="wrong") is None
    log_failed_sign_in(credentials={}, request=None)
    assert caplog.records == []

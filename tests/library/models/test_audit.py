"""The audit trail: whom an entry concerns, in which order, and how it reads for an administrator."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from podbuilder.library.models import AuditEntry
from tests.library.support import person, saved, team_of

pytestmark = pytest.mark.django_db


def test_whom_entries_concern() -> None:
    AuditEntry.objects.all().delete()
    alice, bob = person("alice"), person("bob")
    own, theirs = saved(alice), saved(bob)
    ours = saved(team=team_of("web-team", owner=alice, editor=bob), by=bob)
    AuditEntry.objects.all().delete()
    for who, verb, template in (
        (alice, "what alice did to bob's", theirs),
        (bob, "what bob did to alice's", own),
        (alice, "what alice did", None),
        (bob, "what bob did", None),
        (bob, "what bob did to the team's", ours),
        (None, "what nobody did to alice's", own),
    ):
        AuditEntry.objects.create(who=who, verb=verb, template=template)
    assert {entry.verb for entry in AuditEntry.objects.concerning(alice)} == {
        "what alice did to bob's",
        "what bob did to alice's",
        "what alice did",
        "what nobody did to alice's",
    }


def test_the_newest_entry_comes_first_and_names_outlive_accounts() -> None:
    alice, now = person("alice"), timezone.now()
    for minutes in (2, 1, 3):
        AuditEntry.objects.create(who=alice, who_name="alice", verb=str(minutes), at=now - timedelta(minutes=minutes))
    alice.delete()
    assert [(entry.verb, entry.who, entry.who_name) for entry in AuditEntry.objects.all()] == [
        (verb, None, "alice") for verb in "123"
    ]


def test_an_entry_in_a_line() -> None:
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    entry = AuditEntry(at=at, who_name="alice", verb="template.saved", subject="alice/web")
    assert str(entry) == "2026-01-02 03:04:05 alice template.saved alice/web"

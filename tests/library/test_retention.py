"""What is kept, and for how long: not a day less than the pages promise, and not for ever."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client, override_settings
from django.utils import timezone

from podbuilder.accounts.models import Throttle, UserSession
from podbuilder.builder.models import Draft, KeptPaste
from podbuilder.library import retention
from podbuilder.library.audit_log import record
from podbuilder.library.models import AuditEntry, SavedTemplate, ShareLink
from podbuilder.library.revisions.save import Content, save_new
from podbuilder.library.sharing import access_tokens
from podbuilder.teams.models import Invitation
from tests.builder.support import POD, begin
from tests.library.support import person, signed_in, team_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def draft(days: float, *, deleted: float | None = None, revision: int = 2, mine: bool = False) -> None:
    one = begin(signed_in(person("alice")) if mine else Client())
    gone = None if deleted is None else ago(deleted)
    Draft.objects.filter(pk=one.pk).update(updated=ago(days), deleted=gone, revision=revision)


def paste(days: float) -> None:
    one = begin(Client())
    KeptPaste.objects.create(draft=one, text="OOMKilled", at=ago(days))


def shared_draft(days: float) -> None:
    draft(days, revision=1)
    ShareLink.objects.create(draft=Draft.objects.get())


def template(days: float) -> None:
    alice = person("alice")
    one = save_new(SavedTemplate(owner=alice, name="a", slug="a"), Content(POD, [], "1.36"), author=alice)
    SavedTemplate.objects.filter(pk=one.pk).update(deleted=ago(days))


def session(days: float) -> None:
    signed_in(person("alice"))
    Session.objects.update(expire_date=ago(days))


def user_session(days: float) -> None:
    signed_in(person("alice")).get("/")
    if days:
        Session.objects.all().delete()


def token(days: float) -> None:
    access_tokens.make(person("alice"), "a", [], ago(days))
    AuditEntry.objects.all().delete()


def link(days: float) -> None:
    draft(1)
    ShareLink.objects.create(draft=Draft.objects.get(), revoked=ago(days))


def invitation(days: float) -> None:
    alice = person("alice")
    one, _ = Invitation.make(team_of("ml", owner=alice), role="viewer", made_by=alice)
    Invitation.objects.filter(pk=one.pk).update(expires=ago(days))


def count(days: float) -> None:
    Throttle.objects.create(key="a", ends=ago(days))


def entry(days: float) -> None:
    AuditEntry.objects.filter(pk=record(None, "team.created", subject="a").pk).update(at=ago(days))


# What there is, and how many rows of which kind are over: the quiet cases first.
KEPT: dict[str, Callable[[], None]] = {
    "a draft just deleted": lambda: draft(400, deleted=29),
    "a visitor's draft within the year": lambda: draft(364),
    "a visitor's draft of last month, never edited": lambda: draft(29, revision=1),
    "a draft that others read by a link": lambda: shared_draft(60),
    "an account's old draft": lambda: draft(2000, revision=1, mine=True),
    "a paste of this quarter": lambda: paste(89),
    "a template just deleted": lambda: template(29),
    "a session that goes on": lambda: session(-1),
    "a session of a person in use": lambda: user_session(0),
    "a token just over": lambda: token(89),
    "a link just over": lambda: link(89),
    "an invitation just over": lambda: invitation(89),
    "a count that still holds": lambda: count(0.5),
    "an entry of last year": lambda: entry(700),
}
OVER: dict[str, tuple[Callable[[], None], str]] = {
    "a draft deleted long ago": (lambda: draft(31, deleted=31), "deleted drafts"),
    "an account's, too": (lambda: draft(31, deleted=31, mine=True), "deleted drafts"),
    "a visitor's draft, abandoned": (lambda: draft(366), "abandoned drafts of visitors"),
    "a visitor's draft, never edited": (lambda: draft(31, revision=1), "drafts of visitors never edited"),
    "a paste": (lambda: paste(91), "pastes kept with drafts"),
    "a template deleted long ago": (lambda: template(31), "deleted templates"),
    "a session": (lambda: session(1), "expired sessions"),
    "a session of a person": (lambda: user_session(1), "sessions that ended"),
    "a token": (lambda: token(91), "tokens that are over"),
    "a link": (lambda: link(91), "links that are over"),
    "an invitation": (lambda: invitation(91), "invitations that are over"),
    "a count": (lambda: count(2), "counts of tries"),
    "an entry": (lambda: entry(731), "audit entries"),
}


def found() -> dict[str, int]:
    return {name: number for name, number in retention.counts(NOW) if number and name != "expired sessions"}


@pytest.mark.parametrize("make", KEPT.values(), ids=KEPT)
def test_what_is_kept(make: Callable[[], None]) -> None:
    make()
    assert found() == {}
    assert not any(number for _, number in retention.tidy(NOW))


@pytest.mark.parametrize(("make", "kind"), OVER.values(), ids=OVER)
def test_what_is_over(make: Callable[[], None], kind: str) -> None:
    make()
    assert dict(retention.counts(NOW))[kind] == 1
    assert dict(retention.tidy(NOW))[kind] == 1
    assert dict(retention.counts(NOW))[kind] == 0


def test_a_rehearsal_counts_and_removes_nothing() -> None:
    draft(31, deleted=31)
    for expected in ("       1 deleted drafts", "       1 deleted drafts"):
        said = io.StringIO()
        call_command("tidy", "--dry-run", stdout=said)
        assert expected in said.getvalue()
        assert said.getvalue().endswith("Nothing was removed.\n")
    said = io.StringIO()
    call_command("tidy", stdout=said)
    assert "       1 deleted drafts" in said.getvalue()
    assert not Draft.objects.exists()


def test_it_removes_in_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention.limits, "TIDIED_AT_ONCE", 2)
    for key in "abcde":
        Throttle.objects.create(key=key, ends=ago(2))
    assert dict(retention.tidy(rounds=1))["counts of tries"] == 2
    assert dict(retention.tidy())["counts of tries"] == 3


@override_settings(TIDY_EVERY=3600)
def test_by_itself_it_tidies_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_next_look", 0.0)
    rounds: list[Any] = []
    monkeypatch.setattr(retention, "tidy", lambda rounds_=None, **options: rounds.append(options) or ())
    for _ in range(3):
        retention.tidy_now_and_then()
    assert rounds == [{"rounds": 1}]
    monkeypatch.setattr(retention, "_next_look", 0.0)
    retention.tidy_now_and_then()
    assert rounds == [{"rounds": 1}], "another process has just done it"


@override_settings(TIDY_EVERY=3600)
def test_a_database_that_is_away_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*counted: Any) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(retention, "_next_look", 0.0)
    monkeypatch.setattr(retention, "hit", away)
    retention.tidy_now_and_then()


def test_in_tests_nothing_happens_by_itself(client: Client) -> None:
    draft(31, deleted=31)
    client.get("/")
    assert Draft.objects.count() == 1
    assert UserSession.objects.count() == 0

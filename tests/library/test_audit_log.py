"""The sentences of the audit trail."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.library.audit_log import entry_in_words
from podbuilder.library.models import AuditEntry

SENTENCES: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "nothing but a verb": ("template.saved", "", {}, "saved the template"),
    "a verb and a subject": ("template.saved", "alice/web", {}, "saved the template alice/web"),
    "a verb that this version does not know": ("template.painted", "alice/web", {}, "template.painted alice/web"),
    "an end without a beginning": ("member.role", "bob", {"after": "owner"}, "changed the role of bob"),
    "a beginning without an end": ("member.role", "bob", {"before": "owner"}, "changed the role of bob"),
    "a change": (
        "member.role",
        "bob",
        {"before": "viewer", "after": "owner"},
        "changed the role of bob: viewer → owner",
    ),
    "a role": ("member.invited", "bob@example.com", {"role": "editor"}, "invited bob@example.com as editor"),
    "a change goes before a role": (
        "member.role",
        "bob",
        {"before": "viewer", "after": "owner", "role": "owner"},
        "changed the role of bob: viewer → owner",
    ),
}


@pytest.mark.parametrize(("verb", "subject", "details", "words"), SENTENCES.values(), ids=SENTENCES)
def test_an_entry_continues_the_name_of_who_did_it(
    verb: str, subject: str, details: dict[str, Any], words: str
) -> None:
    assert entry_in_words(AuditEntry(verb=verb, subject=subject, details=details)) == words

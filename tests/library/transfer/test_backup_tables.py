"""The tables of an archive: their columns, their order, and the sentence about a line that is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from podbuilder.accounts.models import User
from podbuilder.library.models import SavedTemplate
from podbuilder.library.transfer.backup_tables import KINDS, PASSWORD, ArchiveTable, column, error_in_words, validators
from tests.library.support import draft_of, person, saved, team_of

TABLES = {kind.name: kind for kind in KINDS}


def test_every_table_comes_behind_those_it_refers_to() -> None:
    seen: set[Any] = set()
    for kind in KINDS:
        seen.add(kind.model)
        wanted = {field.related_model for field in kind.model._meta.concrete_fields if field.is_relation}
        assert wanted <= seen, kind.name
    assert [kind.file for kind in KINDS][:2] == ["names.jsonl", "accounts.jsonl"]


NUMBERED = {"names": False, "accounts": True, "templates": True, "drafts": False}


@pytest.mark.parametrize(("name", "has_number"), NUMBERED.items(), ids=NUMBERED)
def test_which_rows_a_database_numbers(name: str, has_number: bool) -> None:
    assert TABLES[name].has_number is has_number
    names = [field.name for field in TABLES[name].fields]
    assert (TABLES[name].model._meta.pk.name in names) is not has_number


RENAMED = {"latest_revision": "latest", "version": "lock", "parameter_warnings": "doubts", "slug": "slug"}


@pytest.mark.parametrize(("name", "said"), RENAMED.items(), ids=RENAMED)
def test_a_renamed_field_keeps_its_column(name: str, said: str) -> None:
    assert column(SavedTemplate._meta.get_field(name)) == said


@pytest.mark.django_db
def test_rows_come_oldest_first_with_moments_in_utc() -> None:
    bob, alice = person("bob"), person("alice")
    rows = list(ArchiveTable("accounts", User).rows(with_passwords=True))
    assert [(one["id"], one["username"]) for one in rows] == [(bob.pk, "bob"), (alice.pk, "alice")]
    assert rows[0]["date_joined"] == bob.date_joined.isoformat()
    assert rows[0]["date_joined"].endswith("+00:00")
    assert rows[0][PASSWORD] == bob.password
    without = list(ArchiveTable("accounts", User).rows(with_passwords=False))
    assert [set(one) for one in rows] == [set(one) | {PASSWORD} for one in without]
    assert [one["name"] for one in TABLES["names"].rows(with_passwords=False)] == ["alice", "bob"]


@pytest.mark.django_db
def test_drafts_come_as_they_were_begun() -> None:
    alice = person("alice")
    drafts = [draft_of(alice) for _ in range(3)]
    found = [str(one["key"]) for one in TABLES["drafts"].rows(with_passwords=False)]
    assert found == [str(one.key) for one in drafts]


@pytest.mark.django_db
def test_what_is_written_is_what_is_asked_of_a_line() -> None:
    alice = person("alice")
    saved(team=team_of("web-team", owner=alice), by=alice)
    draft_of(alice)
    checks = validators()
    assert set(checks) == {"head", *TABLES}
    for name, kind in TABLES.items():
        for row in kind.rows(with_passwords=True):
            assert [error.message for error in checks[name].iter_errors(json.loads(json.dumps(row, default=str)))] == []


class Wrong:
    """An error of a validator, as far as a sentence needs it."""

    def __init__(self, validator: str, value: Any, instance: Any = None, path: tuple[Any, ...] = ()) -> None:
        self.validator, self.validator_value, self.instance = validator, value, instance
        self.absolute_path = path
        self.schema = {"properties": {"a": {}}}


ERRORS: dict[str, tuple[Wrong, str]] = {
    "something lacks": (Wrong("required", ["a", "b", "c"], {"b": 1}), "the line lacks “a”, “c”"),
    "something is unknown": (
        Wrong("additionalProperties", False, {"z": 1, "y" * 70: 1, "a": 1}),
        f"“{'y' * 60}” is unknown to this version",
    ),
    "another type": (Wrong("type", "object"), "the line is not of the type object"),
    "another type inside": (
        Wrong("type", "string", 1, ("tags", 0, "name")),
        "“tags[0].name” is not of the type string",
    ),
    "too long": (Wrong("maxLength", 39, "hunter2", ("name",)), "“name” is longer than 39 characters"),
    "anything else": (Wrong("pattern", "a+", "hunter2", ("name",)), "“name” has a value that is not allowed"),
}


@pytest.mark.parametrize(("error", "words"), ERRORS.values(), ids=ERRORS)
def test_what_is_wrong_with_a_line(error: Wrong, words: str) -> None:
    assert error_in_words(error) == words

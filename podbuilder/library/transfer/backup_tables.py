"""The tables in the archive of a whole installation, with their columns taken from the models.

The data of a machine is left out (sessions, counts of tries), and so is what can be built from the rest (the
search index).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from jsonschema import Draft202012Validator

from podbuilder.accounts.models import OwnerName, User
from podbuilder.builder.models import Change, Draft
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.kube.core.data_folder import data_folder
from podbuilder.library.models import (
    AuditEntry,
    Revision,
    SavedCourse,
    SavedTemplate,
    SecretOverride,
    ShareLink,
    Star,
    Token,
)
from podbuilder.teams.models import Invitation, Membership, Team

FORMAT = "podbuilder/archive/1"
HEAD = "archive.json"
SCHEMA = data_folder("schemas") / "archive.schema.json"
PASSWORD = "password"  # noqa: S105 - the name of a column

# By the name of a model's field: its column in the archive, where that differs. An archive outlives the names of the
# version that wrote it, so a field that is renamed keeps its column.
COLUMNS = {
    **{"latest_revision": "latest", "version": "lock", "parameter_warnings": "doubts"},
    **{"tab_id": "writer", "tab_id_since": "writer_since"},
}


class BadArchive(Exception):
    """This file is not an archive, or cannot be imported. The message is a sentence for people."""


@dataclass(frozen=True)
class ArchiveTable:
    """One table: `name`.jsonl in the archive."""

    name: str
    model: Any
    # Whether there are archives from before it.
    is_later: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.jsonl"

    @property
    def has_number(self) -> bool:
        """Whether the database numbers its rows. Another database will number them anew."""
        return isinstance(self.model._meta.pk, models.AutoField)

    @cached_property
    def fields(self) -> list[Any]:
        return [field for field in self.model._meta.concrete_fields if not (field.primary_key and self.has_number)]

    def rows(self, *, with_passwords: bool) -> Iterator[dict[str, Any]]:
        """Every row as the archive has it, the oldest first."""
        order = "pk" if self.has_number or self.model is OwnerName else "created"
        for row in self.model._base_manager.order_by(order, "pk").iterator(chunk_size=200):
            said: dict[str, Any] = {"id": row.pk} if self.has_number else {}
            for field in self.fields:
                if field.name != PASSWORD or with_passwords:
                    value = getattr(row, field.attname)
                    said[column(field)] = value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
            yield said


def column(field: models.Field[Any, Any]) -> str:
    """What a field is called in the archive."""
    return COLUMNS.get(field.name, field.name)


# Each table refers only to those before it. (What a fork refers to is filled in at the end.)
KINDS = (
    ArchiveTable("names", OwnerName),
    ArchiveTable("accounts", User),
    ArchiveTable("teams", Team),
    ArchiveTable("memberships", Membership),
    ArchiveTable("invitations", Invitation),
    ArchiveTable("clusters", ClusterSnapshot, is_later=True),
    ArchiveTable("drafts", Draft),
    ArchiveTable("changes", Change),
    ArchiveTable("templates", SavedTemplate),
    ArchiveTable("revisions", Revision),
    ArchiveTable("courses", SavedCourse, is_later=True),
    ArchiveTable("stars", Star),
    ArchiveTable("links", ShareLink),
    ArchiveTable("tokens", Token),
    ArchiveTable("overrides", SecretOverride),
    ArchiveTable("audit", AuditEntry),
)


def validators() -> dict[str, Any]:
    """The validators for the lines of each table and for the head, by name."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    names = ["head", *(kind.name for kind in KINDS)]
    return {name: Draft202012Validator({**schema, "$ref": f"#/$defs/{name}"}) for name in names}


def error_in_words(error: Any) -> str:
    """What is wrong with a line. Its values are not shown, since they may be long or secret."""
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(".")
    at = f"“{where}” " if where else "the line "
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return f"the line lacks {', '.join(f'“{name}”' for name in missing)}"
    if error.validator == "additionalProperties":
        unknown = sorted(set(error.instance) - set(error.schema["properties"]))
        return f"“{unknown[0][:60]}” is unknown to this version"
    if error.validator == "type":
        return f"{at}is not of the type {error.validator_value}"
    if error.validator == "maxLength":
        return f"{at}is longer than {error.validator_value} characters"
    return f"{at}has a value that is not allowed"

"""A whole installation in one file, to move it to another database: a ZIP of JSON lines, written and read in turn.

schemas/archive.schema.json describes the format. An import takes everything, or nothing.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.base import DeserializedObject
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from jsonschema.exceptions import best_match

from podbuilder.accounts.models import OwnerName, User
from podbuilder.builder.models import Draft
from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.save import index_words
from podbuilder.library.transfer.backup_tables import (
    FORMAT,
    HEAD,
    KINDS,
    PASSWORD,
    ArchiveTable,
    BadArchive,
    column,
    error_in_words,
    validators,
)
from podbuilder.teams.models import Team

# A revision has at most 1 MiB of text, and JSON may write one character as twelve.
LONGEST_LINE = 64 * 1024 * 1024
ZIP_OPTIONS: dict[str, Any] = {"compression": zipfile.ZIP_DEFLATED, "allowZip64": True}
Counts = dict[str, int]


def write(file: Path, *, with_passwords: bool) -> Counts:
    """Write everything into a new file. Returns the lines of each table. Raises FileExistsError, OSError."""
    counts: Counts = {}
    # Readable by the owner only: it contains everyone's private data.
    file.touch(mode=0o600, exist_ok=False)
    try:
        with zipfile.ZipFile(file, "w", **ZIP_OPTIONS) as archive, snapshot():
            for kind in KINDS:
                with archive.open(kind.file, "w", force_zip64=True) as lines:
                    counts[kind.name] = 0
                    for row in kind.rows(with_passwords=with_passwords):
                        lines.write(json.dumps(row, separators=(",", ":")).encode() + b"\n")
                        counts[kind.name] += 1
            made = timezone.now().isoformat()
            head = {"format": FORMAT, "made": made, "passwords": with_passwords, "lines": counts}
            # Written last, so that a truncated file has none.
            archive.writestr(HEAD, json.dumps(head, indent=2) + "\n")
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return counts


@contextmanager
def snapshot() -> Iterator[None]:
    """Read the database as it is now, whatever others write meanwhile, without blocking them."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django's own transactions would take SQLite's write lock at once.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def has_data() -> bool:
    """Whether this database contains any people, teams, drafts or templates."""
    return any(model.objects.exists() for model in (OwnerName, User, Team, Draft, SavedTemplate))


def read(file: Path) -> Counts:
    """Import all of an archive, or nothing. Returns the lines of each table. Raises BadArchive, OSError."""
    try:
        with zipfile.ZipFile(file) as archive, transaction.atomic():
            return ArchiveReader(archive).read_all()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BadArchive("It is not a ZIP file, or it is damaged.") from error


class ArchiveReader:
    """Reads an archive into the database, which assigns numbers of its own."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.validators = archive, validators()
        # By model: the number in the archive → the number here. Drafts keep their keys.
        self.numbers: dict[Any, dict[Any, Any]] = {kind.model: {} for kind in KINDS}
        # For each fork: its number here, and its original's number in the archive.
        self.forks: list[tuple[int, int]] = []

    def read_all(self) -> Counts:
        head = self.head()
        for kind in KINDS:
            if kind.is_later and kind.name not in head["lines"]:
                continue
            found = self.take_in(kind)
            if found != head["lines"].get(kind.name):
                raise BadArchive(f"{kind.file} has {found} lines, but {HEAD} says otherwise: a part is missing.")
        for pk, number in self.forks:
            origin = self.here(SavedTemplate, number, "templates.jsonl: “fork_of”")
            SavedTemplate.objects.filter(pk=pk).update(fork_of=origin)
        self.index()
        return dict(head["lines"])

    def index(self) -> None:
        """Build the search index of the new templates."""
        first = min(self.numbers[SavedTemplate].values(), default=None)
        if first is not None:
            new = SavedTemplate.objects.with_owner().filter(pk__gte=first).order_by("pk")
            for template in new.iterator(chunk_size=200):
                index_words(template)

    def head(self) -> dict[str, Any]:
        if HEAD not in self.archive.namelist():
            raise BadArchive(f"It has no {HEAD}: it is not an archive of Podbuilder, or it is truncated.")
        said = self.parsed(self.open(HEAD).read(LONGEST_LINE), HEAD)
        if isinstance(said, dict) and said.get("format") != FORMAT:
            raise BadArchive(f"Its format is not {FORMAT}, the one that this version reads.")
        self.hold("head", said, HEAD)
        return dict(said)

    def take_in(self, kind: ArchiveTable) -> int:
        number = 0
        with self.open(kind.file) as lines:
            while line := lines.readline(LONGEST_LINE):
                number += 1
                where = f"{kind.file}, line {number}"
                if not line.endswith(b"\n"):
                    raise BadArchive(f"{where}: the line has no end, or is too long.")
                row = self.parsed(line, where)
                self.hold(kind.name, row, where)
                self.store(kind, row, where)
        return number

    def open(self, name: str) -> Any:
        try:
            return self.archive.open(name)
        except (KeyError, NotImplementedError, RuntimeError) as error:
            raise BadArchive(f"{name} is missing, or cannot be unpacked.") from error

    def parsed(self, line: bytes, where: str) -> Any:
        try:
            return json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadArchive(f"{where}: this is not JSON.") from error

    def hold(self, name: str, said: Any, where: str) -> None:
        error = best_match(self.validators[name].iter_errors(said))
        if error is not None:
            raise BadArchive(f"{where}: {error_in_words(error)}.")

    def store(self, kind: ArchiveTable, row: dict[str, Any], where: str) -> None:
        values: dict[str, Any] = {}
        for field in kind.fields:
            # An archive may be older than a column.
            value = row[column(field)] if column(field) in row else field.get_default()
            if field.name == PASSWORD and PASSWORD not in row:
                # No password matches it; people reset theirs by mail.
                value = "!"
            elif field.remote_field and value is not None:
                is_fork = field.remote_field.model is kind.model
                value = None if is_fork else self.here(field.remote_field.model, value, f"{where}: “{field.name}”")
            values[field.attname] = value
        try:
            stored = kind.model(**{field.attname: field.to_python(values[field.attname]) for field in kind.fields})
            # Stored as it is: save() would set the time of creation anew, and claim the name again.
            DeserializedObject(stored).save(force_insert=True)
        except (DatabaseError, ValidationError, ValueError) as error:
            raise BadArchive(
                f"{where}: the database does not accept this. It has it already, or the file contradicts itself."
            ) from error
        self.numbers[kind.model][row["id"] if kind.has_number else stored.pk] = stored.pk
        if row.get("fork_of") is not None:
            self.forks.append((stored.pk, row["fork_of"]))

    def here(self, model: Any, number: Any, where: str) -> Any:
        try:
            return self.numbers[model][number]
        except KeyError as error:
            raise BadArchive(f"{where} refers to {number}, which is not in the archive.") from error

"""All of an installation in one file, to move it to another database: a zip of JSON lines, written and read in turn.

The format is described by schemas/archive.schema.json. A reading takes everything in, or nothing.
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
    BadArchive,
    Kind,
    column,
    in_words,
    validators,
)
from podbuilder.teams.models import Team

# A revision has at most 1 MiB of text, of which each character may be written as twelve.
LONGEST_LINE = 64 * 1024 * 1024
ZIP_OPTIONS: dict[str, Any] = {"compression": zipfile.ZIP_DEFLATED, "allowZip64": True}
Counts = dict[str, int]


def write(file: Path, *, with_passwords: bool) -> Counts:
    """Write everything into a new file; how many lines of each kind. Raises FileExistsError, OSError."""
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
            # Last, so that a file that was cut short has none.
            archive.writestr(HEAD, json.dumps(head, indent=2) + "\n")
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return counts


@contextmanager
def snapshot() -> Iterator[None]:
    """See the database as it is now, whatever others write meanwhile, and without holding them up."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django's own transactions take SQLite's lock for writing at once.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def has_data() -> bool:
    """Whether anybody has kept anything in this database."""
    return any(model.objects.exists() for model in (OwnerName, User, Team, Draft, SavedTemplate))


def read(file: Path) -> Counts:
    """Take in everything of an archive, or nothing; how many lines of each kind. Raises BadArchive, OSError."""
    try:
        with zipfile.ZipFile(file) as archive, transaction.atomic():
            return Reading(archive).carry_out()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BadArchive("It is not a zip file, or it is damaged.") from error


class Reading:
    """An archive on its way into the database, which gives out numbers of its own."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.validators = archive, validators()
        # By model: the number in the archive → the number here; drafts keep their keys.
        self.numbers: dict[Any, dict[Any, Any]] = {kind.model: {} for kind in KINDS}
        # Templates by the number, in the archive, of what they were forked from.
        self.forks: list[tuple[int, int]] = []

    def carry_out(self) -> Counts:
        head = self.head()
        for kind in KINDS:
            found = self.take_in(kind)
            if found != head["lines"].get(kind.name):
                raise BadArchive(f"{kind.file} has {found} lines, and {HEAD} says otherwise: a part is missing.")
        for pk, number in self.forks:
            origin = self.here(SavedTemplate, number, "templates.jsonl: “fork_of”")
            SavedTemplate.objects.filter(pk=pk).update(fork_of=origin)
        self.index()
        return dict(head["lines"])

    def index(self) -> None:
        """Make what the new templates are searched by."""
        first = min(self.numbers[SavedTemplate].values(), default=None)
        if first is not None:
            new = SavedTemplate.objects.with_owner().filter(pk__gte=first).order_by("pk")
            for template in new.iterator(chunk_size=200):
                index_words(template)

    def head(self) -> dict[str, Any]:
        if HEAD not in self.archive.namelist():
            raise BadArchive(f"There is no {HEAD} in it: it is no archive of Podbuilder, or it was cut short.")
        said = self.parsed(self.open(HEAD).read(LONGEST_LINE), HEAD)
        if isinstance(said, dict) and said.get("format") != FORMAT:
            raise BadArchive(f"Its format is not {FORMAT}, the one that this version reads.")
        self.hold("head", said, HEAD)
        return dict(said)

    def take_in(self, kind: Kind) -> int:
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
            raise BadArchive(f"{name} is missing in it, or cannot be unpacked.") from error

    def parsed(self, line: bytes, where: str) -> Any:
        try:
            return json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadArchive(f"{where}: this is no JSON.") from error

    def hold(self, name: str, said: Any, where: str) -> None:
        error = best_match(self.validators[name].iter_errors(said))
        if error is not None:
            raise BadArchive(f"{where}: {in_words(error)}.")

    def store(self, kind: Kind, row: dict[str, Any], where: str) -> None:
        values: dict[str, Any] = {}
        for field in kind.fields:
            value = row.get(column(field))
            if field.name == PASSWORD and PASSWORD not in row:
                # Nobody can sign in with it; a new one comes by mail.
                value = "!"
            elif field.remote_field and value is not None:
                is_fork = field.remote_field.model is kind.model
                value = None if is_fork else self.here(field.remote_field.model, value, f"{where}: “{field.name}”")
            values[field.attname] = value
        try:
            stored = kind.model(**{field.attname: field.to_python(values[field.attname]) for field in kind.fields})
            # As it is: no moment of creation is set anew, no name claimed a second time.
            DeserializedObject(stored).save(force_insert=True)
        except (DatabaseError, ValidationError, ValueError) as error:
            raise BadArchive(
                f"{where}: the database does not take it. It has this already, or the file contradicts itself."
            ) from error
        self.numbers[kind.model][row["id"] if kind.has_number else stored.pk] = stored.pk
        if row.get("fork_of") is not None:
            self.forks.append((stored.pk, row["fork_of"]))

    def here(self, model: Any, number: Any, where: str) -> Any:
        try:
            return self.numbers[model][number]
        except KeyError as error:
            raise BadArchive(f"{where} means {number}, which is not in the archive.") from error

"""Values of a ConfigMap or a Secret that come from files, held against a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property

from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.file_rows import (
    FileRow,
    UploadedRows,
    posted_rows,
    uploaded_rows,
    with_empty_rows,
    without_row,
)
from podbuilder.builder.proposals.new_errors import new_errors
from podbuilder.builder.proposals.note_rows import NoteRow, note_rows
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.kube.companions.config_map import MAX_SIZE
from podbuilder.kube.core.field import Document, FieldError
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.insight.prerequisites import Prerequisite
from podbuilder.kube.kubectl.file_creation import creation_from_files
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.neighbours import agree, namespace_of
from podbuilder.kube.proposed_companions.file_value_notes import keys_of, keys_wanted, notes_on
from podbuilder.kube.proposed_companions.file_values import (
    FileValues,
    needed_of,
    refusal_of,
    values_of,
    with_new,
    with_values,
)
from podbuilder.kube.proposed_companions.named_data import FIELDS, form_of
from podbuilder.kube.review import Review, review_manifest
from podbuilder.kube.validation.formats import is_dns1123_subdomain
from podbuilder.web.limits import MOST_FILES

KINDS = tuple(FIELDS)
DROP = "drop:"
LONGEST_NAME = 300
# How many of the keys that the pod reads have a box of their own at first.
WANTED = 10


class FilledObject(NamedTuple):
    """What the values go into; by its number if the file has it already."""

    kind: str
    name: str
    number: int | None = None


class ShownFile(NamedTuple):
    """A file as the page shows it, with what is wrong with it."""

    number: int
    row: FileRow
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class CompanionFiles:
    """Files for a ConfigMap or a Secret.

    `to` is what somebody came for, as `Secret/name`, and `number` a companion of the file; without either, kind and
    name are posted. `data` is what is posted, None before anything is.
    """

    draft: Draft
    manifest: Manifest
    to: str = ""
    number: int | None = None
    data: Mapping[str, str] | None = None
    uploads: Sequence[UploadedFile] = ()

    @cached_property
    def target(self) -> FilledObject | None:
        """What the values go into; None if it is none that holds values."""
        if self.number is not None:
            found = Manifest.read(self.manifest.text, self.number)
            is_there = found.number == self.number and found.kind in KINDS
            return FilledObject(found.kind, found.name, self.number) if is_there else None
        kind, _, name = self.to.partition("/") if self.to else (self._typed("kind", KINDS[0]), "", self._typed("name"))
        is_one = kind in KINDS and bool(name or self.is_chosen_here)
        return FilledObject(kind, name, self._number_of(kind, name)) if is_one else None

    def _typed(self, name: str, default: str = "") -> str:
        return as_posted((self.data or {}).get(name, default))[:LONGEST_NAME].strip()

    def _number_of(self, kind: str, name: str) -> int | None:
        namespace = namespace_of(self._pod.object)
        for one in self.manifest.companions:
            if (one.kind, one.name) == (kind, name):
                found = Manifest.read(self.manifest.text, one.number)
                if agree(namespace_of(found.object), namespace):
                    return one.number
        return None

    @property
    def is_chosen_here(self) -> bool:
        """Whether the page asks for kind and name."""
        return not self.to and self.number is None

    @property
    def kinds(self) -> tuple[str, ...]:
        return KINDS

    @property
    def most(self) -> int:
        """How many files the page holds."""
        return MOST_FILES

    @property
    def _sure(self) -> FilledObject:
        """The target, which whoever shows the page has asked for."""
        return self.target or FilledObject(KINDS[0], "")

    @property
    def title(self) -> str:
        return " ".join(filter(None, (self._sure.kind, self._sure.name)))

    @property
    def is_offered(self) -> bool:
        """Whether it can be added with its keys alone, for the pod names it and the file lacks it."""
        return self._held is None and self._needed is not None

    @property
    def is_secret(self) -> bool:
        return self._sure.kind == "Secret"

    @cached_property
    def _pod(self) -> Manifest:
        return self.manifest.nearest_pod

    @cached_property
    def _held(self) -> Manifest | None:
        """The object as the file has it."""
        number = self._sure.number
        return None if number is None else Manifest.read(self.manifest.text, number)

    @property
    def _holder(self) -> Document:
        return self._held.object if self._held else {}

    @cached_property
    def _needed(self) -> Prerequisite | None:
        return needed_of(self._pod, self._sure.kind, self._sure.name, self.draft.kubernetes)

    # The files.

    @cached_property
    def _posted(self) -> list[FileRow]:
        """What the boxes hold that are not empty."""
        data = self.data or {}
        rows, op = posted_rows(data), data.get("op", "")
        if op.startswith(DROP):
            rows = without_row(rows, whole_number(op.removeprefix(DROP)) or 0)
        return [row for row in rows if not row.is_empty]

    @cached_property
    def _uploaded(self) -> UploadedRows:
        return uploaded_rows(self.uploads, len(self._posted), MAX_SIZE, f"a {self._sure.kind}")

    @cached_property
    def _rows(self) -> list[FileRow]:
        return [*self._posted, *self._uploaded.rows]

    @cached_property
    def _found(self) -> FileValues:
        return values_of([row.brought for row in self._rows])

    @property
    def files(self) -> list[ShownFile]:
        """The boxes of the page, at their end an empty one for each key that is wanted."""
        wanted = keys_wanted(self._needed, keys_of(self._holder, self._sure.kind) | self._found.values.keys())
        rows = with_empty_rows(self._rows, wanted[:WANTED])
        return [ShownFile(number, row, self._found.wrong.get(number, ())) for number, row in enumerate(rows)]

    # What comes of them.

    @cached_property
    def proposal(self) -> Proposal:
        refusals = tuple(self._refusals())
        after = self.manifest
        if not refusals and self._found.values:
            after, refusals = written(self.manifest, self._after)
        count = len(self._found.values)
        done = f"{self.title} has {count} {'value' if count == 1 else 'values'} from files."
        return Proposal(self.draft, self.manifest, after, f"Fill {self.title} from files", done, refusals)

    def _after(self) -> Manifest:
        values, held = self._found.values, self._held
        if held:
            changed = with_values(held, values)
        else:
            changed = with_new(self._pod, self._sure.kind, self._sure.name, values, self._needed)
        return Manifest.read(changed.text, self.manifest.number)

    def _refusals(self) -> list[str]:
        told = list(self._uploaded.problems)
        for place, problems in self._found.wrong.items():
            file = self._rows[place].name
            told += [f"{file}: {problem}" if file else problem for problem in problems]
        kind, name, number = self._sure
        if self._rows and number is None:
            told += is_dns1123_subdomain(name) if name else [f"Give the {kind} a name."]
        too_much = refusal_of(kind, self._holder, self._found.values, self.manifest.text)
        return [*told, too_much] if too_much else told

    @cached_property
    def new_errors(self) -> list[FieldError]:
        """What the API server would report of the object, and does not report yet."""
        if self.proposal.changes_nothing:
            return []
        after = CompanionFiles(
            self.draft, self.proposal.after, f"{self._sure.kind}/{self._sure.name}", self._sure.number
        )
        if after._held is None:
            return []
        manifest, review = self._reviewed(after._held)
        if self._held is None:
            return [*review.errors, *review.wrapper_errors, *review.pod_errors]
        return new_errors(self._reviewed(self._held), (manifest, review))

    def _reviewed(self, manifest: Manifest) -> tuple[Manifest, Review]:
        filled = self.draft.with_defaults(manifest)
        return filled, review_manifest(filled, self.draft.kubernetes)

    @property
    def rows(self) -> list[NoteRow]:
        """What is told of the values, what somebody has to read first."""
        if not (self._found.values and self._sure.name):
            return []
        notes = notes_on(self._sure.kind, self._holder, self._found, self._needed)
        return note_rows((note, self.title) for note in notes)

    @property
    def command(self) -> str:
        """The kubectl command that makes the object of the same files; "" while it has no name."""
        kind, name, _ = self._sure
        files = [row.name for row in self._rows if not row.has_variables and row.name]
        tables: list[Any] = [
            (row.name or ".env", list(values_of([row.brought]).values)) for row in self._rows if row.has_variables
        ]
        if not self._rows and self._needed:
            files = [key.name for key in self._needed.keys]
        form = form_of(files, self._needed) if self.is_secret else ""
        namespace = namespace_of(self._pod.object)
        return creation_from_files(kind, name, namespace, files, tables, form) if name else ""

"""Files on a page: pasted into its boxes, or uploaded and carried along by it until they are written somewhere."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile

from podbuilder.builder.forms.fields import as_posted
from podbuilder.kube.proposed_companions.file_values import BroughtFile
from podbuilder.web.limits import MOST_FILES

# The names of the controls, each with the number of its file behind it.
NAME, TEXT, BYTES, LINES = "name:", "text:", "bytes:", "lines:"
LONGEST_NAME = 300
_is_numbered = re.compile(f"{NAME}([0-9]{{1,4}})").fullmatch
# Files of variables are called `.env`, `prod.env` or `.env.prod`.
_has_variables = re.compile(r"(?:.*\.)?env|\.env\..+").fullmatch


@dataclass(frozen=True)
class FileRow:
    """A file on the page: its text, or its bytes where a text box would change them."""

    name: str
    text: str = ""
    content: bytes | None = None
    has_variables: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to be taken; a file that was uploaded may be empty."""
        return self.content is None and not self.text

    @property
    def encoded(self) -> str:
        """Its bytes as the page carries them."""
        return base64.b64encode(self.content or b"").decode()

    @property
    def size(self) -> int:
        return len(self.content or b"")

    @property
    def brought(self) -> BroughtFile:
        content = self.text.encode("utf-8", "replace") if self.content is None else self.content
        return BroughtFile(self.name, content, self.has_variables)


class UploadedRows(NamedTuple):
    """The files of an upload, and sentences on those that are too large to be read."""

    rows: tuple[FileRow, ...]
    problems: tuple[str, ...]


def posted_rows(data: Mapping[str, str]) -> list[FileRow]:
    """The files that a page posts, in its order."""
    numbers = sorted(int(found[1]) for name in data if (found := _is_numbered(name)))
    return [row for number in numbers[:MOST_FILES] if (row := _posted(number, data)) is not None]


def _posted(number: int, data: Mapping[str, str]) -> FileRow | None:
    name = as_posted(data[f"{NAME}{number}"])[:LONGEST_NAME].strip()
    has_variables = f"{LINES}{number}" in data
    if f"{BYTES}{number}" in data:
        try:
            content = base64.b64decode(data[f"{BYTES}{number}"], validate=True)
        except (binascii.Error, ValueError):
            return None
        return FileRow(name, content=content, has_variables=has_variables)
    return FileRow(name, as_posted(data.get(f"{TEXT}{number}", "")), has_variables=has_variables)


def uploaded_rows(uploads: Sequence[UploadedFile], boxes: int, room: int, holder: str) -> UploadedRows:
    """The files of an upload beside so many boxes that are filled, of which no more is read than `room` bytes.

    `holder` says what they go into.
    """
    most = max(0, MOST_FILES - boxes)
    rows: list[FileRow] = []
    problems = [f"{upload.name} was not read: this page holds {MOST_FILES} files." for upload in uploads[most:]]
    for upload in uploads[:most]:
        name, size = str(upload.name or ""), int(upload.size or 0)
        if size > room:
            problems.append(f"{name} was not read: it has {size:,} bytes, and {holder} has room for {room:,}.")
            continue
        room -= size
        # A page that is drawn anew, for another one has written meanwhile, reads it again.
        upload.seek(0)
        rows.append(_uploaded(name, upload.read()))
    return UploadedRows(tuple(rows), tuple(problems))


def _uploaded(name: str, content: bytes) -> FileRow:
    has_variables = _has_variables(name) is not None
    text = _for_a_box(content)
    if text is None:
        return FileRow(name, content=content, has_variables=has_variables)
    return FileRow(name, text, has_variables=has_variables)


def _for_a_box(content: bytes) -> str | None:
    """The text of a file if a text box gives it back as it is; an empty one could not be told from an empty box."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return text if text and text.replace("\n", "").replace("\t", "").isprintable() else None


def without_row(rows: Iterable[FileRow], number: int) -> list[FileRow]:
    """The files but for one of them."""
    return [row for i, row in enumerate(rows) if i != number]


def with_empty_rows(rows: Sequence[FileRow], names: Iterable[str]) -> Iterator[FileRow]:
    """The files, and an empty box at the end: one for each of the names, or one without."""
    there = {row.name for row in rows}
    empty = [FileRow(name) for name in names if name not in there] or [FileRow("")]
    yield from [*rows, *empty][:MOST_FILES]

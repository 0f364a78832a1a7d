"""Files as a page posts them: pasted, or uploaded and carried along."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from podbuilder.builder.proposals.file_rows import (
    FileRow,
    posted_rows,
    uploaded_rows,
    with_empty_rows,
    without_row,
)
from podbuilder.web.limits import MOST_FILES


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


POSTED: dict[str, tuple[str, list[FileRow]]] = {
    "nothing": ("op=look", []),
    "an empty box": ("name:0=&text:0=", [FileRow("")]),
    "a text": ("name:0= a.conf &text:0=x%0D%0Ay%0D%0A", [FileRow("a.conf", "x\ny\n")]),
    "variables": ("name:0=&text:0=A=1&lines:0=on", [FileRow("", "A=1", has_variables=True)]),
    "bytes": ("name:0=logo&bytes:0=/w%3D%3D", [FileRow("logo", content=b"\xff")]),
    "an empty file": ("name:0=logo&bytes:0=", [FileRow("logo", content=b"")]),
    "no base64": ("name:0=logo&bytes:0=!&name:1=b&text:1=c", [FileRow("b", "c")]),
    "in the order of their numbers": ("name:10=b&name:9=a", [FileRow("a"), FileRow("b")]),
    "no numbers": ("name:=a&name:x=b&name:99999=c", []),
    "a name without a text": ("name:3=a", [FileRow("a")]),
}


@pytest.mark.parametrize(("data", "rows"), POSTED.values(), ids=POSTED)
def test_what_is_posted(data: str, rows: list[FileRow]) -> None:
    assert posted_rows(QueryDict(data)) == rows


def test_no_more_than_the_page_holds() -> None:
    data = QueryDict("&".join(f"name:{number}=a" for number in range(MOST_FILES + 5)))
    assert len(posted_rows(data)) == MOST_FILES


UPLOADED: dict[str, tuple[str, bytes, FileRow]] = {
    "a text": ("a.conf", b"x\ty\n", FileRow("a.conf", "x\ty\n")),
    "Windows": ("a.conf", b"x\r\n", FileRow("a.conf", content=b"x\r\n")),
    "bytes": ("logo.png", b"\x89PNG", FileRow("logo.png", content=b"\x89PNG")),
    "a zero": ("a", b"\0", FileRow("a", content=b"\0")),
    "a mark at its start": ("a", b"\xef\xbb\xbfx", FileRow("a", content=b"\xef\xbb\xbfx")),
    "nothing": ("a", b"", FileRow("a", content=b"")),
    "variables": (".env", b"A=1\n", FileRow(".env", "A=1\n", has_variables=True)),
    "variables of a place": ("prod.env", b"A=1\n", FileRow("prod.env", "A=1\n", has_variables=True)),
    "the same": (".env.prod", b"A=1\n", FileRow(".env.prod", "A=1\n", has_variables=True)),
    "about something else": ("my-env", b"A=1\n", FileRow("my-env", "A=1\n")),
}


@pytest.mark.parametrize(("name", "content", "row"), UPLOADED.values(), ids=UPLOADED)
def test_what_is_uploaded_is_carried_as_it_is(name: str, content: bytes, row: FileRow) -> None:
    found = uploaded_rows([upload(name, content)], 0, 1000, "a Secret")
    assert (found.rows, found.problems) == ((row,), ())
    assert row.brought.content == content
    assert not row.is_empty
    back = posted_rows({"name:0": name, "bytes:0": row.encoded} if row.content is not None else {"name:0": name})
    assert row.content is None or back[0].content == content
    assert row.size == len(row.content or b"")


def test_what_is_too_large_is_not_read() -> None:
    large = upload("large", b"x" * 11)
    large.close()
    found = uploaded_rows([upload("a", b"xx"), large, upload("b", b"yy")], 0, 10, "a Secret")
    assert [row.name for row in found.rows] == ["a", "b"]
    assert found.problems == ("large was not read: it has 11 bytes, and a Secret has room for 8.",)


def test_it_can_be_read_again() -> None:
    uploads = [upload("a", b"xx")]
    first, second = (uploaded_rows(uploads, 0, 10, "a Secret") for _ in range(2))
    assert first == second
    assert first.rows[0].text == "xx"


def test_what_the_page_does_not_hold_is_told() -> None:
    found = uploaded_rows([upload("a", b"x"), upload("b", b"x")], MOST_FILES - 1, 10, "a Secret")
    assert [row.name for row in found.rows] == ["a"]
    assert found.problems == (f"b was not read: this page holds {MOST_FILES} files.",)


def test_boxes() -> None:
    rows = [FileRow("a", "x"), FileRow("b", "y")]
    assert without_row(rows, 0) == rows[1:]
    assert list(with_empty_rows(rows, [])) == [*rows, FileRow("")]
    assert list(with_empty_rows(rows, ["a", "c"])) == [*rows, FileRow("c")]
    assert len(list(with_empty_rows([rows[0]] * MOST_FILES, []))) == MOST_FILES

"""ZIPs as files by their paths."""

from __future__ import annotations

import io
import zipfile

import pytest

from podbuilder.kube.core.limits import MAX_FOLDER_CHARACTERS, MAX_FOLDER_FILES
from podbuilder.kube.exporters.archive import zipped
from podbuilder.kube.kustomization.overlays.zip_files import SIGNATURE, unzipped
from podbuilder.kube.kustomization.problem import KustomizationError


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({}, ({}, {})),
        ({"a.yaml": b"x", "b/": b"", "b/c.yaml": b"y"}, ({"a.yaml": "x", "b/c.yaml": "y"}, {})),
        ({"web/base/a.yaml": b"x", "web/b.yaml": b"y"}, ({"base/a.yaml": "x", "b.yaml": "y"}, {})),
        ({"web/a.yaml": b"x", "web/logo.png": b"\xff\xd8"}, ({"a.yaml": "x"}, {"logo.png": b"\xff\xd8"})),
        ({"web/a.yaml": b"x", "logo.png": b"\xff\xd8"}, ({"web/a.yaml": "x"}, {"logo.png": b"\xff\xd8"})),
        ({"web/../../a.yaml": b"x"}, ({"../../a.yaml": "x"}, {})),
    ],
)
def test_what_is_in_a_zip(files: dict[str, bytes], found: tuple[dict[str, str], dict[str, bytes]]) -> None:
    assert unzipped(packed(files)) == found


def test_what_is_written_here_is_read() -> None:
    data = zipped("web", {"base/pod.yaml": "é\r\n", "a.png": b"\xff"})
    assert data.startswith(SIGNATURE)
    assert unzipped(data) == ({"base/pod.yaml": "é\r\n"}, {"a.png": b"\xff"})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04", "cannot be read"),
        (packed({"a.yaml": b"hello"}).replace(b"PK\x01\x02", b"PK\x01\x00", 1), "cannot be read"),
        (packed({f"{i}": b"" for i in range(MAX_FOLDER_FILES + 1)}), "at most"),
        (packed({"a": b"0" * (MAX_FOLDER_CHARACTERS + 1)}), "at most"),
        (packed({f"{i}": b"0" * (MAX_FOLDER_CHARACTERS // 2) for i in range(3)}), "at most"),
    ],
    ids=["cut", "damaged", "too many", "too large", "too large together"],
)
def test_a_zip_that_is_not_taken(data: bytes, says: str) -> None:
    with pytest.raises(KustomizationError, match=says):
        unzipped(data)

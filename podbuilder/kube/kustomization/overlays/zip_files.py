"""A ZIP that somebody brings, as files by their paths. Its sizes are checked before and while it is read."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import NamedTuple, TypeVar

from podbuilder.kube.core.limits import MAX_FOLDER_CHARACTERS, MAX_FOLDER_FILES
from podbuilder.kube.kustomization.problem import KustomizationError

# What a ZIP begins with.
SIGNATURE = b"PK\x03\x04"
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


class ZipContents(NamedTuple):
    """The texts in a ZIP, and what is no text, by their paths."""

    texts: dict[str, str]
    others: dict[str, bytes]


_Content = TypeVar("_Content")


def unzipped(data: bytes) -> ZipContents:
    """What is in a ZIP, without the folder that holds all of it (KustomizationError)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [one for one in archive.infolist() if not one.is_dir()]
            if len(files) > MAX_FOLDER_FILES:
                raise KustomizationError(f"A ZIP has at most {MAX_FOLDER_FILES} files here; this one has {len(files)}.")
            return _without_top(_contents(archive, files))
    except _BROKEN as problem:
        raise KustomizationError("This ZIP cannot be read: it is damaged, or has a password.") from problem


def _contents(archive: zipfile.ZipFile, files: list[zipfile.ZipInfo]) -> ZipContents:
    left, found = MAX_FOLDER_CHARACTERS, ZipContents({}, {})
    for one in files:
        with archive.open(one) as file:
            # What the ZIP says of a size need not be true.
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise KustomizationError(f"A ZIP has at most {MAX_FOLDER_CHARACTERS >> 20} MiB of files here.")
        try:
            found.texts[one.filename] = data.decode("utf-8")
        except UnicodeDecodeError:
            found.others[one.filename] = data
    return found


def _without_top(found: ZipContents) -> ZipContents:
    paths = [*found.texts, *found.others]
    if len({path.partition("/")[0] for path in paths}) != 1 or any("/" not in path for path in paths):
        return found
    return ZipContents(_shortened(found.texts), _shortened(found.others))


def _shortened(files: dict[str, _Content]) -> dict[str, _Content]:
    return {posixpath.join(*path.split("/")[1:]): content for path, content in files.items()}

"""A ZIP that somebody brings, as texts by their paths. Its sizes are checked before and while it is read."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from podbuilder.kube.core.limits import MAX_FOLDER_CHARACTERS, MAX_FOLDER_FILES
from podbuilder.kube.kustomization.problem import KustomizationError

# What a ZIP begins with.
SIGNATURE = b"PK\x03\x04"
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


def unzipped(data: bytes) -> dict[str, str]:
    """The texts in a ZIP by their paths, without the folder that holds all of them (KustomizationError)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [one for one in archive.infolist() if not one.is_dir()]
            if len(files) > MAX_FOLDER_FILES:
                raise KustomizationError(f"A ZIP has at most {MAX_FOLDER_FILES} files here; this one has {len(files)}.")
            return _without_top(_texts(archive, files))
    except _BROKEN as problem:
        raise KustomizationError("This ZIP cannot be read: it is damaged, or has a password.") from problem


def _texts(archive: zipfile.ZipFile, files: list[zipfile.ZipInfo]) -> dict[str, str]:
    """Those files that are texts; pictures and the like are passed over."""
    left, found = MAX_FOLDER_CHARACTERS, {}
    for one in files:
        with archive.open(one) as file:
            # What the ZIP says of a size need not be true.
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise KustomizationError(f"A ZIP has at most {MAX_FOLDER_CHARACTERS >> 20} MiB of files here.")
        try:
            found[one.filename] = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def _without_top(files: dict[str, str]) -> dict[str, str]:
    tops = {path.partition("/")[0] for path in files}
    if len(tops) != 1 or any("/" not in path for path in files):
        return files
    return {posixpath.join(*path.split("/")[1:]): text for path, text in files.items()}

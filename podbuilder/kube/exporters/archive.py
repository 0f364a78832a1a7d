"""Files as a ZIP, the same bytes for the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The earliest time that a ZIP can say: files that are made have none of their own.
_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def zipped(folder: str, files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP with one folder of this name, and in it the files by their paths."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in files.items():
            about = zipfile.ZipInfo(f"{folder}/{path}", _TIME)
            about.external_attr = _READABLE
            data = content.encode("utf-8") if isinstance(content, str) else content
            archive.writestr(about, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()

"""Files as a ZIP."""

from __future__ import annotations

import io
import zipfile

from podbuilder.kube.exporters.archive import zipped

FILES = {"base/pod.yaml": "kind: Pod\n", "README.md": "é\r\n"}


def test_every_file_is_in_there_as_it_is() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped("web", FILES))) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {
            "web/base/pod.yaml": "kind: Pod\n",
            "web/README.md": "é\r\n",
        }
        assert {one.external_attr >> 16 for one in archive.infolist()} == {0o644}


def test_the_same_files_are_the_same_bytes() -> None:
    assert zipped("web", FILES) == zipped("web", dict(FILES)) != zipped("web", {})

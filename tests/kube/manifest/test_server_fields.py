"""What a server wrote into a manifest is found and removed; what a person wrote stays as it is."""

from __future__ import annotations

import pytest

from podbuilder.kube.core import versions
from podbuilder.kube.core.document import has
from podbuilder.kube.manifest import Manifest, server_fields
from tests.support.cases import Case, cases, load


@cases(__file__, "server_fields.yaml")
def test_noise(case: Case) -> None:
    before = Manifest.read(case["before"])
    found = server_fields.server_fields(before, versions.DEFAULT)
    after = server_fields.without_server_fields(before, versions.DEFAULT)
    assert after.text == case.get("after", case["before"])
    assert sorted(map(str, found)) == sorted(case.get("found", []))
    assert all(has(before.document, path) for path in found)


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_cleaned_once_is_cleaned(version: str) -> None:
    for case in load(__file__, "server_fields.yaml"):
        after = server_fields.without_server_fields(Manifest.read(case["before"]), version)
        assert server_fields.server_fields(after, version) == [], case.name
        assert server_fields.without_server_fields(after, version) is after

"""What a server wrote into a manifest is found and removed; what a person wrote stays as it is."""

from __future__ import annotations

import pytest

from podbuilder.kube import noise
from podbuilder.kube.core import versions
from podbuilder.kube.core.document import has
from podbuilder.kube.manifest import Manifest
from tests.support.cases import Case, cases, load


@cases(__file__, "noise.yaml")
def test_noise(case: Case) -> None:
    before = Manifest.read(case["before"])
    found = noise.server_fields(before, versions.DEFAULT)
    after = noise.without_server_fields(before, versions.DEFAULT)
    assert after.text == case.get("after", case["before"])
    assert sorted(map(str, found)) == sorted(case.get("found", []))
    assert all(has(before.document, path) for path in found)


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_cleaned_once_is_cleaned(version: str) -> None:
    for case in load(__file__, "noise.yaml"):
        after = noise.without_server_fields(Manifest.read(case["before"]), version)
        assert noise.server_fields(after, version) == [], case.name
        assert noise.without_server_fields(after, version) is after

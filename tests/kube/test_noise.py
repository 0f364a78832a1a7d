"""What a server wrote into a manifest is found and removed; what a person wrote stays, to the letter."""

from __future__ import annotations

import pytest

from podbuilder.kube import noise, versions
from podbuilder.kube.manifest import Manifest
from tests.support.cases import Case, cases, load


@cases(__file__, "noise.yaml")
def test_noise(case: Case) -> None:
    before = Manifest.read(case["before"])
    found = noise.find(before, versions.DEFAULT)
    after = noise.clean(before, versions.DEFAULT)
    assert after.text == case.get("after", case["before"])
    assert bool(found) == ("after" in case)
    assert len(found) == case.get("count", len(found))


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_cleaned_once_is_cleaned(version: str) -> None:
    for case in load(__file__, "noise.yaml"):
        after = noise.clean(Manifest.read(case["before"]), version)
        assert noise.find(after, version) == [], case.name
        assert noise.clean(after, version) is after

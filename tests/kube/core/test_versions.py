"""The Kubernetes versions that Podbuilder knows."""

from __future__ import annotations

import pytest

from podbuilder.kube.core import versions


def test_versions_follow_each_other() -> None:
    assert versions.VERSIONS[0] == "1.25"
    assert versions.VERSIONS[-1] == "1.37"
    assert [versions.minor(version) for version in versions.VERSIONS] == list(range(25, 38))


def test_the_default_has_recorded_verdicts() -> None:
    assert versions.DEFAULT in versions.VERSIONS
    assert versions.minor(versions.DEFAULT) <= versions.minor(versions.NEWEST_RECORDED)


@pytest.mark.parametrize("version", ["", "1.24", "1.38", "1.036", "v1.36", "1.36.0", "2.30"])
def test_an_unknown_version(version: str) -> None:
    with pytest.raises(ValueError, match="unknown Kubernetes version"):
        versions.minor(version)

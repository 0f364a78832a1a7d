"""In which versions a row of a table of differences holds."""

from __future__ import annotations

import pytest

from podbuilder.kube.cluster.version_span import VersionSpan
from podbuilder.kube.core import versions


@pytest.mark.parametrize(
    ("span", "minors"),
    [
        (VersionSpan("always", "x.go"), range(versions.OLDEST_MINOR, versions.NEWEST_MINOR + 1)),
        (VersionSpan("later", "x.go", since=34), range(34, versions.NEWEST_MINOR + 1)),
        (VersionSpan("earlier", "x.go", before=27), range(versions.OLDEST_MINOR, 27)),
        (VersionSpan("for a while", "x.go", since=27, before=29), range(27, 29)),
    ],
)
def test_when_it_holds(span: VersionSpan, minors: range) -> None:
    assert [minor for minor in range(versions.OLDEST_MINOR, versions.NEWEST_MINOR + 1) if span.holds(minor)] == [
        *minors
    ]

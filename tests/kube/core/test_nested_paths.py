"""Paths in one another: each is told of the nearest around it."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.nested_paths import nested

CASES: dict[str, tuple[list[str], list[tuple[str, str]]]] = {
    "none": ([], []),
    "beside each other": (["/b/", "/a/"], []),
    "a name that begins alike": (["/data/", "/data-1/"], []),
    "inside": (["/data/cache/", "/data/"], [("/data/cache/", "/data/")]),
    "the root": (["/", "/a/"], [("/a/", "/")]),
    "twice": (["a/", "a/"], [("a/", "a/")]),
    "the nearest of two": (["/a/", "/a/b/", "/a/b/c/"], [("/a/b/", "/a/"), ("/a/b/c/", "/a/b/")]),
    "after others inside": (["/a/", "/a/b/", "/a/c/", "/d/"], [("/a/b/", "/a/"), ("/a/c/", "/a/")]),
}


@pytest.mark.parametrize(("paths", "expected"), CASES.values(), ids=CASES)
def test_nested(paths: list[str], expected: list[tuple[str, str]]) -> None:
    assert list(nested(paths)) == expected

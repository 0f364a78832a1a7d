"""Paths inside a volume."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from podbuilder.kube.core.field import ROOT, FieldError, FieldPath
from podbuilder.kube.validation import paths
from tests.support.complaints import assert_errors

AT = ROOT.child("path")
ABSOLUTE, CLIMBS, RESERVED = 'starts with "/"', 'contains ".."', 'starts with "..", which is reserved'

# A path, and what each of the three rules says about it.
PATHS: dict[str, tuple[str, list[str], list[str], list[str]]] = {
    "a file": ("a.yaml", [], [], []),
    "a file in directories": ("a/b/c", [], [], []),
    "nothing": ("", [], [], []),
    "one dot": ("./a", [], [], []),
    "dots in a name": ("a..b/c..", [], [], []),
    "three dots inside": ("a/...", [], [], []),
    "an absolute path": ("/a", [], [ABSOLUTE], [ABSOLUTE]),
    "a step up": ("a/../b", [CLIMBS], [CLIMBS], [CLIMBS]),
    "a step up first": ("../a", [CLIMBS], [CLIMBS], [CLIMBS]),
    "only a step up": ("..", [CLIMBS], [CLIMBS], [CLIMBS, RESERVED]),
    "an absolute path with a step up": ("/../a", [CLIMBS], [ABSOLUTE, CLIMBS], [ABSOLUTE, CLIMBS]),
    "a reserved name": ("..data", [], [], [RESERVED]),
    "a reserved name in a directory": ("a/..data", [], [], []),
}
RULES: list[Callable[[str, FieldPath], Iterator[FieldError]]] = [
    paths.validate_path_no_backsteps,
    paths.validate_local_descending_path,
    paths.validate_local_non_reserved_path,
]


@pytest.mark.parametrize(("path", "plain", "descending", "reserved"), PATHS.values(), ids=PATHS)
def test_paths(path: str, plain: list[str], descending: list[str], reserved: list[str]) -> None:
    for rule, details in zip(RULES, (plain, descending, reserved), strict=True):
        wanted = [{"type": "FieldValueInvalid", "field": "path", "detail": detail} for detail in details]
        assert_errors(rule(path, AT), wanted)

"""Comparing a defaulted pod with what a case expects to be `stored` and `gone`."""

from __future__ import annotations

from podbuilder.kube.core import document, versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.defaulting import set_defaults
from tests.support.cases import Case
from tests.support.pods import path_of


def assert_stored(case: Case) -> None:
    """The case's pod, with the defaults of its version, 1.36 if it names none, is as it says."""
    compare(set_defaults(case.pod, case.get("version", "1.36")), case)


def compare(stored: Document, case: Case) -> None:
    """`stored` are values by path, null for none; `gone` are paths where nothing is."""
    for path, value in case.get("stored", {}).items():
        assert document.get(stored, path_of(path)) == value, path
    for path in case.get("gone", ()):
        assert not document.has(stored, path_of(path)), path


def assert_dropped(case: Case) -> None:
    """Dropped in a version that has the gate off; kept in the next one, where it is on, if it is ever on."""
    assert_stored(case)
    if not case.get("never") and case["version"] != versions.VERSIONS[-1]:
        stored = set_defaults(case.pod, f"1.{versions.minor(case['version']) + 1}")
        for path in case.get("gone", ()):
            assert document.has(stored, path_of(path)), path

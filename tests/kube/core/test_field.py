"""Paths compare as plain tuples and print as the API server prints them."""

from __future__ import annotations

import dataclasses

import pytest

from podbuilder.kube.core.field import ROOT, FieldPath, Key, invalid
from tests.support.pods import path_of

SPEC = FieldPath(("spec",))
PRINTED = {
    "the root": (ROOT, ""),
    "a field": (SPEC.child("containers"), "spec.containers"),
    "an item": (SPEC.child("containers").index(0).child("image"), "spec.containers[0].image"),
    "a map's value": (FieldPath(("metadata", "labels")).key("example.com/app"), "metadata.labels[example.com/app]"),
}


@pytest.mark.parametrize(("path", "text"), PRINTED.values(), ids=PRINTED)
def test_a_path_prints_as_the_server_prints_it(path: FieldPath, text: str) -> None:
    assert str(path) == text
    assert repr(path) == f"FieldPath({text!r})"


def test_a_map_key_equals_the_plain_one() -> None:
    assert FieldPath(("metadata", "labels", Key("app"))) == ("metadata", "labels", "app")


def test_a_path_is_told_from_where_it_lies() -> None:
    image = SPEC.child("containers").index(0).child("image")
    assert image.relative_to(SPEC) == ("containers", 0, "image")
    assert image.parent == ("spec", "containers", 0)
    assert ROOT.parent == ROOT
    with pytest.raises(ValueError, match=r"spec\.containers\[0\]\.image is not under metadata"):
        image.relative_to(("metadata",))


def test_an_error_at_a_map_may_mean_one_of_its_entries() -> None:
    error = invalid(path_of("metadata.labels"), "a b", "No.")
    assert error.place == error.path
    assert (
        str(dataclasses.replace(error, entry="app.kubernetes.io/name").place)
        == "metadata.labels[app.kubernetes.io/name]"
    )


@pytest.mark.parametrize(
    ("others", "is_under"),
    [
        (set(), False),
        ({("spec", "containers", 1)}, False),
        ({("spec", "containers", 0, "image", "tag")}, False),
        ({("spec", "containers", 0, "image")}, True),
        ({("metadata",), ("spec", "containers")}, True),
        ({()}, True),
    ],
)
def test_a_path_below_one_of_a_set(others: set[tuple[str | int, ...]], is_under: bool) -> None:
    path = FieldPath(("spec", "containers", 0, "image"))
    assert path.is_under_any(others) is is_under
    assert is_under is any(path.is_under(other) for other in others)

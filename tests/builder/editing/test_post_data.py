"""What a page posts of itself, as far as it can be believed."""

from __future__ import annotations

import pytest

from podbuilder.builder.editing.post_data import (
    base_of,
    keep_line_ends,
    posted_manifest,
    posted_pod,
    serial_of,
    tab_id_of,
)
from podbuilder.kube.manifest import Manifest, ManifestError

POD = "kind: Pod\r\nmetadata:\r\n  name: web\r\nspec: {}\r\n"


@pytest.mark.parametrize(
    ("text", "base"), [("7", 7), ("0", 0), ("", 0), ("-1", 0), ("x", 0), ("2147483647", 2147483647), ("2147483648", 0)]
)
def test_a_revision_is_a_number_that_the_database_holds(text: str, base: int) -> None:
    assert base_of({"base": text}) == base
    assert base_of({}) == 0


def test_a_page_s_name_is_not_kept_at_any_length() -> None:
    assert tab_id_of({"tab_id": "x" * 40}) == "x" * 32
    assert tab_id_of({}) == ""
    assert [serial_of({"serial": text}) for text in ("7", "", "-1", "x", "9" * 18)] == [7, 0, 0, 0, 0]
    assert serial_of({}) == 0


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("2147483647", 2147483647), ("2147483648", 3), ("-1", 3), ("", 3)]
)
def test_a_pod_s_number_is_one_that_the_database_holds(text: str, number: int) -> None:
    assert posted_pod({"pod": text}, 3) == number
    assert posted_pod({}, 3) == 3


def test_a_text_keeps_the_line_ends_it_had() -> None:
    manifest = Manifest.read(POD)
    assert posted_manifest({}, manifest) is manifest
    assert posted_manifest({"yaml": POD.replace("\r\n", "\n")}, manifest) is manifest
    changed = posted_manifest({"yaml": POD.replace("\r\n", "\n").replace("web", "api")}, manifest)
    assert changed.text == POD.replace("web", "api")


@pytest.mark.parametrize(
    ("before", "posted", "kept"),
    [
        ("a\nb\n", "a\nc\n", "a\nc\n"),
        ("a\nb\n", "a\r\nc\r\n", "a\nc\n"),
        ("a\r\nb\nc\r\n", "a\nx\ny\nc\n", "a\r\nx\r\ny\nc\r\n"),
    ],
)
def test_each_line_keeps_its_own_end(before: str, posted: str, kept: str) -> None:
    assert keep_line_ends(before, posted) == kept


def test_a_text_that_cannot_be_read_says_where() -> None:
    with pytest.raises(ManifestError) as raised:
        posted_manifest({"yaml": "kind: [Pod\n"}, Manifest.read(POD))
    assert raised.value.line == 1

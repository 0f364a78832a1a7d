"""Names that the server makes up."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.generated_name import generated_name, name_of

NAMES: dict[str, tuple[dict[str, str], str]] = {
    "neither": ({}, ""),
    "empty ones": ({"name": "", "generateName": ""}, ""),
    "a name": ({"name": "web"}, "web"),
    "a name beside the beginning of one": ({"name": "web", "generateName": "api-"}, "web"),
    "only its beginning": ({"generateName": "web-"}, "web-xxxxx"),
}


@pytest.mark.parametrize(("metadata", "name"), NAMES.values(), ids=NAMES)
def test_name_of(metadata: dict[str, str], name: str) -> None:
    assert name_of(metadata) == name


def test_a_long_beginning_is_cut() -> None:
    assert generated_name("x" * 60) == "x" * 63

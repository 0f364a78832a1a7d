"""Signs by which a text is known; what is recognized is in recognition.yaml."""

from __future__ import annotations

import pytest

from podbuilder.kube.importers.text_signs import PRINTED, WRITTEN, is_manifest, lines_to_look_at

QUIET = [
    "",
    "From the docs: it works",
    "A kubectl plugin runs on your machine",
    "services: we offer many",
    "docker is a program",
    "docker-compose run web",
    "the docker network create command",
    "runner: docker",
    "Name: a person",
]


@pytest.mark.parametrize("text", QUIET)
def test_nothing_is_said_of_what_is_not_known(text: str) -> None:
    lines = lines_to_look_at(text)
    assert [name for name, is_one in (*PRINTED, *WRITTEN) if is_one(lines)] == []
    assert not is_manifest(lines)


def test_lines_that_say_nothing_are_passed_over() -> None:
    assert lines_to_look_at("\n \na  \r\n" + "x" * 2_000) == ["a", "x" * 1_000]


@pytest.mark.parametrize("line", ["kind: Pod", '  "kind": "Pod",', "> kind: Pod", "12 kind: Pod", "+kind: Pod"])
def test_a_manifest_is_known_whatever_stands_before_it(line: str) -> None:
    assert is_manifest([line, line.replace("kind", "apiVersion")])
    assert not is_manifest([line])

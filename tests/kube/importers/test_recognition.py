"""What a text is that somebody brings: the table's cases are by the name of what is recognized."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.core.limits import MAX_PASTE
from podbuilder.kube.importers.recognition import UNKNOWN, formats, recognize
from podbuilder.kube.starters.starters import all_starters

CASES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("recognition.yaml").read_text(encoding="utf-8"))
CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"


def rows() -> list[Any]:
    return [
        pytest.param(name, text, id=f"{name} {number}")
        for name, texts in CASES.items()
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize("starter", all_starters(), ids=lambda starter: starter.slug)
def test_a_manifest_is_a_manifest(starter: Any) -> None:
    assert recognize(starter.manifest).name == "manifest"
    assert recognize("".join(f"> {line}\n" for line in starter.manifest.splitlines())).name == "manifest"


@pytest.mark.parametrize(("name", "text"), rows())
def test_what_is_recognized(name: str, text: str) -> None:
    assert recognize(text).name == name


def test_every_format_has_a_case() -> None:
    assert set(CASES) == set(formats())


def test_what_is_too_long_is_unknown() -> None:
    assert recognize("docker run nginx\n" + "#" * MAX_PASTE).name == UNKNOWN


def test_what_stands_far_down_is_not_looked_for() -> None:
    assert recognize("\n".join([*["a line"] * 400, "docker run nginx"])).name == UNKNOWN
    assert recognize("\n".join([*["a line"] * 399, "docker run nginx"])).name == "docker-run"


def test_a_format_says_what_it_is_and_the_way_that_there_is() -> None:
    command = formats()["docker-run"]
    assert command.sentences(is_imported=True).endswith("a report of every word.")
    assert "podman kube generate" in command.sentences()
    for one in formats().values():
        assert one.title
        assert one.sentences().endswith(".")


@pytest.mark.parametrize(
    ("file", "field", "name"),
    [
        ("docker-run.jsonl.gz", "command", "docker-run"),
        ("compose.jsonl.gz", "text", "compose"),
    ],
)
def test_what_people_publish_is_recognized(file: str, field: str, name: str) -> None:
    corpus = CORPUS / file
    if not corpus.exists():
        pytest.skip(f"{file} is not there")
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)[field] for line in lines]
    wrong = [text for text in texts if recognize(text).name != name]
    print(f"{len(texts) - len(wrong)} of {len(texts)} {name}")
    assert len(wrong) <= len(texts) // 100, wrong[:3]


@pytest.mark.parametrize(
    ("name", "expected"), [("manifest", False), ("compose", False), ("events", True), ("logs", True)]
)
def test_what_tells_of_trouble_is_known(name: str, expected: bool) -> None:
    assert formats()[name].is_of_trouble is expected

"""Every scalar is read as the server's own reader reads it; its answers are in server_scalars.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.scalars import may_mean_else, resolve_plain
from tests.kube.yamltext.readers import ours

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "server_scalars.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]


def reading(text: str) -> Any:
    try:
        return {"json": ours(text)}
    except YamlProblem:
        return {"error": True}


def test_every_scalar_is_the_servers() -> None:
    differences = []
    for row in ROWS:
        text = row["yaml"]
        answer = {name: row[name] for name in row if name != "yaml"}
        found = reading(text)
        # JSON tells 1 from 1.0 and from true, as == does not.
        if json.dumps(found) != json.dumps(answer):
            differences.append((text, found, answer))
    assert len(ROWS) == 4000
    assert differences == []


INTEGERS = {
    "9223372036854775807": 2**63 - 1,
    "18446744073709551615": 2**64 - 1,
    "-9223372036854775808": -(2**63),
    "+18446744073709551615": 18446744073709552000,
    "-9223372036854775809": -9223372036854776000,
    "0x10000000000000000": "0x10000000000000000",
    "9" * 30: 1e30,
    "9" * 500: "9" * 500,
    "1_0__0_": 100,
    "_1": "_1",
    "-_1": -1,
    ".1_": ".1_",
    "1.5e3": 1500,
    "1e21": 1e21,
    "1e20": 10**20,
}


@pytest.mark.parametrize(("text", "value"), INTEGERS.items(), ids=[text[:24] for text in INTEGERS])
def test_numbers_at_the_edges(text: str, value: Any) -> None:
    found = ours(f"v: {text}")["v"]
    assert found == value
    assert type(found) is type(value)


def test_what_means_its_own_text_is_told_at_once() -> None:
    for row in ROWS:
        text = row["yaml"].strip()
        if not may_mean_else(text):
            assert resolve_plain(text) is text
    assert not may_mean_else("name")
    assert not may_mean_else("yesterday")

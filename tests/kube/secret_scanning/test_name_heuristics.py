"""Credentials recognised by name: names × values, that advice and the gate never differ, and what looks random."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.lint import DEFAULT, run
from podbuilder.kube.lint.rules import env_secret_literal, secret_value_pattern
from podbuilder.kube.secret_scanning.name_heuristics import by_name, is_random
from podbuilder.kube.secret_scanning.scanner import find

TABLE: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("name_heuristics.yaml").read_text("utf-8")
)


def cases() -> Iterator[Any]:
    for subject, row in TABLE.items():
        for verdict in ("harmless", "credentials"):
            for name, value in product(row["names"], row.get(verdict, ())):
                yield pytest.param(name, value, verdict == "credentials", id=f"{subject}: {name}={value}")


@pytest.mark.parametrize(("name", "value", "expected"), list(cases()))
def test_a_name_and_a_value(name: str, value: str, expected: bool) -> None:
    assert bool(by_name(name, value)) == expected


NAMES = sorted({name for row in TABLE.values() for name in row["names"]})
VALUES = [value for row in TABLE.values() for value in (*row["harmless"], *row.get("credentials", ()))]
OF_A_LOOK = ["AKIA" + "QYLPMN5HHHFPZAM2", "postgres://web:hunter2@db/web"]


@pytest.mark.parametrize("name", NAMES)
def test_advice_and_the_gate_agree(name: str) -> None:
    """On each name with every value of the table, those of other names too."""
    env = [{"name": name, "value": value} for value in (*VALUES, *OF_A_LOOK)]
    pod = {"spec": {"containers": [{"name": "web", "image": "nginx:1.27", "env": env}]}}
    rules = {env_secret_literal.rule.id, secret_value_pattern.rule.id}
    advised = {finding.path for finding in run(pod, "1.36", DEFAULT) if finding.rule in rules}
    assert advised == {leak.path for leak in find(pod)}
    assert len(advised) >= len(OF_A_LOOK)


RANDOM = "q8Zr2LmX0vB7nK4tW9sq"
# The bits of entropy are those of one sign; the bounds are 3.7, and 3.0 for hexadecimal digits.
TELLING = {
    "a random text": (RANDOM, True),
    "with the signs of base64": ("q8Zr2LmX0vB7+K4/W9s=", True),
    "of two hundred signs": (RANDOM * 10, True),
    "of 3.72 bits": ("aabbccddeeffghijk123", True),
    "hexadecimal of 3.15 bits": ("01234567a01234567a01", True),
    "of 3.62 bits": ("aabbccddeeffgghij123", False),
    "hexadecimal of 2.97 bits": ("a0b1c2d3a0b1c2d3a0b1", False),
    "nineteen signs": (RANDOM[:19], False),
    "two hundred and one": (f"{RANDOM * 10}q", False),
    "with a space": (f"{RANDOM[:10]} {RANDOM[10:]}", False),
    "with a sign of no key": (f"{RANDOM}!", False),
    "no digit": ("qwZrxLmXyvBznKutWiso", False),
    "no letter": ("01234567890123456789", False),
}


@pytest.mark.parametrize(("text", "random"), TELLING.values(), ids=TELLING)
def test_random_texts(text: str, random: bool) -> None:
    assert is_random(text) is random

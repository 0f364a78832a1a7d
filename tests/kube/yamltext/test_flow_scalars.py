"""5,000 lists and mappings in brackets, made of scalars of which the server's own reader has told what they are.

Within brackets a plain scalar is what it is outside them, unless it holds a sign that has a meaning there; with a colon
at its end it is a text.
"""

from __future__ import annotations

import json
import random
import re
from typing import Any

from tests.kube.yamltext.readers import ours
from tests.kube.yamltext.test_scalars import ROWS, reading

CASES = 5_000
# Signs that mean something else within brackets, or something at the beginning of a scalar.
_SPECIAL = re.compile(r"[,\[\]{}?#&*!|>%@`\"'\\\t]|\A[-:=<~]|\A\Z|: |:\Z|\A | \Z")


def plain_scalars() -> list[tuple[str, Any]]:
    """The recorded scalars that may stand within brackets as they are, with what the server reads."""
    values = [(row["yaml"].removeprefix("v: "), row["json"]["v"]) for row in ROWS if "json" in row]
    return [(text, value) for text, value in values if text.isprintable() and not _SPECIAL.search(text)]


def flow(chance: random.Random, scalars: list[tuple[str, Any]], depth: int = 0) -> tuple[str, Any]:
    """A value within brackets as text, and what it is."""
    kind = chance.random()
    if kind < 0.2 and depth < 3:
        items = [flow(chance, scalars, depth + 1) for _ in range(chance.randint(1, 4))]
        gap = chance.choice([", ", ",", ",\n  "])
        return f"[{gap.join(text for text, _ in items)}]", [value for _, value in items]
    if kind < 0.35 and depth < 3:
        entries = {f"k{n}": flow(chance, scalars, depth + 1) for n in range(chance.randint(1, 3))}
        text = ", ".join(f"{key}: {each}" for key, (each, _) in entries.items())
        return f"{{{text}}}", {key: value for key, (_, value) in entries.items()}
    text, value = chance.choice(scalars)
    if kind < 0.5:
        return f"{text}:", f"{text}:"
    if kind < 0.6:
        return '"' + json.dumps(text)[1:-1] + "\\'" + '"', f"{text}'"
    return text, value


def test_within_brackets_scalars_are_what_the_server_says() -> None:
    chance, scalars = random.Random(5), plain_scalars()
    assert len(scalars) > 500
    differences = []
    for _ in range(CASES):
        text, value = flow(chance, scalars)
        text = text if text[0] in "[{" else f"[{text}]"
        value = value if text[0] in "[{" and isinstance(value, (list, dict)) else [value]
        found = ours(f"v: {text}\n")["v"]
        if json.dumps(found) != json.dumps(value):
            differences.append((text, found, value))
    assert differences == []


def test_what_the_server_refuses_outside_brackets_it_refuses_within() -> None:
    refused = [row["yaml"].removeprefix("v: ") for row in ROWS if "error" in row]
    taken = [text for text in refused if "]" not in text and reading(f"v: [{text}]\n") != {"error": True}]
    # There a comma, a bracket, a colon or a question mark ends or begins something, and a dash and a line do not.
    assert [text for text in taken if not re.search(r"[,\[{}:?\n]|\A-\Z", text)] == []

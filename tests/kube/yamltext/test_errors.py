"""Complaints of the parser that no text of the tables brings about."""

from __future__ import annotations

import pytest
import yaml

from podbuilder.kube.yamltext.errors import YamlProblem, sentence_for
from podbuilder.kube.yamltext.parse import documents

TEXT = "a: b\nc: d\n"


def mark(index: int) -> yaml.Mark:
    return yaml.Mark("", index, 0, 0, None, None)


def test_a_complaint_nobody_foresaw() -> None:
    offset, sentence = sentence_for(yaml.MarkedYAMLError(None, None, "something new", mark(5)), TEXT)
    assert offset == 5
    assert sentence.startswith("This cannot be read as YAML")


def test_a_complaint_without_a_place() -> None:
    assert sentence_for(yaml.MarkedYAMLError(None, None, None, None), TEXT)[0] == 0


def test_a_complaint_behind_the_end() -> None:
    assert sentence_for(yaml.MarkedYAMLError(None, None, "end of stream", mark(99)), TEXT)[0] == len(TEXT)


TWO = "Two “: ” stand in this line"
COLONS = {
    "a key with too much before it": ("a: b\n  c: d\n", "A “key: value” is not possible here"),
    "a text in quotes before a colon": ('a: "b" c: d\n', "The indentation does not match"),
    "a mapping on the line of its key": ("limits: nvidia.com/gpu: 1\n", TWO),
    "the same in a list": ("a:\n- requests: cpu: 1\n", TWO),
    "a text with a colon": ("a:\n  message: error: failed\n", TWO),
}


@pytest.mark.parametrize(("text", "said"), COLONS.values(), ids=COLONS)
def test_a_second_colon(text: str, said: str) -> None:
    with pytest.raises(YamlProblem) as refused:
        documents(text)[0].read()
    assert refused.value.message.startswith(said), refused.value.message


UNCLOSED = {
    "a list in brackets": ("a: 1\nb: [x, y\nc: z\n", "This list in brackets", 2, 4),
    "a mapping in braces": ("a: 1\nb: {x: y\nc: z\n", "This mapping in braces", 2, 4),
    "a text in quotes": ('a: 1\nb: "x\nc: z\n', "This quote", 2, 4),
}


@pytest.mark.parametrize(("text", "said", "line", "column"), UNCLOSED.values(), ids=UNCLOSED)
def test_what_is_not_closed_is_pointed_at_where_it_begins(text: str, said: str, line: int, column: int) -> None:
    with pytest.raises(YamlProblem) as refused:
        documents(text)[0].read()
    assert refused.value.message.startswith(said), refused.value.message
    assert (refused.value.line, refused.value.column) == (line, column)

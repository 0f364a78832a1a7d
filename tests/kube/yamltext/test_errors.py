"""Complaints of the parser that no text of the tables brings about."""

from __future__ import annotations

import yaml

from podbuilder.kube.yamltext.errors import sentence_for

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

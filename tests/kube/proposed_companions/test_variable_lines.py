"""Files of variables as kubectl reads them."""

from __future__ import annotations

import pytest

from podbuilder.kube.proposed_companions.variable_lines import variables

READ: dict[str, tuple[bytes, dict[str, str]]] = {
    "nothing": (b"", {}),
    "comments and empty lines": (b"# a=b\n\n  \t\n   # c=d\n", {}),
    "plain": (b"A=1\nB=two words \n", {"A": "1", "B": "two words "}),
    "no line break at its end": (b"A=1", {"A": "1"}),
    "Windows": (b"\xef\xbb\xbfA=1\r\nB=2\r\n", {"A": "1", "B": "2"}),
    "several equals signs": (b"URL=a?b=c\n", {"URL": "a?b=c"}),
    "an empty value": (b"A=\n", {"A": ""}),
    "indented": (b"   A=1\n", {"A": "1"}),
    "a comment that is none": (b"A=1 # one\n", {"A": "1 # one"}),
    "names with dots and dashes": (b"a.b-c_D=1\n", {"a.b-c_D": "1"}),
}


@pytest.mark.parametrize(("content", "values"), READ.values(), ids=READ)
def test_values(content: bytes, values: dict[str, str]) -> None:
    found = variables(content)
    assert (found.values, found.wrong, found.quoted) == (values, (), ())


WRONG: dict[str, tuple[bytes, str]] = {
    "no value": (b"\nA\n", "Line 2: there is no = in it."),
    "exported": (b"export A=1\n", "Line 1: what stands before its = is no key."),
    "a space": (b"A = 1\n", "Line 1: what stands before its = is no key."),
    "no name": (b"=1\n", "Line 1: what stands before its = is no key."),
    "climbing": (b"..a=1\n", "Line 1: what stands before its = is no key."),
    "too long for a key": (b"A" * 254 + b"=1\n", "Line 1: what stands before its = is no key."),
    "twice": (b"A=1\nA=2\n", "Line 2: the key A comes twice."),
    "no text": (b"A=1\nB=\xff\n", "Line 2 is no text in UTF-8."),
}


@pytest.mark.parametrize(("content", "sentence"), WRONG.values(), ids=WRONG)
def test_lines_that_cannot_be_taken(content: bytes, sentence: str) -> None:
    (told,) = variables(content).wrong
    assert told.startswith(sentence)


def test_no_value_is_told() -> None:
    (told,) = variables(b"-----BEGIN hunter2\n").wrong
    assert "hunter2" not in told


def test_quotation_marks_are_part_of_the_value() -> None:
    found = variables(b"A='x'\nB=\"y\"\nC='z\nD=\"\n")
    assert found.values == {"A": "'x'", "B": '"y"', "C": "'z", "D": '"'}
    assert found.quoted == ("A", "B")

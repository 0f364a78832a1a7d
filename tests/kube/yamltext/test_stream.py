"""A text as a stream of documents."""

from __future__ import annotations

import codecs

import pytest

from podbuilder.kube.core import limits
from podbuilder.kube.yamltext import stream
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.source import Source

# A text, and the documents in it.
DOCUMENTS = {
    "nothing": ("", []),
    "only comments": ("# a\n---\n# b\n", []),
    "one": ("a: 1\n", ["a: 1\n"]),
    "one after a marker": ("---\na: 1\n", ["---\na: 1\n"]),
    "one on the line of a marker": ("--- {a: 1}\n", ["--- {a: 1}\n"]),
    "two": ("a: 1\n---\nb: 2\n", ["a: 1\n", "---\nb: 2\n"]),
    "two with an end between": ("a: 1\n...\nb: 2\n", ["a: 1\n...", "\nb: 2\n"]),
    "an empty one between": ("a: 1\n---\n---\nb: 2\n", ["a: 1\n", "---\nb: 2\n"]),
    "dashes that begin a text": ("a: 1\n---b\n", ["a: 1\n---b\n"]),
    "dashes that are indented": ("a: |\n  ---\n", ["a: |\n  ---\n"]),
    "a marker at the end": ("a: 1\n---", ["a: 1\n"]),
    "one line after a byte order mark": ("\ufeffa: 1\n", ["a: 1\n"]),
    "a marker after a byte order mark": ("\ufeff---\na: 1\n---\nb: 2\n", ["---\na: 1\n", "---\nb: 2\n"]),
    "a directive after a byte order mark": ("\ufeff%YAML 1.1\n---\na: 1\n", ["%YAML 1.1\n---\na: 1\n"]),
    "a comment after a byte order mark": ("\ufeff# a\n", []),
    "a directive belongs to what follows": ("a: 1\n%YAML 1.1\n---\nb: 2\n", ["a: 1\n", "%YAML 1.1\n---\nb: 2\n"]),
    "a directive with comments around it": (
        "a: 1\n# c\n%YAML 1.1\n# d\n\n---\nb: 2\n",
        ["a: 1\n# c\n", "%YAML 1.1\n# d\n\n---\nb: 2\n"],
    ),
    "a directive of the first document": ("%YAML 1.1\n---\na: 1\n", ["%YAML 1.1\n---\na: 1\n"]),
    "a directive at the end, too": (
        "%YAML 1.1\n---\na: 1\n...\n%YAML 1.1",
        ["%YAML 1.1\n---\na: 1\n...", "\n%YAML 1.1"],
    ),
    "a JSON object": ('{"a": 1}\n', ['{"a": 1}\n']),
    "a JSON object and blank lines": ('{"a": 1}\n\n', ['{"a": 1}\n\n']),
    "JSON objects on lines of their own": ('{"a": 1}\n{"b": 2}\n', ['{"a": 1}', '\n{"b": 2}\n']),
    "JSON objects without anything between": ('{"a": {}}{"b": 2}', ['{"a": {}}', '{"b": 2}']),
    "three of them, one behind a marker": (
        '---\n{"a": 1} {"b": 2}\n---\n{"c": 3}',
        ['---\n{"a": 1}', ' {"b": 2}\n', '---\n{"c": 3}'],
    ),
    "JSON objects after a byte order mark": ('\ufeff{"a": 1}{"b": 2}', ['{"a": 1}', '{"b": 2}']),
    "JSON and what is no JSON": ('{"a": 1}\n{b: 2}\n{c: 3}\n', ['{"a": 1}', "\n{b: 2}\n{c: 3}\n"]),
    "braces that are no JSON": ("{a: 1}\n{b: 2}\n", ["{a: 1}\n{b: 2}\n"]),
    "JSON too deep to be read": ('{"a":' * 9999, ['{"a":' * 9999]),
    "JSON and a comment": ('{"a": 1} # b\n', ['{"a": 1} # b\n']),
    "an object in the text": ('a: {"b": 1}\n', ['a: {"b": 1}\n']),
    "a percent sign in the text": ("a: 1\n%b\nc\n---\nd: 1\n", ["a: 1\n%b\nc\n", "---\nd: 1\n"]),
}


@pytest.mark.parametrize(("text", "documents"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_split(text: str, documents: list[str]) -> None:
    assert [text[start:stop] for start, stop in stream.split(Source(text))] == documents


def test_no_more_than_a_thousand_documents() -> None:
    assert len(stream.split(Source("a\n---\n" * 1000))) == 1000
    with pytest.raises(YamlProblem, match="more than 1,000 documents"):
        stream.split(Source("a\n---\n" * 1001))


SEVERAL = {"a: 1": False, "a: 1\n---\n": True, "a: 1\n...": True, ' {"a": 1}': True, 'a: {"b": 1}': False}


@pytest.mark.parametrize(("text", "may_be"), SEVERAL.items())
def test_what_may_be_several(text: str, may_be: bool) -> None:
    source = Source(text)
    assert stream.may_be_several(source) is may_be
    assert stream.may_be_several(source) is may_be, "as it was found the first time"


ENCODED = {
    "UTF-8": "grün".encode(),
    "UTF-16 from the little end": codecs.BOM_UTF16_LE + "grün".encode("utf-16-le"),
    "UTF-16 from the big end": codecs.BOM_UTF16_BE + "grün".encode("utf-16-be"),
    "UTF-32 from the little end": codecs.BOM_UTF32_LE + "grün".encode("utf-32-le"),
    "UTF-32 from the big end": codecs.BOM_UTF32_BE + "grün".encode("utf-32-be"),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_decode(data: bytes) -> None:
    assert stream.decode(data) == "grün"


UNREADABLE = {
    "on the first line": (b"a\xff", "UTF-8", 1, 2),
    "after characters of several bytes": ("grün\nä".encode() + b"\xff", "UTF-8", 2, 2),
    "half a character of UTF-16": (codecs.BOM_UTF16_LE + b"a", "UTF-16", 0, 0),
}


@pytest.mark.parametrize(("data", "encoding", "line", "column"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_decoded(data: bytes, encoding: str, line: int, column: int) -> None:
    with pytest.raises(YamlProblem) as raised:
        stream.decode(data)
    problem = raised.value
    assert problem.message == f"This is not {encoding} text. Save the file as UTF-8 and try again."
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize("text", ["a" * limits.MAX_CHARACTERS, "é" * (limits.MAX_CHARACTERS // 2)], ids=["a", "é"])
def test_length_is_counted_in_bytes(text: str) -> None:
    stream.check(Source(text))
    with pytest.raises(YamlProblem, match="longer than 1 MiB"):
        stream.check(Source(text + "a"))


def test_a_character_that_yaml_does_not_allow() -> None:
    with pytest.raises(YamlProblem, match=r"U\+0007 is not allowed") as raised:
        stream.check(Source("a: 1\nb: \x07\n"))
    assert (raised.value.line, raised.value.column) == (2, 4)


def test_read_counts_values() -> None:
    source = Source("a: [1, {b: 2}]\n---\n# nothing\n")
    root, count = stream.read(source, stream.split(source)[0])
    assert root is not None
    assert root.value == {"a": [1, {"b": 2}]}
    assert count == 7
    assert stream.read(source, stream.Stretch(0, 0)) == (None, 0)

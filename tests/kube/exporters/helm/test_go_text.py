"""Texts in Go's templates."""

from __future__ import annotations

import pytest

from podbuilder.kube.exporters.helm.go_text import comment, escaped, field, is_fragile, literal, scalar_text


def test_only_two_braces_are_written_otherwise() -> None:
    assert escaped("a { b } c }} `") == "a { b } c }} `"
    assert escaped("{{ x }}") == '{{ "{{" }} x }}'
    assert escaped("{{{") == '{{ "{{" }}{'


def test_a_literal_has_the_escapes_of_go() -> None:
    assert literal('a"b\\\n\u2028😀') == '"a\\"b\\\\\\n\\u2028😀"'


@pytest.mark.parametrize(
    ("path", "read"),
    [
        (("image", "tag"), ".Values.image.tag"),
        (("env", "LOG_LEVEL"), ".Values.env.LOG_LEVEL"),
        (("env", "log.level"), '(index .Values.env "log.level")'),
        (("env", "0", "a"), '(index .Values.env "0" "a")'),
        (("a-b",), '(index .Values "a-b")'),
    ],
)
def test_a_value_is_read_by_its_keys(path: tuple[str, ...], read: str) -> None:
    assert field(path) == read


def test_a_comment_is_one_line() -> None:
    assert comment("a\n  b\u2028c\x07") == "a b c"


@pytest.mark.parametrize("text", ["", " ", "a", "a\n", "a\nb", " a\n b\n", "<value>"])
def test_plain_texts_need_no_care(text: str) -> None:
    assert not is_fragile(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a <no value>", '"a \\u003cno value>"'),
        ("a\nb ", '"a\\nb "'),
        ("a\nb \n", '"a\\nb \\n"'),
        ("{{\n\n", '"{{ "{{" }}\\n\\n"'),
    ],
)
def test_fragile_texts_are_quoted(text: str, written: str) -> None:
    assert is_fragile(text)
    assert scalar_text(text) == written


def test_other_texts_are_quoted_where_readers_differ() -> None:
    assert [scalar_text(text) for text in ("web", "yes", "{{")] == ["web", '"yes"', '"{{ "{{" }}"']

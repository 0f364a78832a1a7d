"""JSON of one line and of many, whole and cut."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting.json_lines import unfolded, whole_lines
from podbuilder.kube.troubleshooting.paste_lines import lines_of

CASES = {
    "nothing": ("", []),
    "a mapping": ('{"a": 1, "b": "c: d"}', ["-", '  "a": 1', '  "b": "c: d"']),
    "lists and mappings in one another": (
        '{"a": [{"b": true}, "c"]}',
        ["-", '  "a":', "    -", '      "b": true', '    "c"'],
    ),
    "a list in a list": ("[[1]]", ["    1"]),
    "over several lines": ('"a": {\n  "b": 1\n},\n"c": 2', ['"a":', '  "b": 1', '"c": 2']),
    "more closed than opened": ('}}\n"a": 1', ['"a": 1']),
    "cut within a text": ('"a": "b', ['"a": "b']),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_keys_on_lines(text: str, expected: list[str]) -> None:
    assert [line.text for line in unfolded(lines_of(text)[0])] == expected


def test_a_key_is_quoted_and_keeps_its_line() -> None:
    found = list(unfolded(lines_of('{"x":\n {"reason": "Error", "y": 1}}')[0]))
    assert [(line.number, line.raw) for line in found if "reason" in line.text] == [(2, '"reason": "Error"')]


def test_a_text_that_a_terminal_broke_is_one() -> None:
    lines = lines_of('{\n"message": "no such\nimage",\n"reason": "ErrImagePull"\n}')[0]
    assert [(line.number, line.text) for line in whole_lines(lines)] == [
        (1, "{"),
        (2, '"message": "no such image",'),
        (4, '"reason": "ErrImagePull"'),
        (5, "}"),
    ]


def test_a_text_that_never_ends_is_followed_so_far() -> None:
    lines = lines_of('"message": "no\n' + "such\n" * 30)[0]
    assert [line.number for line in whole_lines(lines)][:3] == [1, 13, 14]
    assert [line.number for line in whole_lines(lines[:3])] == [1]


def test_a_value_that_never_ends_is_kept_so_far() -> None:
    (line,) = unfolded(lines_of('"a" ' * 3_000)[0])
    assert len(line.text) < 4_100

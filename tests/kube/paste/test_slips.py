"""What is taken for a slip, what it is called, and what was meant."""

from __future__ import annotations

import pytest

from podbuilder.kube.paste.diagnosis import diagnose
from podbuilder.kube.paste.lines import joined, lines_of
from podbuilder.kube.paste.slips import dashes, signs, tabs

QUIET = {
    "nothing": "",
    "a manifest": "a: b\nc:\n- d: e\n  f: g\n",
    "a tab inside": "a: b\tc\n",
    "an alias": "a: *b-c_d\n- *e\n",
    "a sign in quotes": 'a: "*/5"\n',
    "a sign with quotes": 'a: */5 "x"\n',
    "a sign with a backslash": "a: *\\n\n",
    "a sign inside": "a: b*@%\n",
    "the signs of a script": "a: |\n  b: *.c\n\n  - @d\n",
    "a line in place of a key": "- a: b\n      c\n",
    "items of texts": "- a b: c\n    d: e\n",
    "a mapping below its key": "- a:\n    b: c\n",
    "a text below its key": "- a: |\n    b: c\n",
    "a comment below": "- a: b\n    # c: d\n",
    "a list below": "- a: b\n    - c: d\n",
    "a dash at the end": "- a: b",
}
SIGNS = {
    "a schedule": ("a: 1\nb:  */5 * * * *  # c\n", 2, 5, "“*” must", 'a: 1\nb:  "*/5 * * * *"  # c\n'),
    "a word of cron": ("a: @daily\n", 1, 4, "“@”", 'a: "@daily"\n'),
    "an item": ("a:\n- *.b.c\n", 2, 3, "“*”", 'a:\n- "*.b.c"\n'),
    "a key of an item": ("- a: %b\n", 1, 6, "“%”", '- a: "%b"\n'),
    "after a script": ("a: |-\n  b: *.c\nd: `e`\n", 3, 4, "“`”", 'a: |-\n  b: *.c\nd: "`e`"\n'),
}


@pytest.mark.parametrize("name", QUIET)
def test_there_is_no_slip(name: str) -> None:
    lines = lines_of(QUIET[name])
    assert (tabs(lines), signs(lines), dashes(lines)) == (None, None, None)


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_gets_quotes(name: str) -> None:
    text, line, column, said, left = SIGNS[name]
    found = signs(lines_of(text))
    assert found is not None
    assert (found.trace.line, found.trace.column) == (line, column)
    assert said in found.trace.message
    assert [joined(one) for one in found.readings] == [left]


def test_a_tab_is_as_wide_as_editors_show_it() -> None:
    found = tabs(lines_of("a:\n \tb: c\td\n"))
    assert found is not None
    assert (found.trace.line, found.trace.column) == (2, 2)
    assert [joined(one) for one in found.readings] == [f"a:\n{' ' * width}b: c\td\n" for width in (4, 2, 8)]


def test_a_dash_goes_to_its_keys() -> None:
    found = dashes(lines_of("a:\n- b: c\n    d: e\n"))
    assert found is not None
    assert (found.trace.line, found.trace.column) == (2, 1)
    assert [joined(one) for one in found.readings] == ["a:\n  - b: c\n    d: e\n"]


@pytest.mark.parametrize(
    "text",
    [
        "kind: Pod\nmetadata:\n\tname: [a\n",
        "kind: Pod\nmetadata:\n  name: @a\n  labels: [a\n",
        "kind: Pod\nmetadata:\n- a: b\n    c: [d\n",
    ],
    ids=["a tab", "a sign", "a dash"],
)
def test_what_cannot_be_read_without_its_slips_is_left_alone(text: str) -> None:
    assert not diagnose(text)

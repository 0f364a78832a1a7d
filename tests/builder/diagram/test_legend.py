"""The legend of a diagram: it explains the signs that the diagram has, and no others."""

import pytest

from podbuilder.builder.diagram.legend import WORDS, legend
from podbuilder.builder.diagram.shapes import Line, Sign

TOP = 100.0
ALL = [Line(kind, ()) for kind in ("call", "pod", "node")] + [
    Line("mount", (), signs=(Sign("writes", 0, 0), Sign("reads", 0, 0)))
]
CASES: dict[str, tuple[list[Line], list[str]]] = {
    "no lines": ([], []),
    "lines that need no words": ([Line("order", (), signs=(Sign("arrow-down", 0, 0),))], []),
    "a call": ([Line("call", ())], ["call"]),
    "two calls are explained once": ([Line("call", ()), Line("call", ())], ["call"]),
    "a mount that only reads": ([Line("mount", (), signs=(Sign("reads", 0, 0),))], ["reads"]),
    "everything": (ALL, list(WORDS)),
}


@pytest.mark.parametrize(("lines", "names"), CASES.values(), ids=CASES)
def test_it_explains_what_the_diagram_has(lines: list[Line], names: list[str]) -> None:
    texts, signs, _ = legend(lines, TOP, 600)
    assert [text.text for text in texts] == [WORDS[name] for name in names]
    assert [sign.name.removeprefix("legend-") for sign in signs] == names


@pytest.mark.parametrize("width", [300, 600])
def test_it_stays_within_the_width_and_above_its_end(width: int) -> None:
    texts, signs, end = legend(ALL, TOP, width)
    assert all(TOP < text.y < end and text.left + text.width <= width for text in texts)
    assert all(TOP < sign.y < end for sign in signs)


def test_without_words_it_takes_no_room_for_a_line() -> None:
    assert legend([], TOP, 600)[2] == TOP + 2

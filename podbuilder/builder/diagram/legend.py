"""The legend beneath a diagram: the meaning of the signs that it uses."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.builder.diagram.shapes import Line, Sign, Text, text_width

WORDS = {
    "writes": "reads and writes",
    "reads": "only reads (ro)",
    "call": "calls on localhost",
    "pod": "reached at the pod's address",
    "node": "reached on the node",
}
INDENT, LINE, GAP = 16, 18, 14


def legend(lines: Sequence[Line], top: float, width: float) -> tuple[list[Text], list[Sign], float]:
    """The texts and signs below `top`, and the y at which they end."""
    used = {line.kind for line in lines} | {sign.name for line in lines for sign in line.signs}
    texts: list[Text] = []
    signs: list[Sign] = []
    x, y = 12.0, top + 12
    for name, words in WORDS.items():
        if name not in used:
            continue
        needed = INDENT + text_width(words)
        if texts and x + needed > width - 8:
            x, y = 12.0, y + LINE
        signs.append(Sign(f"legend-{name}" if name in ("call", "pod", "node") else name, x + 5, y - 4))
        texts.append(Text(words, x + INDENT, y, "quiet"))
        x += needed + GAP
    return texts, signs, y + 6 if texts else top + 2

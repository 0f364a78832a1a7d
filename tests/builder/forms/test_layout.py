"""The parts that arrange controls: what each holds, and what its buttons are."""

from __future__ import annotations

import pytest

from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.fields import ValueField
from podbuilder.builder.forms.layout import Chooser, Group, Line, Matrix, MatrixLine, Pair, Row, Rows, Sentence
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.core.pod_containers import SPEC

A, B = (Control(ROOT, name, name, ValueField()) for name in "ab")
SAID = Sentence(ROOT, "said")
RESOURCE = MatrixLine(ROOT, "cpu", "CPU", "cpu", A, B, SAID)
ROW = Row(ROOT, "row", "Row 1", [A])


@pytest.mark.parametrize(
    ("part", "children"),
    {
        "a sentence": (SAID, []),
        "a group": (Group(ROOT, "g", "Title", [A, B]), [A, B]),
        "a line": (Line(ROOT, "l", [A, B]), [A, B]),
        "a row": (ROW, [A]),
        "rows": (Rows(ROOT, "r", "Rows", [ROW], "Add row"), [ROW]),
        "a chooser": (Chooser(ROOT, "c", "Kind", [], "", [B], {}), [B]),
        "a table": (Matrix(ROOT, "m", [RESOURCE]), [RESOURCE]),
        "a line of a table": (RESOURCE, [A, B, SAID]),
    }.values(),
)
def test_what_a_part_holds(part: Part, children: list[Part]) -> None:
    assert part.children == children


def test_a_group_is_open_and_framed_unless_it_is_said() -> None:
    group = Group(ROOT, "g", "Title", [])
    assert (group.is_open, group.is_fold, group.is_inner, group.about, group.summary) == (True, False, False, "", "")


C = FieldPath(("spec", "containers", 0))


@pytest.mark.parametrize(
    ("part", "name"),
    {
        "a group of an object's fields": (Group(C.child("livenessProbe"), "g", "Liveness probe", []), "livenessProbe"),
        "a group of some of them": (Group(C.child("resources"), "g", "Claims", [], is_partial=True), ""),
        "a group of a container's": (Group(C, "g", "Image", []), ""),
        "a group of the pod's": (Group(SPEC, "g", "Identity", []), ""),
        "a list": (Rows(C.child("ports"), "r", "Ports", [], "Add port"), "ports"),
        "a choice that is made": (
            Chooser(C, "c", "By", [], "exec", [], {"exec": C.child("livenessProbe", "exec")}),
            "exec",
        ),
        "a choice that is not": (Chooser(C, "c", "By", [], "", [], {}), ""),
    }.values(),
)
def test_the_name_in_the_api(part: Part, name: str) -> None:
    assert part.short_path == name


@pytest.mark.parametrize(
    ("row", "can_move", "is_plain"),
    {
        "one control": (Row(ROOT, "r", "", [A]), True, True),
        "two controls": (Row(ROOT, "r", "", [A, B]), True, False),
        "one line": (Row(ROOT, "r", "", [Line(ROOT, "l", [A])]), True, False),
        "nothing": (Row(ROOT, "r", "", []), True, False),
        "a pair": (Pair(ROOT, "p", "", [A, B]), False, True),
    }.values(),
)
def test_the_buttons_and_the_frame_of_a_row(row: Row, can_move: bool, is_plain: bool) -> None:
    assert (row.can_move, row.is_plain) == (can_move, is_plain)


def test_a_row_of_a_line_of_controls_is_told_from_others() -> None:
    rows = [Row(ROOT, "r", "", parts) for parts in ([Line(ROOT, "l", [A, B]), SAID], [A, B], [])]
    assert [row.is_line for row in rows] == [True, False, False]


def test_each_part_that_is_drawn_has_a_template_of_its_own() -> None:
    drawn = (Group, Line, Sentence, Row, Rows, Chooser, Matrix, Control)
    assert len({part.template for part in drawn}) == len(drawn)
    assert Pair.template == Row.template
    assert MatrixLine.template == ""

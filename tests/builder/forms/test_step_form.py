"""Where a message stands in a step's form, and what is said of texts that changed nothing."""

from __future__ import annotations

import pytest

from podbuilder.builder.forms.control import Control, Message
from podbuilder.builder.forms.fields import ValueField
from podbuilder.builder.forms.layout import Group, Line, Row, Rows
from podbuilder.builder.forms.step_form import StepForm
from podbuilder.kube.core.field import ROOT, FieldPath

PORTS = FieldPath(("spec", "containers", 0, "ports"))
PORT = PORTS.index(0)
NUMBER = PORT.child("containerPort")
SPEC = FieldPath(("spec",))
NO_NUMBER = Message("error", "No number.")


def form(**complaints: Message) -> StepForm:
    number = Control(NUMBER, str(NUMBER), "Port", ValueField(), text="80")
    row = Row(PORT, str(PORT), "Port 1", [Line(PORT, "line", [number])])
    return StepForm([Group(PORTS, "group", "Ports", [Rows(PORTS, str(PORTS), "Ports", [row], "Add port")])], complaints)


@pytest.mark.parametrize(
    ("path", "slot"),
    {
        "a control": (NUMBER, str(NUMBER)),
        "inside a control": (NUMBER.child("deeper"), str(NUMBER)),
        "a row": (PORT, str(PORT)),
        "a field of a row without a control": (PORT.child("hostIP"), str(PORT)),
        "a row that is not drawn": (PORTS.index(7), "group"),
        "the list: the part that is drawn first": (PORTS, "group"),
        "beyond the form": (SPEC.child("volumes"), ""),
        "the whole document": (ROOT, ""),
    }.values(),
)
def test_the_part_beside_which_a_message_stands(path: FieldPath, slot: str) -> None:
    assert form().slot_for(path) == slot


def test_a_control_has_the_message_of_its_path_even_behind_its_row() -> None:
    item = PORTS.index(0)
    control = Control(item, "control", "", ValueField())
    assert StepForm([Row(item, "row", "", [control])]).slot_for(item) == "control"
    assert StepForm([Row(item, "row", "", []), Row(item, "second", "", [])]).slot_for(item) == "row"


def test_messages_are_placed_and_the_others_returned_in_order() -> None:
    placed, above, beside = Message("error", "a"), Message("hint", "b"), Message("warning", "c")
    drawn = form()
    found = [(NUMBER, placed), (SPEC, above), (PORT.child("name"), beside), (ROOT, above)]
    assert drawn.place(found) == [above, above]
    said = {part.name: part.messages for part in drawn.all_parts if getattr(part, "messages", None)}
    assert said == {str(NUMBER): [placed], str(PORT): [beside]}


def test_a_text_that_changed_nothing_is_shown_again_with_its_reason() -> None:
    said = {str(NUMBER): NO_NUMBER, str(PORTS): Message("error", "Too many."), "gone": Message("error", "Lost.")}
    drawn = StepForm(form().parts, said)
    drawn.place_complaints({str(NUMBER): "eigh\r\nty", str(PORTS): "x"})
    (control,) = (part for part in drawn.all_parts if isinstance(part, Control))
    assert control.text == "eigh\nty"
    assert control.messages == [NO_NUMBER]
    (rows,) = (part for part in drawn.all_parts if isinstance(part, Rows))
    assert rows.messages == [Message("error", "Too many.")]


def test_a_control_that_was_not_posted_is_emptied() -> None:
    drawn = StepForm(form().parts, {str(NUMBER): NO_NUMBER})
    drawn.place_complaints({})
    assert [part.text for part in drawn.all_parts if isinstance(part, Control)] == [""]
    assert form().complaints == {}

"""The smallest part of a form, and how parts are walked through."""

from __future__ import annotations

import pytest

from podbuilder.builder.forms.control import Control, Message, Part
from podbuilder.builder.forms.fields import ValueField
from podbuilder.builder.forms.layout import Group, Line
from podbuilder.kube.core.field import ROOT, FieldPath

IMAGE = FieldPath(("spec", "containers", 0, "image"))


def control(name: str = "spec.containers[0].image", **more: object) -> Control:
    return Control(IMAGE, name, "Image", ValueField(), **more)


def test_parts_are_walked_in_the_order_of_the_page() -> None:
    a, b, c = control("a"), control("b"), control("c")
    line = Line(ROOT, "line", [a, b])
    group = Group(ROOT, "group", "Title", [line, c])
    assert [part.name for part in group.walk()] == ["group", "line", "a", "b", "c"]
    assert Part(ROOT, "alone").children == []


def test_its_id_is_made_from_its_name() -> None:
    assert control().id == "f-spec-containers-0-image"


@pytest.mark.parametrize(
    ("path", "short"),
    [(IMAGE, "image"), (FieldPath(("spec", "containers", 0, "args", 3)), ""), (FieldPath(("metadata",)), "metadata")],
)
def test_the_fields_own_name(path: FieldPath, short: str) -> None:
    assert Control(path, str(path), "", ValueField()).short_path == short


@pytest.mark.parametrize(("text", "lines"), [("", 1), ("a", 1), ("a\nb", 2), ("\n" * 18, 19), ("\n" * 40, 20)])
def test_how_many_lines_it_starts_with(text: str, lines: int) -> None:
    assert control(text=text).lines == lines


def test_digits_are_typed_for_whole_numbers_only() -> None:
    assert control(type="integer").input_mode == "numeric"
    assert control(type="quantity").input_mode == control().input_mode == ""


def test_what_a_screen_reader_says_behind_its_label() -> None:
    assert control().described_by == "f-spec-containers-0-image-says"
    assert control(hint="Default: 3.").described_by == "f-spec-containers-0-image-says f-spec-containers-0-image-hint"


def test_only_errors_are_errors() -> None:
    error, hint = Message("error", "No."), Message("hint", "Perhaps.")
    assert control(messages=[hint, error]).errors == [error]
    assert control().errors == []

"""What turns the text of a control into a value, and what says that it cannot."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.forms.fields import FIELD_OF_TYPE, NoValue, as_posted, as_text, field_for
from podbuilder.kube.catalogue import load

FIELDS = load("1.36")
CPU = FIELDS.resolve("spec.containers[0].resources.limits[cpu]")


@pytest.mark.parametrize(
    ("text", "posted"), [("a\nb", "a\nb"), ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("\r\n\r", "\n\n"), ("", "")]
)
def test_a_browser_knows_one_kind_of_line_break(text: str, posted: str) -> None:
    assert as_posted(text) == posted


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((None, ""), ([], ""), ({"a": 1}, ""), ("", ""), ("a", "a"), (0, "0"), (-3, "-3"), (True, "true")),
        *(
            (False, "false"),
            (1.0, "1"),
            (-2.0, "-2"),
            (0.5, "0.5"),
            (1e14, "100000000000000"),
            (1e15, "1000000000000000.0"),
        ),
    ],
)
def test_how_a_control_shows_a_value(value: Any, text: str) -> None:
    assert as_text(value) == text


TAKEN: dict[str, list[tuple[str, Any]]] = {
    "string": [("a", "a"), ("7", "7"), (" a ", " a "), ("true", "true")],
    "integer": [("7", 7), (" -7 ", -7), ("+7", 7), ("007", 7), ("9" * 19, int("9" * 19))],
    "boolean": [("true", True), ("false", False)],
    "int-or-string": [("80", 80), ("http", "http")],
    "quantity": [("500m", "500m"), ("1Gi", "1Gi"), ("1", 1)],
}


@pytest.mark.parametrize("type_", TAKEN)
def test_texts_that_become_values(type_: str) -> None:
    field = FIELD_OF_TYPE[type_]
    assert {text: field.clean(text) for text, _ in TAKEN[type_]} == dict(TAKEN[type_])
    assert field.clean("") is None
    assert field.clean("<param:x>") == "<param:x>"


@pytest.mark.parametrize(
    ("type_", "text", "says"),
    [
        ("integer", "eighty", "This must be a whole number, such as 8080."),
        ("integer", "8.5", "This must be a whole number, such as 8080."),
        ("integer", "9" * 20, "This must be a whole number, such as 8080."),
        ("boolean", "yes", "This must be true or false."),
        ("boolean", "True", "This must be true or false."),
        ("integer", "²", "This must be a whole number, such as 8080."),
    ],
)
def test_texts_that_do_not(type_: str, text: str, says: str) -> None:
    with pytest.raises(NoValue, match=says):
        FIELD_OF_TYPE[type_].clean(text)


MODE = field_for(FIELDS.field(FIELDS.resolve("spec.volumes[0].secret.defaultMode")) or FIELDS.field(CPU))


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        *(("0644", 0o644), ("0o644", 0o644), ("644", 0o644), ("420", 420), ("256", 256), ("400", 0o400)),
        *(("0", 0), ("-1", -1), ("+7", 7), ("0888", 888), ("777", 0o777), ("511", 0o511), ("493", 493)),
    ],
)
def test_a_mode_is_octal_unless_only_its_decimal_makes_sense(text: str, mode: int) -> None:
    assert MODE.clean(text) == mode


def test_a_mode_is_shown_in_octal() -> None:
    assert [MODE.text_of(value) for value in (420, 0o400, "0644", None, True)] == ["0644", "0400", "0644", "", "true"]
    with pytest.raises(NoValue, match="octal digits, such as 0644"):
        MODE.clean("rw-r--r--")


def test_a_quantity_written_in_quotes_stays_text() -> None:
    spec = FIELDS.field(CPU)
    assert spec is not None
    assert field_for(spec, "1").clean("2") == "2"
    assert field_for(spec, 1).clean("2") == 2
    assert field_for(spec, "500m").clean("2") == 2


def test_who_can_refuse_a_text() -> None:
    assert [name for name, field in FIELD_OF_TYPE.items() if not field.can_refuse] == [
        "string",
        "int-or-string",
        "quantity",
    ]

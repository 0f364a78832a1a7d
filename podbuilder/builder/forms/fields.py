"""Django form fields that turn the text of a control into a value of the API, and say when they cannot.

Whether a value is allowed is the review's business; here it is only asked whether the text can become one.
An empty text means that the field is absent: the cleaned value is then None.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from podbuilder.kube.catalogue import FieldSpec

WHOLE_NUMBER = re.compile(r"[-+]?[0-9]{1,19}")


def as_posted(text: str) -> str:
    """A text as a form brings it back: browsers know only one kind of line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_text(value: Any) -> str:
    """How a control shows a scalar of the document; what is no scalar shows as nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int)):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return ""


class ValueField(forms.Field):
    """Any text at all. The base of the others; a line break is a plain newline."""

    widget = forms.TextInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: str | None) -> Any:
        text = as_posted(value or "")
        return self.value_of(text) if text else None

    def value_of(self, text: str) -> Any:
        """The value that a text which is not empty stands for (ValidationError if none)."""
        return text


class WholeNumberField(ValueField):
    def value_of(self, text: str) -> int:
        text = text.strip()
        if not WHOLE_NUMBER.fullmatch(text):
            raise ValidationError("This must be a whole number, such as 8080.")
        return int(text)


class TrueOrFalseField(ValueField):
    def value_of(self, text: str) -> bool:
        if text not in ("true", "false"):
            raise ValidationError("This must be true or false.")
        return text == "true"


class NameOrNumberField(ValueField):
    """IntOrString: a port by number or by name."""

    def value_of(self, text: str) -> int | str:
        text = text.strip()
        return int(text) if WHOLE_NUMBER.fullmatch(text) else text


class QuantityField(ValueField):
    """An amount such as 500m or 2Gi. A bare whole number is written as a number, as people do for GPUs."""

    def value_of(self, text: str) -> int | str:
        text = text.strip()
        return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else text


FIELD_OF_TYPE: dict[str, type[ValueField]] = {
    "string": ValueField,
    "integer": WholeNumberField,
    "boolean": TrueOrFalseField,
    "int-or-string": NameOrNumberField,
    "quantity": QuantityField,
}


def field_for(spec: FieldSpec) -> ValueField:
    """The form field for a scalar of the catalogue."""
    return FIELD_OF_TYPE.get(spec.type, ValueField)()

"""What turns the text of a control into a value of the API, and says when it cannot.

Whether a value is allowed is the review's business; here it is only asked whether the text can become one.
An empty text means that the field is absent: the cleaned value is then None.
"""

from __future__ import annotations

import re
from typing import Any

from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.decoding.literals import is_base64
from podbuilder.kube.templating import PLACEHOLDER
from podbuilder.kube.yamltext.quoting import octal
from podbuilder.kube.yamltext.scalars import Octal

MODE = re.compile(r"([-+]?)(0[oO]?(?=[0-9]))?([0-9]{1,19})")
BARE_NUMBER = re.compile(r"[0-9]{1,18}")
WHOLE_NUMBER = re.compile(r"[-+]?[0-9]{1,19}")


def as_posted(text: str) -> str:
    """A posted text with plain newlines: browsers send each as CRLF, whatever the text in the box had."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_text(value: Any) -> str:
    """A scalar of the document as its control shows it; "" for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int)):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return ""


class NoValue(ValueError):
    """The text cannot become a value; the message is a sentence for people."""


class ValueField:
    """Any text at all. The base of the others; a line break is a plain newline."""

    # Whether there are texts that cannot become a value.
    can_refuse = False

    def text_of(self, value: Any) -> str:
        """How the control shows a value."""
        return as_text(value)

    def clean(self, text: str) -> Any:
        """The value that a posted text stands for, None for an empty one (NoValue if there is none)."""
        if PLACEHOLDER.fullmatch(text):
            return text  # what will stand there is the parameter's business
        return self.value_of(text) if text else None

    def value_of(self, text: str) -> Any:
        """The value of a text that is not empty (NoValue if there is none)."""
        return text


class WholeNumberField(ValueField):
    can_refuse = True

    def value_of(self, text: str) -> int:
        text = text.strip()
        if not WHOLE_NUMBER.fullmatch(text):
            raise NoValue("This must be a whole number, such as 8080.")
        return int(text)


class ModeField(ValueField):
    """The mode of a file, shown as 0644 whatever way the manifest spells it."""

    can_refuse = True

    def text_of(self, value: Any) -> str:
        return octal(value) if type(value) is int else as_text(value)

    def value_of(self, text: str) -> int:
        text = text.strip()
        match = MODE.fullmatch(text)
        if match is None:
            raise NoValue("This must be a mode in octal digits, such as 0644.")
        sign, zero, digits = match.groups()
        if sign or not _is_octal(digits) or (not zero and _is_decimal_mode(digits)):
            return int(text)
        return Octal(digits, 8)


def _is_octal(digits: str) -> bool:
    return not set(digits) & {"8", "9"}


def _is_decimal_mode(digits: str) -> bool:
    """Whether digits without a zero before them are meant in decimal: 420 is 0644, while 644 is what it looks like.

    A usual mode gives the group nothing that the owner has not, and others nothing that the group has not.
    """
    return len(digits) == 3 and not _is_usual(int(digits, 8)) and _is_usual(int(digits))


def _is_usual(mode: int) -> bool:
    owner, group, others = mode >> 6, mode >> 3 & 7, mode & 7
    return 4 <= owner <= 7 and group & ~owner == 0 and others & ~group == 0


class TrueOrFalseField(ValueField):
    can_refuse = True

    def value_of(self, text: str) -> bool:
        if text not in ("true", "false"):
            raise NoValue("This must be true or false.")
        return text == "true"


class NameOrNumberField(ValueField):
    """IntOrString: a port by number or by name."""

    def value_of(self, text: str) -> int | str:
        text = text.strip()
        return int(text) if WHOLE_NUMBER.fullmatch(text) else text


class Base64Field(ValueField):
    """Bytes, written in base64; its lines may be broken anywhere."""

    can_refuse = True

    def value_of(self, text: str) -> str:
        if not is_base64(text):
            raise NoValue("This must be base64, such as aGVsbG8=, padded with = at the end.")
        return text


class QuantityField(ValueField):
    """An amount such as 500m or 2Gi. A bare whole number is written as a number, as people do for GPUs."""

    def value_of(self, text: str) -> int | str:
        text = text.strip()
        return int(text) if BARE_NUMBER.fullmatch(text) else text


class QuotedQuantityField(ValueField):
    """An amount that the manifest has as a bare number in quotes, and keeps so."""

    def value_of(self, text: str) -> str:
        return text.strip()


# One field serves every control of its kind, so it keeps no state.
TEXT, MODE_OF_FILE, BASE64 = ValueField(), ModeField(), Base64Field()
QUANTITY, QUOTED_QUANTITY = QuantityField(), QuotedQuantityField()
FIELD_OF_TYPE: dict[str, ValueField] = {
    "string": TEXT,
    "integer": WholeNumberField(),
    "boolean": TrueOrFalseField(),
    "int-or-string": NameOrNumberField(),
    "quantity": QUANTITY,
}


def field_for(spec: FieldSpec, value: Any = None) -> ValueField:
    """The form field for a scalar of the catalogue, which has this value in the manifest."""
    if spec.format == "file-mode":
        return MODE_OF_FILE
    if spec.format == "byte":
        return BASE64
    found = FIELD_OF_TYPE.get(spec.type, TEXT)
    if found is QUANTITY and isinstance(value, str) and BARE_NUMBER.fullmatch(value):
        return QUOTED_QUANTITY
    return found

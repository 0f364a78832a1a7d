"""Answers to parameters: from a text to a value, and why a value is not allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from podbuilder.kube.core import image, quantity
from podbuilder.kube.templating.parameter import LONGEST_VALUE, Parameter, Value

TRUE, FALSE = "true", "false"
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_SUBDOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
# What YAML and the API server keep out of every text.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST_NAME = 63
LONGEST_REFERENCE = 253
PORTS = (1, 65535)


class ValueRefused(ValueError):
    """An answer that is not allowed; the message says what would be, in a sentence."""


def parse(parameter: Parameter, text: str) -> Value:
    """The value that a text stands for, as typed into a form or an address (ValueRefused)."""
    if len(text) > LONGEST_VALUE:
        raise ValueRefused(f"An answer has at most {LONGEST_VALUE} characters.")
    if parameter.type != "string":
        text = text.strip()
    value: Value = text
    if parameter.type in ("integer", "port") and _WHOLE.fullmatch(text):
        value = int(text)
    if parameter.type == "boolean" and text.lower() in (TRUE, FALSE):
        value = text.lower() == TRUE
    why_not = problem(parameter, value)
    if why_not:
        raise ValueRefused(why_not)
    return value


def as_text(value: Value | None) -> str:
    """A value as a form shows it, and as it stands inside a longer text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return TRUE if value else FALSE
    return str(value)


def problem(parameter: Parameter, value: Value) -> str:
    """Why this value is not allowed, as a sentence; "" if it is."""
    if value == "":
        return "" if parameter.is_optional and parameter.type == "string" else "This must be filled in."
    if isinstance(value, str) and _CONTROL.search(value):
        return "There is a control character in this text, which no manifest can hold."
    return CHECKS[parameter.type](parameter, value) or _spelling(parameter, as_text(value))


def _spelling(parameter: Parameter, text: str) -> str:
    if parameter.longest is not None and len(text) > parameter.longest:
        return f"This has {len(text)} characters, and at most {parameter.longest} are allowed."
    if not text.startswith(parameter.starts_with):
        return f"This must begin with {parameter.starts_with}."
    return ""


def _string(parameter: Parameter, value: Value) -> str:
    if not isinstance(value, str):
        return "This must be a text."
    return ""


def _integer(parameter: Parameter, value: Value) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return "This must be a whole number, such as 3."
    return _within(parameter, value, None, None)


def _port(parameter: Parameter, value: Value) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return "This must be a port number, such as 8080."
    return _within(parameter, value, *PORTS)


def _within(parameter: Parameter, value: int, least: int | None, most: int | None) -> str:
    low, high = bounds(parameter, least, most)
    if low is not None and value < low:
        return f"This must be at least {low}."
    if high is not None and value > high:
        return f"This must be at most {high}."
    return ""


def bounds(parameter: Parameter, least: int | None = None, most: int | None = None) -> tuple[int | None, int | None]:
    """The least and the greatest whole number allowed; None for no bound. `least` and `most` are bounds as well."""
    lows = [n for n in (least, parameter.minimum) if isinstance(n, int)]
    highs = [n for n in (most, parameter.maximum) if isinstance(n, int)]
    return max(lows, default=None), min(highs, default=None)


def _boolean(parameter: Parameter, value: Value) -> str:
    return "" if isinstance(value, bool) else "This must be true or false."


def _choice(parameter: Parameter, value: Value) -> str:
    return "" if value in parameter.choices else f"This must be one of: {', '.join(parameter.choices)}."


def _quantity(parameter: Parameter, value: Value) -> str:
    try:
        amount = quantity.parse(as_text(value))
    except quantity.QuantityError:
        return "This must be an amount, such as 500m, 2 or 1Gi."
    if parameter.minimum is not None and amount < quantity.parse(str(parameter.minimum)):
        return f"This must be at least {parameter.minimum}."
    if parameter.maximum is not None and amount > quantity.parse(str(parameter.maximum)):
        return f"This must be at most {parameter.maximum}."
    return ""


def _image(parameter: Parameter, value: Value) -> str:
    try:
        image.parse(as_text(value))
    except image.ImageError as error:
        return str(error)
    return ""


def _name(parameter: Parameter, value: Value) -> str:
    if isinstance(value, str) and _LABEL.fullmatch(value):
        return ""
    return f"A name has lower-case letters, digits and dashes, at most {LONGEST_NAME} of them, such as my-app."


def _reference(parameter: Parameter, value: Value) -> str:
    if isinstance(value, str) and len(value) <= LONGEST_REFERENCE and _SUBDOMAIN.fullmatch(value):
        return ""
    return "The name of an object has lower-case letters, digits, dashes and dots, such as app-settings."


CHECKS: Mapping[str, Callable[[Parameter, Value], str]] = {
    "string": _string,
    "integer": _integer,
    "boolean": _boolean,
    "choice": _choice,
    "quantity": _quantity,
    "image": _image,
    "port": _port,
    "name": _name,
    "secret": _reference,
    "configmap": _reference,
}

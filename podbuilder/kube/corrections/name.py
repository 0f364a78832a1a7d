"""Did you mean, for texts of a certain form: names, labels' values, images, file modes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from podbuilder.kube.core.document import MISSING
from podbuilder.kube.yamltext.scalars import Octal

# The largest file mode.
MOST_OF_A_MODE = 0o777
# How long each kind of name may be.
_LABEL, _SUBDOMAIN, _PORT_NAME = 63, 253, 15
# A longer text is no name.
_LONGEST = 300
_OTHER = re.compile(r"[^a-z0-9]+")
_OTHER_BUT_DOTS = re.compile(r"[^a-z0-9.]+")
_NOT_IN_VALUES = re.compile(r"[^A-Za-z0-9_.-]+")
_NOT_IN_VARIABLES = re.compile(r"[^A-Za-z0-9_]+")
_DIGITS = tuple("0123456789")
_SCHEME = re.compile(r"\A[a-z]+://", re.IGNORECASE)
_REST_OF_IMAGE = re.compile(r"(?:@sha256:[0-9a-f]+|:[A-Za-z0-9_][A-Za-z0-9_.-]*)?\Z")
_MODE = re.compile(r"0?o?([0-7]{3})")


def corrected(text: str, form: str) -> Any:
    """A text in the form that a field asks for; MISSING if it has that form, or none is known to come near."""
    make = _FORMS.get(form)
    if make is None or len(text) > _LONGEST:
        return MISSING
    found = make(text)
    return found if found and found != text else MISSING


def file_mode(text: str) -> Octal | None:
    """The file mode that a text of octal digits means; None if it is none."""
    match = _MODE.fullmatch(text)
    return Octal(int(match[1], 8)) if match else None


def _label(text: str) -> str:
    return _OTHER.sub("-", text.lower())[:_LABEL].strip("-")


def _subdomain(text: str) -> str:
    parts = (part.strip("-") for part in _OTHER_BUT_DOTS.sub("-", text.lower())[:_SUBDOMAIN].split("."))
    return ".".join(part for part in parts if part)


def _port_name(text: str) -> str:
    short = _label(text)[:_PORT_NAME].strip("-")
    return short if any(c.isalpha() for c in short) else f"port-{short}"[:_PORT_NAME] if short else ""


def _value(text: str) -> str:
    return _NOT_IN_VALUES.sub("-", text)[:_LABEL].strip("-_.")


def _variable(text: str) -> str:
    clean = _NOT_IN_VARIABLES.sub("_", text)
    return f"_{clean}" if clean[:1] in _DIGITS else clean


def _image(text: str) -> str:
    bare = _SCHEME.sub("", "".join(text.split()), count=1).strip("/")
    rest = _REST_OF_IMAGE.search(bare)
    repository = bare[: rest.start()] if rest else bare
    return repository.lower() + bare[len(repository) :]


_FORMS: dict[str, Callable[[str], str]] = {
    "dns-label": _label,
    "dns-subdomain": _subdomain,
    "port-name": _port_name,
    "label-value": _value,
    "env-name": _variable,
    "image": _image,
}

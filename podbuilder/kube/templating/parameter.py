"""A parameter of a template: what is asked of those who use it, and what an answer must be like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from podbuilder.kube.core.placeholder import PARAMETERS

# The kinds of answer, with the word that people are shown.
TYPES: dict[str, str] = {
    "string": "Text",
    "integer": "Whole number",
    "boolean": "Yes or no",
    "choice": "One of a list",
    "quantity": "Amount (500m, 2Gi)",
    "image": "Image",
    "port": "Port number",
    "name": "Name",
    "secret": "Name of a Secret",
    "configmap": "Name of a ConfigMap",
}
MOST_PARAMETERS = 60
LONGEST_VALUE = 4096
MOST_CHOICES = 100
PLACEHOLDERS = PARAMETERS

Value = str | int | bool


@dataclass(frozen=True)
class Parameter:
    """One declared parameter. Bounds that its type has no use for stay empty.

    `minimum` and `maximum` bound a whole number, a port, or (as texts) a quantity; `longest` bounds the length of a
    text or name, and `starts_with` says how a text or an image begins, such as the one registry that is allowed.
    """

    name: str
    type: str = "string"
    label: str = ""
    help: str = ""
    # None asks for an answer, because no value suits everyone.
    default: Value | None = None
    choices: tuple[str, ...] = ()
    minimum: int | str | None = None
    maximum: int | str | None = None
    longest: int | None = None
    starts_with: str = ""
    # Whether a text may be left empty.
    is_optional: bool = False

    @property
    def title(self) -> str:
        """Its label on a form."""
        return self.label or self.name.replace("-", " ").replace("_", " ").capitalize()

    @property
    def placeholder(self) -> str:
        """The text that stands for it in a manifest."""
        return PLACEHOLDERS.write(self.name)

    def to_json(self) -> dict[str, Any]:
        """The parameter as plain data, without the fields that are empty."""
        said = {
            name: value for name, value in asdict(self).items() if value not in (None, "", ()) and value is not False
        }
        if self.default is not None:
            said["default"] = self.default
        if self.choices:
            said["choices"] = list(self.choices)
        return said


_NAMES = frozenset(field.name for field in fields(Parameter))


def from_json(data: Mapping[str, Any]) -> Parameter:
    """The parameter that plain data describes; its shape has been checked, what it means has not (see problems)."""
    known = {name: value for name, value in data.items() if name in _NAMES}
    return Parameter(**{**known, "choices": tuple(known.get("choices", ()))})


def all_from_json(data: Iterable[Mapping[str, Any]]) -> tuple[Parameter, ...]:
    """The parameters that a list of plain data describes."""
    return tuple(from_json(one) for one in data)

"""What the catalogue says about one field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

# The kinds of values a field can hold, as FieldSpec.type names them.
TYPES = ("string", "integer", "number", "boolean", "quantity", "int-or-string", "object", "list", "map")
SCALARS = frozenset(TYPES) - {"object", "list", "map"}


@dataclass(frozen=True, slots=True)
class Union:
    """Fields of an object of which exactly one (or, where none is needed, at most one) may be set."""

    name: str
    branches: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class FieldSpec:
    """One field at one place of the Pod, in one Kubernetes version.

    The upstream schema says `type`, `api_type`, `required`, `doc`; our overlay the rest.
    """

    # The place: `spec.containers[].image`; an item of a list ends in `[]`, the value of a map in `[*]`.
    pattern: str
    # The field's own name: `image`. An item or a map's value has that of its list or map.
    name: str
    # One of TYPES.
    type: str
    # What a list's items or a map's values are.
    item: FieldSpec | None = None
    # What an object's fields are.
    fields: Mapping[str, FieldSpec] = field(default_factory=lambda: MappingProxyType({}))
    # The name of an object's (or of the items', for a list) type in the API: `Container`. "" for plain values.
    api_type: str = ""
    # Whether the schema requires it; the server may be more lenient, and then validation has the last word.
    required: bool = False
    doc: str = ""
    # The closed set of values; () where any will do.
    choices: tuple[str, ...] = ()
    # A sentence about a choice, for those that need one.
    choice_help: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    minimum: int | None = None
    maximum: int | None = None
    # What the server fills in when the field is absent; None where it fills in nothing or it depends.
    default: Any = None
    label: str = ""
    placeholder: str = ""
    group: str = ""
    unit: str = ""
    # The first and the last known version with this field; until is None while the newest still has it.
    since: str = ""
    until: str | None = None
    # The name of the union this field is a branch of.
    union: str = ""
    # The unions among an object's fields.
    unions: tuple[Union, ...] = ()
    # How a string must look ("dns-label", "quantity", "path", …), or the width of an integer ("int32", "int64").
    format: str = ""
    # The fields that tell a list's items apart: ("name",); () where nothing does.
    keys: tuple[str, ...] = ()
    # Whether an empty value means something, so that clearing the last field must keep it (`emptyDir: {}`).
    presence: bool = False
    # Whether the text may run over several lines.
    multiline: bool = False
    # What other tools call it.
    also: tuple[str, ...] = ()
    # The kind of the object in the cluster that it names; "*" where `kind` stands beside it, "" where it names none.
    names: str = ""

    @property
    def is_scalar(self) -> bool:
        """Whether the value is a single one: no object, list or map."""
        return self.type in SCALARS

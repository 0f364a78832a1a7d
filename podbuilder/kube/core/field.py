"""The vocabulary of every complaint: where it is (FieldPath), of what kind (ErrorType), and what is wrong (FieldError).

Mirrors apimachinery's pkg/util/validation/field, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

Document = dict[str, Any]


class Key(str):
    """A map's key inside a FieldPath. Equal to the plain string, but printed in brackets."""

    __slots__ = ()


class FieldPath(tuple[str | int, ...]):
    """The place of a value in a document: a tuple of field names (str), list indices (int) and map keys (Key).

    Compares and hashes as the plain tuple of its parts; prints as the API server prints it.
    """

    __slots__ = ()

    def child(self, *names: str) -> FieldPath:
        """The path of a field inside this one: `spec` → `spec.containers`."""
        return FieldPath((*self, *names))

    # A path is never searched, so tuple's own index() gives way to the word the API uses.
    def index(self, i: int) -> FieldPath:  # type: ignore[override]
        """The path of a list item: `spec.containers` → `spec.containers[0]`."""
        return FieldPath((*self, i))

    def key(self, name: str) -> FieldPath:
        """The path of a map's value: `metadata.labels` → `metadata.labels[app]`."""
        return FieldPath((*self, Key(name)))

    @property
    def parent(self) -> FieldPath:
        """The path without its last part; the root is its own parent."""
        return FieldPath(self[:-1])

    def is_under(self, other: tuple[str | int, ...]) -> bool:
        """Whether this path is `other` or lies somewhere below it."""
        return self[: len(other)] == other

    def is_under_any(self, others: Container[tuple[str | int, ...]]) -> bool:
        """Whether this path is one of a set or lies below one: as quick for thousands of them as for one."""
        return any(self[:length] in others for length in range(len(self) + 1))

    def relative_to(self, other: tuple[str | int, ...]) -> FieldPath:
        """This path without the leading `other` (ValueError if it does not lie under that path)."""
        if not self.is_under(other):
            raise ValueError(f"{self} is not under {FieldPath(other)}")
        return FieldPath(self[len(other) :])

    def pattern(self) -> str:
        """The path with every index as `[]` and every map key as `[*]`: the name the catalogue knows it by."""
        return _render("[]" if isinstance(p, int) else "[*]" if isinstance(p, Key) else p for p in self)

    def __str__(self) -> str:
        text = ""
        for part in self:
            if isinstance(part, (int, Key)):
                text += f"[{part}]"
            else:
                # sic: a name that begins with a bracket is joined as a key is.
                text += part if part[:1] == "[" or not text else f".{part}"
        return text

    def __repr__(self) -> str:
        return f"FieldPath({str(self)!r})"


def _render(parts: Iterable[str]) -> str:
    text = ""
    for part in parts:
        text += part if part[:1] == "[" or not text else f".{part}"
    return text


ROOT = FieldPath()


class ErrorType(StrEnum):
    """Why a value is refused; the strings are those the API server puts into a Status cause."""

    REQUIRED = "FieldValueRequired"
    INVALID = "FieldValueInvalid"
    NOT_SUPPORTED = "FieldValueNotSupported"
    DUPLICATE = "FieldValueDuplicate"
    FORBIDDEN = "FieldValueForbidden"
    NOT_FOUND = "FieldValueNotFound"
    TOO_LONG = "FieldValueTooLong"
    TOO_MANY = "FieldValueTooMany"
    TYPE_INVALID = "FieldValueTypeInvalid"
    INTERNAL = "InternalError"
    # The strict decoder's refusal, which upstream reports as text and not as a cause.
    UNKNOWN_FIELD = "UnknownField"


class _Told:
    """What the API server says of a place, which it does not always call by the path in the document."""

    __slots__ = ()
    path: FieldPath
    told_at: FieldPath | None

    def below(self, base: tuple[str | int, ...]) -> Self:
        """The same in the object that holds this one's at `base`."""
        told_at = None if self.told_at is None else FieldPath((*base, *self.told_at))
        changed: Self = _replace(self, path=FieldPath((*base, *self.path)), told_at=told_at)
        return changed

    def within(self, base: tuple[str | int, ...]) -> Self:
        """The same with its path in the part at `base` alone (ValueError if it does not lie there)."""
        changed: Self = _replace(self, path=self.path.relative_to(base))
        return changed


_replace: Any = replace


@dataclass(frozen=True, slots=True)
class FieldError(_Told):
    """One refusal: its type, the path it concerns, the value found there, and our sentence about it."""

    type: ErrorType
    path: FieldPath
    value: Any
    detail: str
    # Where the API server says it is, if that is not where it stands; a path of the whole document.
    told_at: FieldPath | None = None
    # The key of the map's entry that is meant, where the server names the map alone.
    entry: str | None = None

    @property
    def place(self) -> FieldPath:
        """Where a person finds what is meant: the entry, where the path is only that of its map."""
        return self.path if self.entry is None else self.path.key(self.entry)


@dataclass(frozen=True, slots=True)
class FieldWarning(_Told):
    """Accepted, but the API server answers with a warning. The path is the root where the server names none."""

    path: FieldPath
    message: str
    # Where the API server says it is, if that is not where it stands; a path of the whole document.
    told_at: FieldPath | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Accepted without a warning, but we know a better way: the rule that says so, the path, and the reason.

    The path is the pod's own. What is about the workload around the pod has its `place` there as well.
    """

    rule: str
    path: FieldPath
    message: str
    place: FieldPath | None = None


def required(path: FieldPath, detail: str) -> FieldError:
    """A value that must be there is missing."""
    return FieldError(ErrorType.REQUIRED, path, None, detail)


def invalid(path: FieldPath, value: Any, detail: str) -> FieldError:
    """The value has the right type and the wrong form."""
    return FieldError(ErrorType.INVALID, path, value, detail)


def not_supported(path: FieldPath, value: Any, detail: str) -> FieldError:
    """The value is not one of a closed set."""
    return FieldError(ErrorType.NOT_SUPPORTED, path, value, detail)


def duplicate(path: FieldPath, value: Any, detail: str) -> FieldError:
    """The value must be unique and occurs twice; the path is that of the second one."""
    return FieldError(ErrorType.DUPLICATE, path, value, detail)


def forbidden(path: FieldPath, detail: str) -> FieldError:
    """The field may not be set here, whatever its value."""
    return FieldError(ErrorType.FORBIDDEN, path, None, detail)


def not_found(path: FieldPath, value: Any, detail: str) -> FieldError:
    """The value names something that does not exist in this pod."""
    return FieldError(ErrorType.NOT_FOUND, path, value, detail)


def too_long(path: FieldPath, value: Any, detail: str) -> FieldError:
    """The value is longer than allowed."""
    return FieldError(ErrorType.TOO_LONG, path, value, detail)


def too_many(path: FieldPath, value: Any, detail: str) -> FieldError:
    """The list has more items than allowed."""
    return FieldError(ErrorType.TOO_MANY, path, value, detail)


def type_invalid(path: FieldPath, value: Any, detail: str) -> FieldError:
    """The value has the wrong JSON type."""
    return FieldError(ErrorType.TYPE_INVALID, path, value, detail)


def unknown_field(path: FieldPath, detail: str) -> FieldError:
    """The API of this version has no such field."""
    return FieldError(ErrorType.UNKNOWN_FIELD, path, None, detail)

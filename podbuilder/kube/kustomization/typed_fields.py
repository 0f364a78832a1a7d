"""The fields of a mapping, each taken with the type that it must have; what is left at the end is named."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core.int64 import INT64_MAX
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.kustomization.problem import KustomizationError


class Fields:
    """A mapping of a kustomization; a null counts as nothing said."""

    def __init__(self, document: Any, file: str, at: str = "") -> None:
        if not isinstance(document, dict):
            raise KustomizationError(f"{at or 'It'} is a mapping.", file)
        self.file = file
        self._at = at
        self._left = dict(document)
        self._below: list[Fields] = []

    def take(self, name: str) -> Any:
        """The value of a field; None if there is none."""
        return self._left.pop(name, None)

    def text(self, name: str) -> str:
        """A text; "" if there is none."""
        value = self.take(name)
        if value is not None and not isinstance(value, str):
            raise self._wrong(name, "a text; put it in quotes")
        return value or ""

    def flag(self, name: str) -> bool:
        """A boolean; False if there is none."""
        value = self.take(name)
        if value is not None and not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return bool(value)

    def integer(self, name: str) -> int:
        """A whole number; 0 if there is none."""
        value = self.take(name)
        is_whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= INT64_MAX
        if value is not None and not is_whole:
            raise self._wrong(name, "a whole number")
        return int(value or 0)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._list(name)
        if not all(isinstance(one, str) for one in value):
            raise self._wrong(name, "a list of texts")
        return tuple(value)

    def text_map(self, name: str) -> dict[str, str]:
        """A mapping of texts."""
        value = self.take(name)
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise self._wrong(name, "a mapping of texts; put numbers, and words as yes and true, in quotes")
        return value

    def mapping(self, name: str) -> Fields | None:
        """A mapping with fields of its own."""
        value = self.take(name)
        return None if value is None else self._inside(value, name)

    def items(self, name: str) -> list[Fields]:
        """A list of such mappings."""
        return [self._inside(one, f"{name}[{i}]") for i, one in enumerate(self._list(name))]

    def finish(self) -> None:
        """Refuse what nobody has taken (KustomizationError, which names it)."""
        for name in self._left:
            raise KustomizationError(f"Kustomize knows no field {cut(self._path(str(name)))}.", self.file)
        for one in self._below:
            one.finish()

    def _inside(self, value: Any, name: str) -> Fields:
        found = Fields(value, self.file, self._path(name))
        self._below.append(found)
        return found

    def _list(self, name: str) -> list[Any]:
        value = self.take(name)
        if value is not None and not isinstance(value, list):
            raise self._wrong(name, "a list")
        return value or []

    def _wrong(self, name: str, wanted: str) -> KustomizationError:
        return KustomizationError(f"{self._path(name)} is {wanted}.", self.file)

    def _path(self, name: str) -> str:
        return f"{self._at}.{name}" if self._at else name

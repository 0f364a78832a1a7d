"""A long list, one page at a time: which part of it a page shows, and the ways to the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from podbuilder.kube.core.whole_number import whole_number

T = TypeVar("T")


@dataclass(frozen=True)
class Paged(Generic[T]):
    """A list of which `size` are shown at a time. `name` is what its page is called in an address."""

    all: Sequence[T]
    size: int
    name: str = "page"
    asked: int = 1
    # What else the address asks for, as in "severity=info&".
    query: str = ""

    @property
    def number(self) -> int:
        """The page that is shown, from 1: the asked one, or the last if there are fewer."""
        return max(1, min(self.asked, self.last_number))

    @property
    def last_number(self) -> int:
        return -(-len(self.all) // self.size)

    @property
    def shown(self) -> Sequence[T]:
        return self.all[(self.number - 1) * self.size : self.number * self.size]

    @property
    def is_cut(self) -> bool:
        return len(self.all) > self.size

    @property
    def first(self) -> int:
        """The number of the first that is shown, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        return min(self.number * self.size, len(self.all))

    @property
    def earlier(self) -> int:
        """The page before; 0 if there is none."""
        return self.number - 1

    @property
    def later(self) -> int:
        """The page after; 0 if there is none."""
        return self.number + 1 if self.number < self.last_number else 0


def asked_page(data: Mapping[str, str], name: str = "page") -> int:
    """The number of the page that an address asks for; the first where it names none."""
    return whole_number(data.get(name, "")) or 1

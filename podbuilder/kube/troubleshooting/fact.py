"""What a paste says: facts, each with the lines on which it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.troubleshooting.given_names import without_names
from podbuilder.kube.troubleshooting.paste_lines import squeezed

# In a log that repeats itself, more hits of one phrase say nothing new.
MOST_HITS = 40
# Of the facts with a sign's first phrase so many are looked at for the others.
MOST_CANDIDATES = 300
# Of a log, in characters, its beginning and its end are searched: how it began, and how it ended.
FIRST_SEARCHED, MOST_SEARCHED = 50_000, 250_000


class FactKind(StrEnum):
    """Where a fact comes from."""

    EVENT = "event"
    WAITING = "waiting"  # a container's state, with its reason and message
    TERMINATED = "terminated"  # the same, with its exit code
    CONDITION = "condition"
    POD = "pod"  # status.reason and status.message
    STATUS = "status"  # a row of kubectl get pods
    FIELD = "field"  # of the spec, or a plain value of the status
    LINE = "line"  # of a log, or of prose


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a paste says.

    `reason` is Kubernetes' word for it (of a field its name, in small letters and without blanks), `text` what it says,
    `quote` how that stands in the paste, on the lines of `lines`.
    """

    kind: FactKind
    reason: str
    text: str
    quote: str
    lines: tuple[int, ...]
    container: str = ""
    # The list of the spec that has the container, as far as the paste says so, and the place in it.
    group: str = "containers"
    index: int = 0
    # Of an event: the object that it is about, as `pod/web-0`, and how often it happened.
    about: str = ""
    count: int = 1
    code: int | None = None


@dataclass(frozen=True)
class Facts:
    """All that a paste says, in its order, and how many of its lines were not read."""

    all: tuple[Fact, ...]
    left_out: int = 0

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.all)

    def of(self, kind: FactKind, *reasons: str) -> list[Fact]:
        """The facts of one kind, of all reasons or of these."""
        return [fact for fact in self._by_kind.get(kind, ()) if not reasons or fact.reason in reasons]

    def saying(self, *phrases: str, unless: tuple[str, ...] = ()) -> list[Fact]:
        """The facts that say all of these phrases and none of the others, the first ones of many, but for the spec's.

        The phrases are squeezed already.
        """
        first, *others = phrases
        numbers = self._numbers(first)
        for phrase in others:
            numbers = [number for number in numbers if phrase in self._keys[number]]
        found: list[Fact] = []
        for number in numbers:
            key = self._keys[number]
            if len(found) < MOST_HITS and not any(phrase in key for phrase in unless):
                found.append(self._spoken[number])
        return found

    def _numbers(self, phrase: str) -> list[int]:
        """The facts, by their numbers, that say a phrase; many begin with one that most pastes do not have."""
        if phrase not in self._found:
            found: list[int] = []
            at = self._text.find(phrase)
            while at >= 0 and len(found) < MOST_CANDIDATES:
                number = bisect_right(self._starts, at) - 1
                found.append(number)
                at = self._text.find(phrase, self._starts[number] + len(self._keys[number]))
            self._found[phrase] = found
        return self._found[phrase]

    @cached_property
    def _found(self) -> dict[str, list[int]]:
        return {}

    @cached_property
    def _by_kind(self) -> dict[FactKind, list[Fact]]:
        found: dict[FactKind, list[Fact]] = {}
        for fact in self.all:
            found.setdefault(fact.kind, []).append(fact)
        return found

    @cached_property
    def _spoken(self) -> list[Fact]:
        spoken = [fact for fact in self.all if fact.kind is not FactKind.FIELD]
        lines = sum(len(fact.text) for fact in spoken if fact.kind is FactKind.LINE)
        if lines <= MOST_SEARCHED:
            return spoken
        kept: list[Fact] = []
        passed = 0
        for fact in spoken:
            is_line = fact.kind is FactKind.LINE
            passed += len(fact.text) if is_line else 0
            if not is_line or passed <= FIRST_SEARCHED or passed > lines - (MOST_SEARCHED - FIRST_SEARCHED):
                kept.append(fact)
        return kept

    @cached_property
    def _text(self) -> str:
        # One call for all of them: a log has many lines.
        said = (f"{fact.reason} {without_names(fact.text)}".lstrip() for fact in self._spoken)
        return squeezed("\n".join(said))

    @cached_property
    def _keys(self) -> list[str]:
        return self._text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(key) + 1 for key in self._keys), initial=0))

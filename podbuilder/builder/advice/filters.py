"""Advice as pages show it: beside its control, or in a list grouped by severity, which filters narrow down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.builder.advice.advice import SIGNS, Advice
from podbuilder.builder.forms.control import Message
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.rule import CATEGORIES

SEVERITIES = tuple(SIGNS)
WHOLE_POD = "(pod)"


class AdviceRow(NamedTuple):
    """A piece of advice and the way to its field."""

    advice: Advice
    href: str


class AdviceGroup(NamedTuple):
    """All advice of one severity."""

    severity: str
    sign: str
    rows: list[AdviceRow]


def grouped(advice: Iterable[Advice], href_of: Callable[[FieldPath], str]) -> list[AdviceGroup]:
    """The advice by severity, the most severe first; what there is none of is left out."""
    rows: dict[str, list[AdviceRow]] = {severity: [] for severity in SEVERITIES}
    for one in advice:
        rows[one.severity].append(AdviceRow(one, href_of(one.field)))
    return [AdviceGroup(severity, SIGNS[severity], found) for severity, found in rows.items() if found]


@dataclass
class AdviceMessage(Message):
    """A message beside a control, with what leads on from it: the fix, its form, and the rule's page."""

    advice: Advice


def messages(advice: Iterable[Advice]) -> Iterator[tuple[FieldPath, Message]]:
    """A message for each piece of advice, with the path of its field, in the given order."""
    for one in advice:
        yield one.field, AdviceMessage("advice", one.finding.message, one)


class FilterChoice(NamedTuple):
    """One thing to narrow the list down by: its name in the address, what it is called, and its values."""

    name: str
    label: str
    values: list[tuple[str, str]]
    chosen: str


class Filter(NamedTuple):
    """What of the advice is asked for; an empty text asks for all."""

    severity: str = ""
    category: str = ""
    container: str = ""

    @classmethod
    def read(cls, data: Mapping[str, str]) -> Filter:
        """The filter of an address; what it does not know is left out."""
        severity, category = data.get("severity", ""), data.get("category", "")
        return cls(
            severity if severity in SEVERITIES else "",
            category if category in CATEGORIES else "",
            data.get("container", "")[:253],
        )

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return not any(self)

    def fits(self, advice: Advice) -> bool:
        return (
            self.severity in ("", advice.severity)
            and self.category in ("", advice.category)
            and self.container in ("", advice.container or WHOLE_POD)
        )

    def choices(self, advice: Iterable[Advice]) -> list[FilterChoice]:
        """The three ways to narrow this advice down, each with the values that occur."""
        found = list(advice)
        severities, categories = {a.severity for a in found}, {a.category for a in found}
        containers = sorted({a.container for a in found if a.container})
        pod = [(WHOLE_POD, "the pod as a whole")] if any(not a.container for a in found) else []
        values = {
            "severity": [(s, s) for s in SEVERITIES if s in severities],
            "category": [(c, c) for c in CATEGORIES if c in categories],
            "container": pod + [(name, name) for name in containers],
        }
        return [FilterChoice(name, name.capitalize(), values[name], getattr(self, name)) for name in self._fields]

"""Advice as one row a rule: in how many containers it holds, and one fix for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import cached_property

from podbuilder.builder.advice.advice import BADGES, FIX_RULE, Advice
from podbuilder.builder.advice.filters import AdviceRow
from podbuilder.kube import lint
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, EPHEMERAL_CONTAINERS, INIT_CONTAINERS, visit_containers

# Places that a row lists; of more, it says how many there are.
SHOWN_PLACES = 20
# Containers that are told by name instead of by number.
NAMED = 3
_KIND_OF_SCOPE = {"container": CONTAINERS, "init": INIT_CONTAINERS, "ephemeral": EPHEMERAL_CONTAINERS}


@dataclass(frozen=True)
class RuleGroup:
    """All findings of one rule."""

    rule: str
    advice: tuple[Advice, ...]
    # "in all 20 containers"; "" where one field of the pod says it all.
    where: str
    rows: tuple[AdviceRow, ...]

    @property
    def first(self) -> Advice:
        return self.advice[0]

    @property
    def severity(self) -> str:
        return self.first.severity

    @property
    def badge(self) -> str:
        return BADGES[self.severity]

    @property
    def text(self) -> str:
        """What is found: the finding's own words, or the rule's where several findings have different ones."""
        said = {one.finding.message for one in self.advice}
        return said.pop() if len(said) == 1 else lint.all_rules()[self.rule].summary

    @property
    def more(self) -> int:
        """How many places there are beyond those that are listed."""
        return len(self.advice) - len(self.rows)

    @property
    def is_single(self) -> bool:
        return len(self.advice) == 1

    @cached_property
    def fixes(self) -> int:
        """How many of the places that are listed one click would mend."""
        return sum(bool(row.advice.fix) for row in self.rows)

    @property
    def op(self) -> str:
        """The value of the button that makes all fixes of the rule."""
        return f"{FIX_RULE}:{self.rule}"


def by_rule(advice: Iterable[Advice], pod: Document, href_of: Callable[[FieldPath], str]) -> list[RuleGroup]:
    """The advice by rule, in the order in which the rules first occur."""
    found: dict[str, list[Advice]] = {}
    for one in advice:
        found.setdefault(one.rule, []).append(one)
    names = {path: str(container.get("name") or f"unnamed {path[-1]}") for path, container, _ in visit_containers(pod)}
    return [
        RuleGroup(
            rule,
            tuple(of_rule),
            _where(of_rule, names),
            tuple(AdviceRow(one, href_of(one.field)) for one in islice(of_rule, SHOWN_PLACES)),
        )
        for rule, of_rule in found.items()
    ]


def _where(advice: list[Advice], names: dict[FieldPath, str]) -> str:
    """Which of the containers that the rule looks at have it."""
    having = {FieldPath(one.path[:3]) for one in advice} & set(names)
    if not having:
        return f"in {len(advice)} places" if len(advice) > 1 else ""
    kinds = {_KIND_OF_SCOPE[scope] for scope in lint.all_rules()[advice[0].rule].rule.scope if scope in _KIND_OF_SCOPE}
    all_of = [path for path in names if path[1] in kinds or path in having]
    if len(all_of) == 1:
        return f"in {len(advice)} places" if len(advice) > 1 else ""
    if len(having) == len(all_of):
        return "in both containers" if len(all_of) == 2 else f"in all {len(all_of)} containers"
    if len(having) <= NAMED:
        return f"in {_listed([names[path] for path in names if path in having])}"
    return f"in {len(having)} of {len(all_of)} containers"


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

"""Which rules are asked, and with which settings."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.lint.rule import Rule
from podbuilder.kube.lint.settings import DEFAULTS, Settings

# The five rules that the course ends in: requests and limits, probes, non-root, labels, never :latest.
COURSE_RULES = frozenset(
    {
        "cpu-request-missing",
        "image-tag-mutable",
        "labels-recommended",
        "liveness-probe-missing",
        "memory-limit-missing",
        "memory-request-missing",
        "readiness-probe-missing",
        "run-as-non-root",
    }
)


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules that are on by default, but for what is `added` and `removed`; `only`, if given, replaces them all."""

    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    everything: bool = False
    settings: Settings = DEFAULTS

    def wants(self, rule: Rule) -> bool:
        """Whether the profile asks this rule."""
        if self.only is not None:
            return rule.id in self.only
        return rule.id not in self.removed and (rule.default or self.everything or rule.id in self.added)


DEFAULT = Profile()
COURSE = Profile(only=COURSE_RULES)
ALL = Profile(everything=True)

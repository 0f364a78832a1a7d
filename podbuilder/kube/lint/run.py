"""Loads the rules, runs them on a pod, and makes their fixes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from podbuilder.kube.core import versions
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import Document, Finding
from podbuilder.kube.lint import rules
from podbuilder.kube.lint.profile import DEFAULT, Profile
from podbuilder.kube.lint.rule import CheckFunction, FixFunction, Patch, Rule
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.lint.surroundings import ALONE, Surroundings
from podbuilder.kube.yamltext import edits

HEADINGS = ("Why", "Example", "Use instead", "Fix", "See")


@dataclass(frozen=True)
class Loaded:
    """A rule with its functions and its documentation."""

    rule: Rule
    check: CheckFunction
    # None if only a person can fix the offence; may also return None for a single finding.
    fix: FixFunction | None
    # The docstring, which is parsed only for those who read it.
    text: str

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return self._explanation[0]

    @property
    def sections(self) -> dict[str, str]:
        """The text under each of HEADINGS."""
        return self._explanation[1]

    @cached_property
    def _explanation(self) -> tuple[str, dict[str, str]]:
        return explanation(self.text)


@lru_cache(maxsize=1)
def all_rules() -> dict[str, Loaded]:
    """Every rule by its id, in order of id."""
    return registered(import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__))


def registered(modules: Iterable[ModuleType]) -> dict[str, Loaded]:
    """The rules of modules by id, in order of id; two rules with one id raise ValueError."""
    found: dict[str, Loaded] = {}
    for module in modules:
        rule: Rule = module.rule
        if rule.id in found:
            raise ValueError(f"two rules are called {rule.id!r}")
        found[rule.id] = Loaded(rule, module.check, getattr(module, "fix", None), module.__doc__ or "")
    return {id: found[id] for id in sorted(found)}


def explanation(text: str) -> tuple[str, dict[str, str]]:
    """A rule's docstring, split into its first line and the text under each heading."""
    summary, _, rest = text.partition("\n")
    sections: dict[str, str] = {}
    heading = ""
    for line in rest.splitlines():
        if line.startswith("**"):
            heading, _, line = line.removeprefix("**").partition("**")
        sections[heading] = f"{sections.get(heading, '')}\n{line}"
    return summary, {heading: body.strip() for heading, body in sections.items() if heading}


@lru_cache(maxsize=64)
def rules_of(profile: Profile, version: str) -> tuple[Loaded, ...]:
    """The rules that a profile turns on and that apply to a version."""
    minor = versions.minor(version)
    return tuple(
        loaded
        for id, loaded in all_rules().items()
        if profile.wants(loaded.rule) and versions.minor(loaded.rule.since) <= minor
    )


def run(
    pod: Document, version: str = versions.DEFAULT, profile: Profile = DEFAULT, around: Surroundings = ALONE
) -> tuple[Finding, ...]:
    """The findings for a decoded pod, in order of the rules' ids."""
    subject = Subject(pod, version, profile.settings, around)
    found: list[Finding] = []
    for loaded in rules_of(profile, version):
        found.extend(loaded.check(subject))
    return tuple(found)


def fix(
    pod: Document,
    finding: Finding,
    version: str = versions.DEFAULT,
    profile: Profile = DEFAULT,
    around: Surroundings = ALONE,
) -> Patch | None:
    """The fix for a finding; None if only a person can make one."""
    return fix_in(Subject(pod, version, profile.settings, around), finding)


def fix_in(subject: Subject, finding: Finding) -> Patch | None:
    """The same for a pod that is prepared already: whoever asks for many fixes prepares it once."""
    function = all_rules()[finding.rule].fix
    return function(subject, finding) if function else None


def apply(pod: Document, patch: Patch) -> Document:
    """A copy of the pod with a fix applied."""
    for edit in patch.edits:
        pod = edits.meaning(pod, edit)
    return pod

"""Which controls of a Pod Security level reject a pod in a version's policy, and the highest level it satisfies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from podbuilder.kube.core import versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.podsecurity import checks
from podbuilder.kube.podsecurity.check import (
    BASELINE,
    LEVELS,
    PRIVILEGED,
    RESTRICTED,
    Check,
    CheckFunction,
    Subject,
    Violation,
)


def evaluate(pod: Document, level: str, version: str) -> list[Violation]:
    """The violations of a level, baseline checks before restricted ones, each in order of id.

    The pod is the defaulted one, because admission checks what the server would store. With a host network, for
    example, every container port has become a host port.
    """
    return evaluate_levels(pod, (level,), version)[level]


def evaluate_levels(pod: Document, levels: Iterable[str], version: str) -> dict[str, list[Violation]]:
    """The same for several levels, each check that they share made once."""
    subject = Subject.of(pod)
    made: dict[CheckFunction, Violation | None] = {}
    found: dict[str, list[Violation]] = {}
    for level in levels:
        found[level] = violations = []
        for check, function in checks_of(level, version):
            if function not in made:
                offences = list(function(subject))
                made[function] = check.violation(offences) if offences else None
            violation = made[function]
            if violation is not None:
                violations.append(violation)
    return found


def highest_level(violations: Mapping[str, Sequence[Violation]]) -> str:
    """The strictest level without violations; the argument has the violations of "baseline" and "restricted"."""
    return next((level for level in (RESTRICTED, BASELINE) if not violations[level]), PRIVILEGED)


@lru_cache
def checks_of(level: str, version: str) -> tuple[tuple[Check, CheckFunction], ...]:
    """The checks of a level in the policy of a version that Podbuilder knows (ValueError for another)."""
    return checks_at(level, versions.minor(version))


@lru_cache
def checks_at(level: str, minor: int) -> tuple[tuple[Check, CheckFunction], ...]:
    """The checks of a level in the policy of a minor version, however old, each with the function for it.

    Restricted also has the baseline checks, except those that a restricted check replaces.
    Mirrors populate, Kubernetes v1.36, pod-security-admission/policy/registry.go.
    """
    if level not in LEVELS:
        raise ValueError(f"unknown Pod Security level {level!r}")
    active = [(check, function) for check in all_checks() if (function := check.function(minor))]
    baseline = [(check, function) for check, function in active if check.level == BASELINE]
    if level != RESTRICTED:
        return tuple(baseline) if level == BASELINE else ()
    restricted = [(check, function) for check, function in active if check.level == RESTRICTED]
    replaced = {id for check, _ in restricted for id in check.overrides}
    return (*((check, function) for check, function in baseline if check.id not in replaced), *restricted)


@lru_cache
def all_checks() -> tuple[Check, ...]:
    """Every check: the `check` of each module in the folder, in order of id."""
    return registered(
        import_module(f"{checks.__name__}.{module.name}").check for module in iter_modules(checks.__path__)
    )


def registered(found: Iterable[Check]) -> tuple[Check, ...]:
    """The checks in order of id; two with one id, or an override of no baseline check, raise ValueError."""
    by_id: dict[str, Check] = {}
    for check in found:
        if check.id in by_id:
            raise ValueError(f"two checks are called {check.id!r}")
        by_id[check.id] = check
    for check in by_id.values():
        for id in check.overrides:
            if id not in by_id or by_id[id].level != BASELINE:
                raise ValueError(f"check {check.id!r} overrides {id!r}, which is no baseline check")
    return tuple(by_id[id] for id in sorted(by_id))

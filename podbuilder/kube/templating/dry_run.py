"""A dry run of a template: the verdict with its defaults, and with each parameter at its boundary values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from podbuilder.kube.core.field import FieldError
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.review import Review, review_manifest
from podbuilder.kube.templating import (
    Mismatch,
    Parameter,
    Value,
    boundaries,
    defaults,
    filled_in,
    mismatches,
)
from podbuilder.kube.templating.declaration import problems

# The most reviews that one dry run makes, since a template's page waits for it.
MOST_TRIALS = 120


@dataclass(frozen=True)
class Trial:
    """One parameter at a boundary value, the others at their defaults."""

    name: str
    value: Value
    review: Review

    @property
    def error(self) -> FieldError:
        """The first error of its review."""
        return _first(self.review)


@dataclass(frozen=True)
class DryRun:
    """The result: problems of the declarations, the verdict with the defaults, and the trials that were refused."""

    declared_wrong: tuple[tuple[str, str], ...]
    mismatches: tuple[Mismatch, ...]
    review: Review | None
    refused: tuple[Trial, ...]
    trials: int

    @property
    def is_usable(self) -> bool:
        """Whether the template yields an accepted pod with its defaults."""
        return not self.declared_wrong and self.review is not None and self.review.pods_accepted

    @property
    def is_sound(self) -> bool:
        """Whether every value that was tried gives an accepted pod."""
        return self.is_usable and not self.refused and not self.mismatches

    @property
    def problem(self) -> str:
        """Why the template yields no accepted pod, as a sentence; "" if it yields one."""
        if self.declared_wrong:
            name, text = self.declared_wrong[0]
            return f"{name}: {text}" if name else text
        if self.review is None or self.review.pods_accepted:
            return ""
        error = _first(self.review)
        refused = "its pods" if self.review.accepted else "it"
        return f"With its defaults the API server refuses {refused}. {error.path}: {error.detail}"


def _first(review: Review) -> FieldError:
    return (*review.errors, *review.wrapper_errors, *review.pod_errors)[0]


def dry_run(manifest: Manifest, parameters: Sequence[Parameter], version: str) -> DryRun:
    """Review a template with its defaults, and with each parameter in turn at its boundary values."""
    wrong = tuple(problems(parameters))
    if wrong:
        return DryRun(wrong, (), None, (), 0)
    usual = defaults(parameters)
    try:
        verdict = review_manifest(filled_in(manifest, usual, version), version)
        differing = mismatches(manifest.text, parameters)
    except ManifestError as error:
        return DryRun((("", f"With its defaults it cannot be filled in. {error.message}"),), (), None, (), 0)
    refused: list[Trial] = []
    trials = 0
    for parameter in parameters:
        for value in boundaries(parameter):
            if value == usual[parameter.name] or trials == MOST_TRIALS:
                continue
            trials += 1
            try:
                tried = review_manifest(filled_in(manifest, {**usual, parameter.name: value}, version), version)
            except ManifestError as error:
                differing.append(Mismatch(parameter.name, f"Not every {parameter.name} fits. {error.message}"))
                continue
            if not tried.pods_accepted:
                refused.append(Trial(parameter.name, value, tried))
    return DryRun((), tuple(differing), verdict, tuple(refused), trials)

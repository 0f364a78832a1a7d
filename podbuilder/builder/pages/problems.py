"""The small values that pages of the builder are made of."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.builder.comparison import DiffLine
from podbuilder.builder.steps.outline import CONTAINERS_HEADING, Step
from podbuilder.kube.field import FieldPath


@dataclass(frozen=True)
class Problem:
    """One complaint in the list beneath the YAML. `kind` is error or warning."""

    kind: str
    path: FieldPath
    text: str
    line: int
    href: str
    # Whether it is about the workload around the pod, so that no step shows it; the path is then the document's.
    is_around: bool = False

    @property
    def where(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class OutlineEntry:
    step: Step
    href: str
    is_current: bool
    errors: int
    warnings: int
    # Whether the manifest has anything in this step.
    is_used: bool
    # How many pieces of advice there are on it.
    advice: int = 0
    # Behind the last of the containers stand the buttons that add one.
    is_last_of_heading: bool = False

    @property
    def is_last_container(self) -> bool:
        return self.is_last_of_heading and self.step.heading == CONTAINERS_HEADING


@dataclass(frozen=True)
class Conflicted:
    """What was typed on a page that did not know of another's writes: nothing of it is saved yet."""

    diff: list[DiffLine]
    held: list[tuple[str, str]]

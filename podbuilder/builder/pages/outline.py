"""The outline beside a step: every step of the pod, with its errors, warnings and advice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from podbuilder.builder.pages.problems import Problems
from podbuilder.builder.pages.urls import DraftUrls
from podbuilder.builder.steps.outline import (
    BESIDE,
    CONTAINERS_HEADING,
    METADATA,
    OBJECT,
    SLUG_OF_LIST,
    WORKLOAD,
    Step,
    companion_of,
    slug_for,
    workload_of,
)
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import Carrier
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION

# Companions that are listed; the others are chosen above the form.
MOST_SHOWN = 50


@dataclass(frozen=True)
class Outline:
    """All that the outline is drawn from."""

    entries: tuple[OutlineEntry, ...]
    # Where its buttons post to, and the page with the recipes for a container.
    preview_url: str
    add_url: str
    # What else of the file can be edited: its pods, where something beside them is, and what stands beside them.
    pods: tuple[Carrier, ...] = ()
    companions: tuple[Carrier, ...] = ()
    # Of the first of these in their order: how many errors and warnings there are.
    said: tuple[tuple[int, int], ...] = ()
    # The number of what is edited now.
    number: int = 0

    @property
    def has_no_containers(self) -> bool:
        return not self.is_companion and not any(one.step.heading == CONTAINERS_HEADING for one in self.entries)

    def said_of(self, number: int) -> tuple[int, int]:
        """How many errors and warnings there are on what has this number; none for a pod."""
        place = number - FIRST_COMPANION
        return self.said[place] if 0 <= place < len(self.said) else (0, 0)

    @property
    def shown(self) -> tuple[Carrier, ...]:
        """The companions that are listed: the first, and what is edited now."""
        return tuple(one for i, one in enumerate(self.companions) if i < MOST_SHOWN or one.number == self.number)

    @property
    def more(self) -> int:
        """How many of them are not listed."""
        return len(self.companions) - len(self.shown)

    @property
    def is_companion(self) -> bool:
        """Whether its steps are those of what stands beside a pod."""
        return any(entry.step.heading == BESIDE for entry in self.entries)


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
    def is_of_companion(self) -> bool:
        """Whether it is the step of what stands beside a pod, which is listed with the others by its name."""
        return self.step.heading == BESIDE

    @property
    def is_last_container(self) -> bool:
        return self.is_last_of_heading and self.step.heading == CONTAINERS_HEADING


def outline_of(
    steps: list[Step],
    current: str,
    pod: Document,
    problems: Problems,
    advised: Iterable[FieldPath],
    urls: DraftUrls,
    **others: Any,
) -> Outline:
    """The outline of steps; `current` is the slug of the one that is shown, `advised` what the advice is on.

    What `others` there are to edit, and which number is edited now, is said as an Outline has it.
    """
    said = [(problem.kind, slug_for(problem.path)) for problem in problems.all if not problem.is_around]
    counts = Counter(said)
    pieces = Counter(map(slug_for, advised))
    used = set(_used_slugs(pod))
    entries = tuple(
        OutlineEntry(
            step,
            urls.step(step.slug),
            step.slug == current,
            counts["error", step.slug],
            counts["warning", step.slug],
            step.slug in used,
            pieces[step.slug],
            is_last_of_heading=step.heading != after,
        )
        for step, after in zip(steps, [*(s.heading for s in steps[1:]), ""], strict=True)
    )
    return Outline(entries, urls.preview(current), urls.add, **others)


def _used_slugs(pod: Document) -> Iterator[str]:
    """The slugs of the steps in which the pod has something."""
    if companion_of(pod):
        yield OBJECT
    if pod.get("metadata"):
        yield METADATA
    if workload_of(pod):
        yield WORKLOAD
    spec = pod.get("spec")
    for name, value in spec.items() if isinstance(spec, dict) else ():
        path = SPEC.child(name)
        if name not in SLUG_OF_LIST:
            yield slug_for(path)
        elif isinstance(value, list):
            yield from (slug_for(path.index(i)) for i in range(len(value)))

"""The outline beside a step: every step of the pod, with its errors, warnings and advice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from podbuilder.builder.pages.problems import Problems
from podbuilder.builder.pages.urls import DraftUrls
from podbuilder.builder.steps.outline import (
    CONTAINERS_HEADING,
    METADATA,
    SLUG_OF_LIST,
    WORKLOAD,
    Step,
    slug_for,
    workload_of,
)
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SPEC


@dataclass(frozen=True)
class Outline:
    """All that the outline is drawn from."""

    entries: tuple[OutlineEntry, ...]
    # Where its buttons post to, and the page with the recipes for a container.
    preview_url: str
    add_url: str

    @property
    def has_no_containers(self) -> bool:
        return not any(entry.step.heading == CONTAINERS_HEADING for entry in self.entries)


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


def outline_of(
    steps: list[Step], current: str, pod: Document, problems: Problems, advised: Iterable[FieldPath], urls: DraftUrls
) -> Outline:
    """The outline of steps; `current` is the slug of the one that is shown, `advised` what the advice is on."""
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
    return Outline(entries, urls.preview(current), urls.add)


def _used_slugs(pod: Document) -> Iterator[str]:
    """The slugs of the steps in which the pod has something."""
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

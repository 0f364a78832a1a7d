"""What the page of a pod's life is asked for: what is rehearsed, with which container, and what is assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import cached_property

from podbuilder.kube.core.limits import SHOWN_LIVES
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.lifecycle.assumptions import OF_CONTAINERS, OF_PODS, Assumption, Assumptions
from podbuilder.kube.lifecycle.played_pod import PlayedContainer, PlayedPod
from podbuilder.kube.lifecycle.rehearsals import BY_SLUG, NONE, REHEARSALS, Rehearsal

# What a box for a second says if it holds something else.
_WRONG = "Give a whole number from 0 to {most:,}."


class Option(NamedTuple):
    """A choice of a select."""

    value: str
    title: str
    is_chosen: bool


class OptionGroup(NamedTuple):
    """Choices that belong together; those without a title stand by themselves."""

    title: str
    options: list[Option]


class Seconds(NamedTuple):
    """A box for a number of seconds, as it was filled in, and what is wrong with that."""

    name: str
    label: str
    value: str
    otherwise: int
    message: str

    @property
    def id(self) -> str:
        """The control's, without the dot that a selector would take for a class."""
        return f"life-{self.name.replace('.', '-')}"


class ContainerSeconds(NamedTuple):
    """The boxes of one container; empty ones mean the number for all."""

    name: str
    boxes: list[Seconds]


@dataclass(frozen=True)
class LifeForm:
    """The form, read from an address; whatever is wrong in it counts as not given."""

    pod: PlayedPod
    asked: Mapping[str, str]

    @cached_property
    def rehearsal(self) -> Rehearsal:
        """What is rehearsed, if it can happen to this pod."""
        found = BY_SLUG.get(self.asked.get("rehearse", ""))
        return found if found is not None and found.fitting(self.pod) else BY_SLUG[NONE]

    @cached_property
    def container(self) -> PlayedContainer | None:
        """With which container: the one that was chosen if it can happen to it, else the first."""
        fitting = self.rehearsal.fitting(self.pod)
        chosen = (one for one in fitting if one.name == self.asked.get("container"))
        return next(chosen, fitting[0] if fitting else None)

    @cached_property
    def _fitting(self) -> list[Rehearsal]:
        return [one for one in REHEARSALS if one.slug == NONE or one.fitting(self.pod)]

    @property
    def rehearsals(self) -> list[OptionGroup]:
        """What can be rehearsed with this pod, by when it happens."""
        groups: dict[str, list[Option]] = {}
        for one in self._fitting:
            groups.setdefault(one.group, []).append(Option(one.slug, one.title, one == self.rehearsal))
        return [OptionGroup(title, options) for title, options in groups.items()]

    @property
    def never(self) -> list[str]:
        """What cannot happen to this pod."""
        return [one.title for one in REHEARSALS if one not in self._fitting]

    @property
    def containers(self) -> list[Option]:
        """The containers, for what concerns one of them."""
        return [Option(one.name, one.name, one == self.container) for one in self.pod.containers[:SHOWN_LIVES]]

    @cached_property
    def assumptions(self) -> Assumptions:
        """The numbers that are given, and those of the rehearsal in place of others."""
        numbers = dict(self.rehearsal.numbers)
        present = {one.image for one in self.pod.containers} if self.is_pulled else ()
        own: dict[tuple[int, str], int] = {}
        for one in (*OF_PODS, *OF_CONTAINERS):
            number = self._number(one, one.name)
            numbers.update({} if number is None else {one.name: number})
        for container in self.pod.containers[:SHOWN_LIVES]:
            for one in OF_CONTAINERS:
                number = self._number(one, f"{one.name}.{container.key}")
                own.update({} if number is None else {(container.key, one.name): number})
        return Assumptions(numbers, own, frozenset(present))

    def _number(self, assumption: Assumption, name: str) -> int | None:
        return whole_number(self.asked.get(name, "").strip(), assumption.most)

    def _box(self, assumption: Assumption, name: str, label: str, otherwise: int) -> Seconds:
        value = self.asked.get(name, "").strip()[:20]
        is_wrong = bool(value) and self._number(assumption, name) is None
        message = _WRONG.format(most=assumption.most) if is_wrong else ""
        return Seconds(name, label, value, otherwise, message)

    @property
    def of_pod(self) -> list[Seconds]:
        """The boxes for the pod as a whole, as far as they concern it, then those for all containers."""
        defaults = Assumptions(self.rehearsal.numbers)
        idle = {"mount"} if not self.pod.has_volumes else set()
        idle |= {"gates"} if not self.pod.readiness_gates else set()
        shown = (one for one in (*OF_PODS, *OF_CONTAINERS) if one.name not in idle)
        return [self._box(one, one.name, one.label, defaults.of(one.name)) for one in shown]

    @property
    def is_pulled(self) -> bool:
        """Whether the images are on the node already."""
        return bool(self.asked.get("present"))

    @property
    def of_containers(self) -> list[ContainerSeconds]:
        """The boxes of each container, where there are several."""
        shown = self.pod.containers[:SHOWN_LIVES] if len(self.pod.containers) > 1 else ()
        return [ContainerSeconds(one.name, list(self._boxes(one))) for one in shown]

    def _boxes(self, container: PlayedContainer) -> Iterator[Seconds]:
        for one in OF_CONTAINERS:
            yield self._box(one, f"{one.name}.{container.key}", one.label, self.assumptions.of(one.name))

    @property
    def is_wrong(self) -> bool:
        """Whether a box holds something that is no such number."""
        boxes = [*self.of_pod, *(box for one in self.of_containers for box in one.boxes)]
        return any(box.message for box in boxes)

    @property
    def has_numbers(self) -> bool:
        """Whether any number is given, so that the boxes are unfolded."""
        names = {one.name for one in (*OF_PODS, *OF_CONTAINERS)}
        given = any(value.strip() for name, value in self.asked.items() if name.partition(".")[0] in names)
        return given or self.is_pulled

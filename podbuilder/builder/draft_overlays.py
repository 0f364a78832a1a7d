"""The overlays of a draft as a form: posted, kept as they were typed, and read as what Kustomize makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.models import State
from podbuilder.kube.exporters.kustomize.kustomize_export import MAX_OVERLAYS
from podbuilder.kube.exporters.kustomize.overlay_answers import AnsweredOverlay, answers_of, overlay_of
from podbuilder.kube.exporters.kustomize.overlay_questions import WITHOUT, Group, OverlayQuestion
from podbuilder.kube.exporters.kustomize.written_here import written_here
from podbuilder.kube.kustomization.overlays.brought_folder import BroughtFolder
from podbuilder.kube.kustomization.overlays.overlay import Overlay

# What most people call the places where something runs.
USUAL_NAMES = ("dev", "staging", "prod")
LONGEST_NAME, LONGEST_ANSWER, MOST_ANSWERS = 63, 10_000, 500
NAME, NEW_NAME = "name", "new-name"
GROUPS: Mapping[Group, str] = {
    "place": "Where",
    "images": "Images",
    "replicas": "How many pods",
    "resources": "Resources",
    "variables": "Variables",
    "hosts": "Hosts",
    "configuration": "Configuration",
}

# An overlay as it is stored: `name`, and `answers` by the keys of their questions.
Stored = dict[str, Any]


class OverlayControl(NamedTuple):
    """A question of an overlay, with what was typed and what is wrong with it."""

    number: int
    question: OverlayQuestion
    text: str
    error: str = ""
    # Whether it is taken away.
    goes: bool = False

    @property
    def name_without(self) -> str:
        """The name of the box that takes it away."""
        return control_name(self.number, f"{WITHOUT}{self.question.key}")

    @property
    def name(self) -> str:
        return control_name(self.number, self.question.key)

    @property
    def id(self) -> str:
        return dom_id(self.name)


class OverlayGroup(NamedTuple):
    """Controls that belong together."""

    title: str
    controls: tuple[OverlayControl, ...]

    @property
    def answered(self) -> int:
        """How many of them make a difference."""
        return sum(bool(control.text or control.goes) for control in self.controls)


@dataclass(frozen=True)
class OverlayForm:
    """One overlay of a draft on its page."""

    number: int
    stored: Stored
    questions: Sequence[OverlayQuestion]

    @property
    def name(self) -> str:
        return str(self.stored["name"])

    @property
    def control_of_name(self) -> str:
        return control_name(self.number, NAME)

    @property
    def groups(self) -> list[OverlayGroup]:
        """Its controls by what they are about; an answer to nothing that the base has is left out."""
        wrong = answered(self.stored).wrong
        answers = self.stored["answers"]
        found: dict[Group, list[OverlayControl]] = {}
        for one in self.questions:
            goes = bool(answers.get(f"{WITHOUT}{one.key}"))
            control = OverlayControl(self.number, one, answers.get(one.key, ""), wrong.get(one.key, ""), goes)
            found.setdefault(one.group, []).append(control)
        return [OverlayGroup(title, tuple(found[group])) for group, title in GROUPS.items() if group in found]


def control_name(number: int, key: str) -> str:
    """The name of the control of an overlay's question."""
    return f"o{number}/{key}"


def answered(stored: Stored) -> AnsweredOverlay:
    """A stored overlay as Kustomize's, and what of its answers does not do."""
    return overlay_of(stored["name"], stored["answers"])


def overlays_of(stored: Sequence[Stored]) -> tuple[Overlay, ...]:
    """Stored overlays as Kustomize's."""
    return tuple(answered(one).overlay for one in stored)


def stored_folder(brought: BroughtFolder) -> State:
    """What a draft keeps of a folder that somebody brings: answers where they say all of it, or else its files."""
    overlays = written_here(brought.kept, brought.text)
    stored: list[Stored] = []
    for one in overlays or ():
        answers, lost = answers_of(one)
        if lost or len(answers) > MOST_ANSWERS:
            overlays = None
        stored.append({"name": one.name, "answers": answers})
    return State(folder=brought.kept.to_json()) if overlays is None else State(overlays=stored)


def posted(stored: Sequence[Stored], data: Mapping[str, str]) -> list[Stored]:
    """The overlays as a page posts them; what it does not post stays as it is stored."""
    return [_posted(number, one, data) for number, one in enumerate(stored)]


def _posted(number: int, one: Stored, data: Mapping[str, str]) -> Stored:
    begins = control_name(number, "")
    typed = dict(_typed(begins, data))
    name = typed.pop(NAME, one["name"])[:LONGEST_NAME].strip() or one["name"]
    answers = {key: text for key, text in {**one["answers"], **typed}.items() if text}
    return {"name": name, "answers": dict(list(answers.items())[:MOST_ANSWERS])}


def _typed(begins: str, data: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in data.items():
        if name.startswith(begins):
            answer = as_posted(text)[:LONGEST_ANSWER]
            yield name.removeprefix(begins), answer if "\n" in answer else answer.strip()


def with_another(stored: Sequence[Stored], name: str) -> list[Stored]:
    """The same and a new one, unless there is one of this name, or too many."""
    name = name[:LONGEST_NAME].strip()
    if not name or len(stored) >= MAX_OVERLAYS or any(one["name"] == name for one in stored):
        return list(stored)
    return [*stored, {"name": name, "answers": {}}]


def without(stored: Sequence[Stored], number: int) -> list[Stored]:
    """The same without one of them."""
    return [one for i, one in enumerate(stored) if i != number]

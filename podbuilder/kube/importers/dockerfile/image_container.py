"""The container of a document for which a Dockerfile speaks, opened so that settings can be added to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from podbuilder.kube.core import document as documents
from podbuilder.kube.core import kinds
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts, ImportedPod
from podbuilder.kube.importers.question import AnswerType, Question, Questions


class ContainerPlace(NamedTuple):
    """A container: the object that it is in, its pod, and its number there."""

    whole: dict[str, Any]
    pod: dict[str, Any]
    number: int

    @property
    def title(self) -> str:
        """As people are asked for it."""
        container = self.pod["spec"]["containers"][self.number]["name"]
        return f"{container} of the {self.whole['kind']} {self.whole['metadata']['name']}"


def container_for(wholes: Sequence[dict[str, Any]], questions: Questions) -> ContainerParts | None:
    """The container that is meant, by an answer where there are several; None if there is none."""
    places = list(_places(wholes))
    if not places:
        return None
    choices = tuple((str(number), place.title) for number, place in enumerate(places))
    chosen = places[0]
    if len(places) > 1:
        question = Question("image-of", "Whose image the Dockerfile builds", "0", AnswerType.CHOICE, choices)
        chosen = places[int(questions.ask(question))]
    return _opened(chosen, questions)


def _places(wholes: Sequence[dict[str, Any]]) -> Iterator[ContainerPlace]:
    for whole in wholes:
        for path in kinds.pod_paths(whole):
            pod = documents.get(whole, path) if path else whole
            for number in range(len(documents.listed(pod, ("spec", "containers")))):
                yield ContainerPlace(whole, pod, number)


def _opened(place: ContainerPlace, questions: Questions) -> ContainerParts:
    spec = place.pod["spec"]
    pod = ImportedPod(place.whole["metadata"]["name"], questions, spec=spec, containers=spec["containers"])
    parts = ContainerParts(pod, place.number)
    for number, port in enumerate(parts.container.get("ports", ())):
        parts.ports[port["containerPort"], port.get("protocol", "TCP").lower()] = number
    return parts

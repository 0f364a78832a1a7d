"""What each reason of Kubernetes says, and the causes to which it can lead. The sentences stand in reasons.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from podbuilder.kube.troubleshooting.cause import ReasonNote
from podbuilder.kube.troubleshooting.credential_mask import mask
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts

_FILE = Path(__file__).parent / "reasons.yaml"
# Steps of every start, and of every end that was asked for.
_STEPS = {
    *("Scheduled", "Pulling", "Pulled", "Created", "Started", "SuccessfulAttachVolume", "SuccessfulMountVolume"),
    *("ContainerCreating", "PodInitializing", "ResizeStarted", "ResizeCompleted", "PodCompleted", "Error"),
}
_MOST_NOTES = 8


class Reason(NamedTuple):
    """What a reason says, in a sentence, and the labels of the causes to which it can lead; none for many."""

    says: str
    causes: tuple[str, ...]


@cache
def all_reasons() -> dict[str, dict[str, Reason]]:
    """All reasons by where they stand: waiting, terminated, condition, pod, event; and exit codes, under code."""
    data = yaml.load(_FILE.read_bytes(), yaml.CSafeLoader)
    return {
        place: {name: Reason(entry["says"], tuple(entry["causes"])) for name, entry in reasons.items()}
        for place, reasons in data.items()
    }


def notes_in(facts: Facts) -> tuple[ReasonNote, ...]:
    """What those reasons of a paste say that name no cause, each once."""
    found: dict[str, ReasonNote] = {}
    for fact in facts:
        for name, reason in _told(fact):
            if not reason.causes and name not in _STEPS:
                found.setdefault(name, ReasonNote(name, reason.says, mask(fact.quote), fact.lines[0]))
    return tuple(found.values())[:_MOST_NOTES]


def probe_note(facts: Facts) -> ReasonNote | None:
    """What is said of a probe that failed and has passed since."""
    for fact in facts.of(FactKind.EVENT, "Unhealthy"):
        return ReasonNote(fact.reason, all_reasons()["event"][fact.reason].says, mask(fact.quote), fact.lines[0])
    return None


def _told(fact: Fact) -> Iterator[tuple[str, Reason]]:
    """The reasons that a fact gives: its word, and its exit code."""
    places = all_reasons()
    reason = places.get(fact.kind.value, {}).get(fact.reason)
    if fact.kind is FactKind.STATUS:
        reason = places["waiting"].get(fact.reason.removeprefix("Init:"))
    if reason:
        yield fact.reason, reason
    code = places["code"].get(str(fact.code))
    if code:
        yield f"Exit code {fact.code}", code

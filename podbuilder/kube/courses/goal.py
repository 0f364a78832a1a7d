"""What a task asks of a manifest: one goal is one thing that can be ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from podbuilder.kube import lint
from podbuilder.kube.courses.field_goal import field_sentence, is_field_met
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review
from podbuilder.kube.roles import recognition


class Work(NamedTuple):
    """What somebody has built so far: the manifest, with the pod that is edited, and its review."""

    manifest: Manifest
    review: Review
    # The roles that people gave to containers by hand, by name.
    roles: Mapping[str, str] = {}


@dataclass(frozen=True)
class Goal:
    """One of a task's goals: which kind it is of, and what the course's file says of it."""

    kind: str
    said: Mapping[str, Any]

    @property
    def sentence(self) -> str:
        """What is to be reached, in the author's words or else in ours."""
        return str(self.said.get("text") or _KINDS[self.kind].sentence(self.said))

    def is_met(self, work: Work) -> bool:
        """Whether the work has reached it."""
        return _KINDS[self.kind].is_met(self.said, work)


def goals_from_json(said: Iterable[Mapping[str, Any]]) -> tuple[Goal, ...]:
    """The goals of a task's list, which fits the schema: `[{field: …}, {rules: […]}]`."""
    return tuple(Goal(next(kind for kind in _KINDS if kind in each), each) for each in said)


def _is_accepted(said: Mapping[str, Any], work: Work) -> bool:
    return work.review.pods_accepted


def _holds_field(said: Mapping[str, Any], work: Work) -> bool:
    if "in" not in said:
        return is_field_met(said, work.manifest.pod)
    return any(is_field_met(said, one) for one in _objects(work.manifest, said["in"]))


def _are_quiet(said: Mapping[str, Any], work: Work) -> bool:
    """Whether none of the rules reports anything, however the draft's own profile has them."""
    around = lint.surroundings_of(work.manifest)
    subject = lint.Subject(work.review.decoded, work.review.version, around=around)
    rules = lint.all_rules()
    return bool(subject.containers) and not any(any(True for _ in rules[id].check(subject)) for id in said["rules"])


def _keeps_level(said: Mapping[str, Any], work: Work) -> bool:
    return bool(work.review.decoded) and not work.review.violations[said["level"]]


def _has_role(said: Mapping[str, Any], work: Work) -> bool:
    found = recognition.roles(work.review.decoded, work.review.version, work.roles)
    return any(role.role == said["role"] for role in found)


def _has_object(said: Mapping[str, Any], work: Work) -> bool:
    return bool(_objects(work.manifest, said["object"]))


def _has_class(said: Mapping[str, Any], work: Work) -> bool:
    return work.review.facts.qos_class == str(said["qos"])


def _objects(manifest: Manifest, kind: str) -> list[Any]:
    """The file's objects of a kind: those with pods, and those beside them."""
    carriers = (*manifest.carriers, *manifest.companions)
    return [Manifest.read(manifest.text, one.number).object for one in carriers if one.kind == kind]


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'AEIOUaeiou' else 'a'} {word}"


def _rules_sentence(said: Mapping[str, Any]) -> str:
    titles = [lint.all_rules()[id].summary.rstrip(".") for id in said["rules"]]
    return f"No advice is left on: {'; '.join(titles)}."


class _Kind(NamedTuple):
    is_met: Callable[[Mapping[str, Any], Work], bool]
    sentence: Callable[[Mapping[str, Any]], str]


# By the key that a goal of this kind has in a course's file.
_KINDS = {
    "field": _Kind(_holds_field, field_sentence),
    "accepted": _Kind(_is_accepted, lambda said: "The API server accepts it."),
    "rules": _Kind(_are_quiet, _rules_sentence),
    "level": _Kind(_keeps_level, lambda said: f"It keeps to Pod Security's level {said['level']}."),
    "role": _Kind(_has_role, lambda said: f"One of its containers is {_article(said['role'])}."),
    "object": _Kind(_has_object, lambda said: f"The file holds {_article(said['object'])}."),
    "qos": _Kind(_has_class, lambda said: f"Its QoS class is {said['qos']}."),
}

"""The roles of a draft's containers: recognised once for a page, corrected by the user, kept through renaming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from podbuilder.builder.models import Draft
from podbuilder.builder.steps.outline import Step
from podbuilder.kube.containers import visit_containers
from podbuilder.kube.document import get
from podbuilder.kube.field import Document, FieldPath
from podbuilder.kube.patterns import roles as recognition
from podbuilder.kube.patterns.roles import ROLES, Role

# What each role is called where there is room for more than a word; those that a container can be given by hand.
WORDS = {
    "app": "App",
    "sidecar": "Sidecar",
    "ambassador": "Ambassador",
    "adapter": "Adapter",
    "init": "Init",
    "debug": "Debugging",
}


@dataclass(frozen=True)
class Roles:
    """Which role each container of a pod plays, and why."""

    pod: Document
    version: str
    chosen: Mapping[str, str]

    @cached_property
    def by_path(self) -> dict[FieldPath, Role]:
        return {role.path: role for role in recognition.roles(self.pod, self.version, self.chosen)}

    @cached_property
    def guesses(self) -> dict[FieldPath, Role]:
        """What we would say ourselves."""
        return {role.path: role for role in recognition.roles(self.pod, self.version)} if self.chosen else self.by_path

    def is_chosen(self, path: FieldPath) -> bool:
        return self.chosen.get(name_at(self.pod, path)) in ROLES

    def named(self, steps: Iterable[Step]) -> list[Step]:
        """The steps with the role of their containers."""
        return [
            replace(step, role=self.by_path[step.path].role) if step.path in self.by_path else step for step in steps
        ]


def name_at(pod: Document, path: FieldPath) -> str:
    """The name by which a choice is kept; a container without one has a word that no container can be called."""
    return str(get(pod, (*path, "name")))


def choose(draft: Draft, path: FieldPath, role: str) -> None:
    """Take the user's word for a container's role; an empty one goes back to our guess."""
    name = name_at(draft.manifest.pod, path)
    kept = {known: said for known, said in draft.roles.items() if known != name}
    _keep(draft, {**kept, name: role} if role in ROLES else kept)


def follow(draft: Draft, before: Document, after: Document) -> None:
    """Let the choices follow an edit: a renamed container keeps its own, one that is gone takes it along."""
    if draft.roles:
        _keep(draft, followed(draft.roles, before, after))


def followed(chosen: Mapping[str, str], before: Document, after: Document) -> dict[str, str]:
    """The choices that hold after an edit, by the names that the containers have then."""
    old, new = _names(before), _names(after)
    kept = {name: role for name, role in chosen.items() if name in new.values()}
    if old.keys() != new.keys():
        return kept
    for path, name in new.items():
        was = old[path]
        if was == name or was not in chosen:
            continue
        if was not in new.values():
            kept.setdefault(name, chosen[was])
        elif list(old.values()).count(was) > 1:
            # On its way from one name to another it had that of a neighbour.
            kept.setdefault(name, kept.pop(was))
    return kept


def _names(pod: Document) -> dict[FieldPath, str]:
    return {path: str(container.get("name")) for path, container, _ in visit_containers(pod)}


def _keep(draft: Draft, chosen: dict[str, str]) -> None:
    if chosen != draft.roles:
        draft.roles = chosen
        Draft.objects.filter(pk=draft.pk).update(roles=chosen)

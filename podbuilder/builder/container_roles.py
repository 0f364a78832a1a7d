"""The roles of a draft's containers: recognised once for a page, corrected by the user, kept through renaming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import cached_property

from podbuilder.builder.models import Draft, State
from podbuilder.builder.steps.outline import NATIVE_SIDECAR, Step
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.roles import recognition as recognition
from podbuilder.kube.roles.recognition import ROLES, SIDECAR, Role

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
        """The roles as recognised, without the user's corrections."""
        return {role.path: role for role in recognition.roles(self.pod, self.version)} if self.chosen else self.by_path

    def is_chosen(self, path: FieldPath) -> bool:
        return self.chosen.get(name_at(self.pod, path)) in ROLES

    def named(self, steps: Iterable[Step]) -> list[Step]:
        """The steps with the role of their containers; a native sidecar that is used as a sidecar is called so."""
        return [
            replace(step, role=role.role)
            if (role := self.by_path.get(step.path)) and (step.role, role.role) != (NATIVE_SIDECAR, SIDECAR)
            else step
            for step in steps
        ]


def name_at(pod: Document, path: FieldPath) -> str:
    """The name by which a choice is kept; a container without one has a word that no container can be called."""
    return str(get(pod, (*path, "name")))


def choose(draft: Draft, path: FieldPath, role: str) -> None:
    """Set a container's role, as a step of undo; an empty role returns to the recognised one."""
    name = name_at(draft.manifest.pod, path)

    def roles() -> State:
        kept = {known: said for known, said in draft.roles.items() if known != name}
        return {"roles": {**kept, name: role} if role in ROLES else kept}

    draft.keep(roles, f"role of {name}"[:512])

"""The fix of a cause that a paste speaks for, held against a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.forms.control import Control
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.answered_patch import AnsweredPatch
from podbuilder.builder.proposals.proposal import Proposal
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.lint import Patch
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.troubleshooting import Cause, diagnose


@dataclass(frozen=True)
class TroubleFix:
    """One of the fixes of a cause, held against a draft; `data` holds the posted answers."""

    draft: Draft
    manifest: Manifest
    cause: Cause
    patch: Patch
    data: Mapping[str, str] | None = None

    @property
    def title(self) -> str:
        return self.patch.title.removesuffix(".")

    @cached_property
    def _answered(self) -> AnsweredPatch:
        return AnsweredPatch(self.draft, self.manifest, self.patch, self.title, self.data)

    @property
    def proposal(self) -> Proposal:
        return self._answered.proposal

    @property
    def controls(self) -> list[Control]:
        """The controls for what is asked, with what was typed into them and what is wrong with it."""
        return self._answered.controls

    @property
    def problems(self) -> list[str]:
        """Why it cannot be applied, without the messages that belong to controls."""
        return self._answered.problems

    @property
    def field(self) -> FieldPath:
        """Where it changes something first."""
        return self.patch.edits[0].path


def offered(text: str, manifest: Manifest, version: str, named: str) -> tuple[Cause, Patch] | None:
    """The cause and the fix that are named `LABEL:NUMBER` for a paste about a pod; None if there is no such fix."""
    label, _, number = named.partition(":")
    place = whole_number(number)
    for cause in diagnose(text, pod=manifest.pod, version=version):
        if cause.label == label and place is not None and place < len(cause.fixes):
            return cause, cause.fixes[place]
    return None

"""The fix of a cause that a paste speaks for, held against a draft."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from podbuilder.builder.proposals.answered_patch import AnsweredPatch
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.lint import Patch
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.troubleshooting import Cause, diagnose


@dataclass(frozen=True)
class TroubleFix(AnsweredPatch):
    """One of the fixes of a cause, held against a draft."""

    _: KW_ONLY
    cause: Cause

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

"""The fix of a contradiction between the objects of a draft's file, held against the draft."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.kube.file_references.contradiction import FileFinding, FileFix
from podbuilder.kube.file_references.file_check import file_findings, mended
from podbuilder.kube.manifest import Manifest


@dataclass(frozen=True)
class MendedContradiction:
    """A finding about a draft's file, and the file without it."""

    draft: Draft
    manifest: Manifest
    finding: FileFinding
    fix: FileFix

    @cached_property
    def proposal(self) -> Proposal:
        after, refusals = written(self.manifest, lambda: mended(self.manifest, self.fix))
        return Proposal(self.draft, self.manifest, after, self.fix.title, f"{self.fix.title}: done.", refusals)


def mended_at(draft: Draft, number: int) -> MendedContradiction | None:
    """The fix of the finding with this number; None if there is none."""
    manifest = draft.manifest
    found = file_findings(manifest, draft.kubernetes)
    finding = found[number] if number < len(found) else None
    if finding is None or finding.fix is None:
        return None
    return MendedContradiction(draft, manifest, finding, finding.fix)

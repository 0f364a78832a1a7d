"""What lets a cluster take a draft's pod, held against the draft."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.draft_cluster import cluster_of
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.cluster_page import ClusterPage
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.kube.cluster.remedies.remedy import Remedy
from podbuilder.kube.manifest import Manifest


@dataclass(frozen=True)
class RemediedPod:
    """A remedy, and the draft's pod with it."""

    draft: Draft
    manifest: Manifest
    remedy: Remedy

    @cached_property
    def proposal(self) -> Proposal:
        after, refusals = written(self.manifest, lambda: self.manifest.patch(self.remedy.edits))
        return Proposal(self.draft, self.manifest, after, self.remedy.title, f"{self.remedy.title}: done.", refusals)


def remedied(draft: Draft, number: int) -> RemediedPod | None:
    """The remedy with this number on the page of the draft's cluster; None if there is none."""
    cluster = cluster_of(draft)
    if cluster is None:
        return None
    manifest = draft.manifest.nearest_pod
    found = ClusterPage(draft, manifest, cluster).remedies
    return RemediedPod(draft, manifest, found[number].remedy) if number < len(found) else None

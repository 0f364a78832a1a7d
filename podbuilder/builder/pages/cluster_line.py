"""The line in the pane that says what the chosen cluster does with the pod."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.accounts.templatetags.ago import ago
from podbuilder.builder.draft_cluster import answer_of, is_large
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.urls import url_of
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.kube.cluster.admission.registry import DECODE, VALIDATION
from podbuilder.kube.cluster.cluster_answer import ClusterAnswer
from podbuilder.kube.cluster.scheduling.scheduler import PodOutcome
from podbuilder.kube.manifest import Manifest

# What the scheduler does with a pod that it does not place, in words.
_OUTCOMES = {
    PodOutcome.GATED: "waits for its scheduling gates",
    PodOutcome.NO_ATTEMPT: "waits for a claim for devices",
    PodOutcome.ASSIGNED: "names its node itself",
    PodOutcome.OTHER_SCHEDULER: "waits for another scheduler",
}
# What refuses a pod and is no plugin of admission is the API server itself.
_OF_THE_SERVER = (DECODE, VALIDATION)


class ClusterLine(NamedTuple):
    """All that the line is drawn from; two that are equal look the same."""

    name: str
    age: str
    # "ok", "warning" or "error", and "" while nothing is known.
    kind: str
    text: str
    url: str
    # Where the text comes from, if it is asked for beside the page.
    later_url: str = ""


def cluster_line(
    draft: Draft, manifest: Manifest, cluster: ClusterSnapshot, slug: str, *, at_once: bool = False
) -> ClusterLine:
    """The line of a draft in its cluster, on the page of a step. A large cluster is asked beside, unless it must be at
    once."""
    url = url_of("builder:draft-cluster", draft.key)
    if is_large(cluster) and not at_once:
        later = url_of("builder:draft-cluster-line", draft.key, slug)
        return ClusterLine(cluster.name, ago(cluster.taken), "", "is being asked…", url, later)
    # It says nothing of replicas, which may be many.
    answer = answer_of(draft, manifest, cluster, with_replicas=False)
    return ClusterLine(cluster.name, ago(cluster.taken), kind_of(answer), in_words(answer), url)


def kind_of(answer: ClusterAnswer) -> str:
    """How bad an answer is, as messages are: "ok", "warning" or "error"."""
    if not answer.admission.accepted:
        return "error"
    if answer.scheduling is None or answer.scheduling.outcome in (PodOutcome.SCHEDULED, PodOutcome.ASSIGNED):
        return "ok"
    return "error" if answer.scheduling.outcome is PodOutcome.UNSCHEDULABLE else "warning"


def in_words(answer: ClusterAnswer) -> str:
    """An answer in a few words: `admitted · fits 3 of 12 nodes`."""
    if not answer.admission.accepted:
        by = answer.admission.by
        return f"refused by {'the API server' if by in _OF_THE_SERVER else by}"
    scheduling = answer.scheduling
    if scheduling is None:
        return "admitted"
    if scheduling.outcome is PodOutcome.SCHEDULED:
        number = len(scheduling.feasible) + len(scheduling.statuses)
        return f"admitted · fits {len(scheduling.feasible)} of {number} node{'' if number == 1 else 's'}"
    if scheduling.outcome is PodOutcome.UNSCHEDULABLE:
        room = f", but would after preemption on {scheduling.nominated}" if scheduling.nominated else ""
        return f"admitted · fits no node{room}"
    return f"admitted · {_OUTCOMES[scheduling.outcome]}"

"""A draft's object as one of another kind, held against the draft: a pod as a Deployment, a Job as a pod."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import cached_property

from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.note_rows import NoteRow, note_rows
from podbuilder.builder.proposals.proposal import Proposal
from podbuilder.kube.core import document
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.text_diff import DiffLine, moves
from podbuilder.kube.workload_change.change import (
    CRON_JOB,
    JOB,
    STATEFUL_SET,
    WorkloadChange,
    change_workload,
)
from podbuilder.kube.workload_change.claim_templates import shared_claims
from podbuilder.kube.workload_change.fitting_name import fitting_name
from podbuilder.kube.workload_change.identity_labels import labels_for_selector, object_name
from podbuilder.kube.workload_change.notes import Answers
from podbuilder.kube.workload_change.pod_fields import POD, POLICY, new_policy

# In the order in which they are offered, each with what it is for.
KINDS: Mapping[str, str] = {
    "Deployment": "Keeps a number of pods running, and replaces them one by one when something changes.",
    "StatefulSet": "Keeps pods with names and claims of their own, for databases and whatever has members.",
    "DaemonSet": "Runs one pod on each node: agents, log shippers, drivers.",
    "Job": "Runs pods until the work is done.",
    "CronJob": "Runs a Job by the clock.",
    "ReplicaSet": "Keeps a number of pods running, but never replaces them. Use a Deployment unless you know why not.",
    "Pod": "Runs once, on one node, and is gone when the node is.",
}
# What a pod of work may do when its containers end.
_OF_WORK = {
    "Never": "Never: a new pod each time, so that the failed one can be looked at",
    "OnFailure": "OnFailure: the container starts again in the same pod",
}
# The same by the kind that makes the pod; other kinds leave no choice.
RESTART_POLICIES: Mapping[str, Mapping[str, str]] = {
    JOB: _OF_WORK,
    CRON_JOB: _OF_WORK,
    POD: {
        "Always": "Always: containers that end are started again",
        "OnFailure": "OnFailure: only those that fail",
        "Never": "Never: what ends has ended",
    },
}
LONGEST = 400
DEFAULT_SIZE = "1Gi"
OWN, SIZE = "own:", "size:"


class ClaimQuestion(NamedTuple):
    """Whether each pod gets its own of a claim that all pods would share, and of what size."""

    number: int
    volume: str
    claim: str
    is_own: bool
    size: str


@dataclass(frozen=True)
class KindChange:
    """What a draft becomes as another kind, with the answers that are posted; `data` is None before any."""

    draft: Draft
    manifest: Manifest
    to: str
    data: Mapping[str, str] | None = None

    @property
    def title(self) -> str:
        return f"Make it a {self.to}"

    @property
    def about(self) -> str:
        return KINDS[self.to]

    @property
    def choices(self) -> list[str]:
        """The kinds that it can be made, which are all but its own."""
        return [kind for kind in KINDS if kind != self.manifest.kind]

    @cached_property
    def change(self) -> WorkloadChange:
        return change_workload(self.manifest, self.to, self._answers, self.draft.kubernetes)

    @cached_property
    def proposal(self) -> Proposal:
        refusals = (self.change.refused,) if self.change.refused else ()
        done = f"It is a {self.to} now."
        return Proposal(self.draft, self.manifest, self.change.manifest, self.title, done, refusals)

    @property
    def rows(self) -> list[NoteRow]:
        """What the change does, what somebody has to read first."""
        return note_rows((note, "") for note in self.change.notes)

    @property
    def diff(self) -> list[DiffLine]:
        """The lines that differ; those that only move to the left or right do not."""
        return moves(self.manifest.text, self.change.manifest.text)

    # The questions.

    @property
    def name(self) -> str:
        return self._typed("name", fitting_name(object_name(self.manifest.object), self.to))

    @property
    def schedule(self) -> str | None:
        """When it runs; None for kinds that do not run by the clock."""
        return self._typed("schedule", Answers().schedule) if self.to == CRON_JOB else None

    @property
    def service_name(self) -> str | None:
        """The Service by which its pods are found; None for kinds that name none."""
        return self._typed("service", self.name.rstrip("-.")) if self.to == STATEFUL_SET else None

    @property
    def policies(self) -> list[tuple[str, str, bool]]:
        """The restart policies that there are to choose from: value, words, and whether it is chosen."""
        offered = RESTART_POLICIES.get(self.to, {})
        chosen = self._policy
        return [(value, words, value == chosen) for value, words in offered.items()]

    @property
    def claims(self) -> list[ClaimQuestion]:
        return list(self._claims()) if self.to == STATEFUL_SET else []

    @property
    def labels(self) -> list[str]:
        """The labels of its pods that were there for the selector alone, if it becomes a pod."""
        return labels_for_selector(self.manifest) if self.to == POD and self.manifest.is_template else []

    @property
    def keeps_labels(self) -> bool:
        return self.data is not None and "keep-labels" in self.data

    def _claims(self) -> Iterator[ClaimQuestion]:
        for number, (volume, claim) in enumerate(shared_claims(self.manifest.pod), 1):
            is_own = self.data is not None and OWN + volume in self.data
            size = self._typed(SIZE + volume, "") or DEFAULT_SIZE
            yield ClaimQuestion(number, volume, claim, is_own, size)

    @property
    def _default_policy(self) -> str:
        """The restart policy that the change gives the pod where nothing is chosen."""
        pod = self.manifest.pod
        return new_policy(pod, self.to, Answers()) or str(document.get(pod, POLICY, "Always"))

    @property
    def _policy(self) -> str:
        chosen = self._typed("restart", self._default_policy)
        return chosen if chosen in RESTART_POLICIES.get(self.to, ()) else self._default_policy

    @property
    def _answers(self) -> Answers:
        policy = self._policy
        return Answers(
            restart_policy=policy if policy != self._default_policy else None,
            schedule=self.schedule or Answers().schedule,
            service_name=self.service_name or "",
            keep_labels=self.keeps_labels,
            own_claims=tuple((one.volume, one.size) for one in self.claims if one.is_own),
            name=self.name,
        )

    def _typed(self, name: str, default: str) -> str:
        """What was posted; the default if the page has no such control, or it is empty."""
        found = None if self.data is None else self.data.get(name)
        return default if found is None else as_posted(found)[:LONGEST].strip() or default

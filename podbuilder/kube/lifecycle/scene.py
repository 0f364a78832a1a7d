"""What all players of a life share: the pod, the clock, what is assumed, what goes wrong, and the journal."""

from __future__ import annotations

from dataclasses import dataclass, field

from podbuilder.kube.core import versions
from podbuilder.kube.lifecycle.agenda import Agenda
from podbuilder.kube.lifecycle.assumptions import Assumptions
from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.journal import NORMAL, WARNING, Journal, LifeEvent
from podbuilder.kube.lifecycle.played_pod import PlayedContainer, PlayedPod

KUBELET = "kubelet"
NODE = "node-1"
# The name of a pod in the kubelet's messages ends in its UID.
UID = "UID"


@dataclass
class Scene:
    """One play."""

    pod: PlayedPod
    assumptions: Assumptions
    faults: Faults
    agenda: Agenda = field(default_factory=Agenda)
    journal: Journal = field(default_factory=Journal)
    # Whether nothing of the node reaches the API any more.
    is_cut_off: bool = False

    @property
    def now(self) -> int:
        return self.agenda.now

    @property
    def minor(self) -> int:
        return versions.minor(self.pod.version)

    @property
    def full_name(self) -> str:
        """Mirrors format.Pod, Kubernetes v1.36, pkg/kubelet/util/format."""
        return f"{self.pod.name}_{self.pod.namespace}({UID})"

    def normal(self, reason: str, message: str, of: PlayedContainer | None = None, source: str = KUBELET) -> None:
        """An event that tells of something ordinary."""
        self._note(NORMAL, reason, message, of, source)

    def warn(self, reason: str, message: str, of: PlayedContainer | None = None, source: str = KUBELET) -> None:
        """An event of type Warning."""
        self._note(WARNING, reason, message, of, source)

    def _note(self, kind: str, reason: str, message: str, of: PlayedContainer | None, source: str) -> None:
        if self.is_cut_off and source == KUBELET:
            return
        path = of.field_path if of else ""
        self.journal.events.append(LifeEvent(self.now, kind, reason, source, message, path))

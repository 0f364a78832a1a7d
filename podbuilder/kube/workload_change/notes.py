"""What a change of kind does, said before it happens: a sentence for each field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from podbuilder.kube.core.field import FieldPath

# Something new is there, it stands elsewhere, it would be gone, or somebody has to decide.
Outcome = Literal["added", "moved", "lost", "open"]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that a change does. The path is the object's: as it was for what is lost, else as it becomes."""

    outcome: Outcome
    path: FieldPath
    sentence: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What only a person can say; each has a default, and a note wherever it was used.

    `restart_policy` is what the pod's becomes where its kind leaves a choice, "" for none at all; None keeps it if
    that is possible. `keep_labels` keeps labels that a pod had for its workload's selector alone. `own_claims` are
    the volumes of which each pod of a StatefulSet gets its own, and their sizes. A `name` takes the place of the old.
    """

    restart_policy: str | None = None
    schedule: str = "0 3 * * *"
    service_name: str = ""
    keep_labels: bool = False
    own_claims: tuple[tuple[str, str], ...] = ()
    name: str = ""

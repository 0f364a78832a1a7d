"""What goes wrong in a play, as data: the answers of scheduler, registry, runtime and programs that are no good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class End(NamedTuple):
    """How a program ends by itself, so many seconds after its start."""

    after: int
    exit_code: int
    reason: str


class Eviction(NamedTuple):
    """The kubelet puts the pod out at a second, with these words."""

    second: int
    message: str


@dataclass(frozen=True)
class Faults:
    """Whatever stands in none of these goes well. Containers are named by their keys."""

    # What the scheduler says each time.
    unschedulable: str = ""
    # Why a volume cannot be mounted: its name, and the error.
    mount: tuple[str, str] | None = None
    # The registry's words, and why the runtime cannot set the container up, or start it.
    pull: Mapping[int, str] = field(default_factory=dict)
    config: Mapping[int, str] = field(default_factory=dict)
    start: Mapping[int, str] = field(default_factory=dict)
    # Why the runtime cannot make the pod's network.
    sandbox: str = ""
    ends: Mapping[int, End] = field(default_factory=dict)
    # Container and kind of probe: from how many seconds after its start there is no good answer.
    probes: Mapping[tuple[int, str], int] = field(default_factory=dict)
    # Containers whose preStop hook never ends, and those that do not heed their stop signal.
    hangs: frozenset[int] = frozenset()
    # Containers whose postStart hook fails.
    bad_hooks: frozenset[int] = frozenset()
    deaf: frozenset[int] = frozenset()
    # When the node is not heard of any more, and when the kubelet evicts the pod.
    node_lost: int | None = None
    eviction: Eviction | None = None

"""What the API says of one container: its state, the state before, how often it was started again.

Mirrors ContainerStatus and ContainerState of the API, Kubernetes v1.36; times are seconds since the pod was created.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """Not running yet, or not running again yet."""

    reason: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    since: int


@dataclass(frozen=True, slots=True)
class Terminated:
    """Ended; `started` is None where the runtime never got it to start, `finished` where it was lost."""

    exit_code: int
    reason: str
    started: int | None
    finished: int | None
    message: str = ""
    signal: int = 0


State = Waiting | Running | Terminated


@dataclass(frozen=True, slots=True)
class ContainerStatus:
    """One entry of containerStatuses or initContainerStatuses."""

    name: str
    state: State
    is_sidecar: bool = False
    last: Terminated | None = None
    restarts: int = 0
    is_started: bool = False
    is_ready: bool = False
    # Stands for the container's ID: the how-manieth instance it is, 0 for none.
    instance: int = 0

    @property
    def ended(self) -> Terminated | None:
        """How it ended, if it is not running: as its state, or as the state before the one it waits in."""
        if isinstance(self.state, Terminated):
            return self.state
        return self.last if isinstance(self.state, Waiting) else None

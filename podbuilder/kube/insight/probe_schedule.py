"""What the numbers of a probe mean: how long until a container is restarted, or taken out of traffic.

The kubelet asks every `periodSeconds`, starting `initialDelaySeconds` after the container's start, and waits
`timeoutSeconds` for the answer before it counts a failure. It acts after `failureThreshold` failures in a row.
Mirrors doProbe, Kubernetes v1.36, pkg/kubelet/prober/worker.go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["startup", "readiness", "liveness"]

_DEFAULTS = {
    "initialDelaySeconds": 0,
    "timeoutSeconds": 1,
    "periodSeconds": 10,
    "successThreshold": 1,
    "failureThreshold": 3,
}
# From this number of seconds on, minutes are easier to read.
_LONG = 180


@dataclass(frozen=True, slots=True)
class ProbeTiming:
    """A probe's times, in seconds, and counts.

    first_check: from the container's start to the first check. interval: from one unanswered check to the next, which
    is the timeout if that is longer than the period. failures and successes: how many in a row change the state.
    """

    first_check: int
    interval: int
    failures: int
    successes: int

    @property
    def detection(self) -> int:
        """From the last answer until the kubelet acts."""
        return self.failures * self.interval

    @property
    def recovery(self) -> int:
        """From the first answer until the container counts as healthy again."""
        return self.successes * self.interval

    @property
    def deadline(self) -> int:
        """From the container's start until the kubelet acts, if there is never an answer."""
        return self.first_check + self.detection


def probe_timing(probe: dict[str, Any]) -> ProbeTiming | None:
    """The times of a probe, defaulted or not; None if the server rejects one of its numbers."""
    numbers = {}
    for field, default in _DEFAULTS.items():
        # To the server, zero is the same as unset.
        value = probe.get(field) or default
        if type(value) is not int or value < 0:
            return None
        numbers[field] = value
    return ProbeTiming(
        first_check=numbers["initialDelaySeconds"],
        interval=max(numbers["periodSeconds"], numbers["timeoutSeconds"]),
        failures=numbers["failureThreshold"],
        successes=numbers["successThreshold"],
    )


def probe_sentence(kind: Kind, probe: dict[str, Any]) -> str:
    """What a probe's numbers mean, in a sentence; empty if the server rejects one of them."""
    timing = probe_timing(probe)
    if timing is None:
        return ""
    return {"startup": _startup, "readiness": _readiness, "liveness": _liveness}[kind](timing)


def _startup(timing: ProbeTiming) -> str:
    tries = "one try" if timing.failures == 1 else f"{timing.failures} tries, one every {duration(timing.interval)}"
    first = f", the first after {duration(timing.first_check)}" if timing.first_check else ""
    return f"Up to {duration(timing.deadline)} to start: {tries}{first}; then the container is restarted."


def _liveness(timing: ProbeTiming) -> str:
    return f"Restarted {_after(timing, 'it stops answering')}; {_first_check(timing)}."


def _readiness(timing: ProbeTiming) -> str:
    back = "at the first answer"
    if timing.successes > 1:
        back = f"after {timing.successes} answers in a row, about {duration(timing.recovery)}"
    return f"Taken out of traffic {_after(timing, 'the last answer')}, back {back}; {_first_check(timing)}."


def _after(timing: ProbeTiming, what: str) -> str:
    checks = "1 check" if timing.failures == 1 else f"{timing.failures} checks"
    every = duration(timing.interval)
    return f"about {duration(timing.detection)} after {what} ({checks} without an answer, one every {every})"


def _first_check(timing: ProbeTiming) -> str:
    return f"first check {duration(timing.first_check)} after start" if timing.first_check else "checked from the start"


def duration(seconds: int) -> str:
    """A number of seconds as people write it: "45 s", "150 s", "5 min", "1 h 2 min 30 s"."""
    if seconds < _LONG:
        return f"{seconds} s"
    hours, rest = divmod(seconds, 3600)
    parts = ((hours, "h"), (rest // 60, "min"), (rest % 60, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)

"""What reasons say that name no cause."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting import answer
from podbuilder.kube.troubleshooting.cause import ReasonNote

UNHEALTHY = "Warning  Unhealthy  1m  kubelet  Liveness probe failed: dial tcp 10.0.0.7:80: connect: connection refused"
NOTED = {
    "nothing": ("", []),
    "steps of a start": ("Normal  Pulled  9s  kubelet  Container image already present on machine", []),
    "a row": ("till-0  0/1  CrashLoopBackOff  9  9m", ["CrashLoopBackOff"]),
    "a row of an init container": ("till-0  0/1  Init:CrashLoopBackOff  9  9m", ["Init:CrashLoopBackOff"]),
    "a probe that has passed": (f"till-0  1/1  Running  0  9m\n{UNHEALTHY}", ["Unhealthy"]),
    "a probe that fails": (f"till-0  0/1  Running  0  9m\n{UNHEALTHY}", []),
    "the same twice": (
        "Warning  BackOff  9s  kubelet  Back-off\nWarning  BackOff  8s  kubelet  Back-off",
        ["BackOff"],
    ),
    "an exit code": ("Last State:  Terminated\n  Reason:  Error\n  Exit Code:  143", ["Exit code 143"]),
}


@pytest.mark.parametrize(("text", "noted"), NOTED.values(), ids=NOTED)
def test_what_is_noted(text: str, noted: list[str]) -> None:
    assert [note.reason for note in answer(text).notes] == noted


def test_a_note_quotes_its_line() -> None:
    (note,) = answer("it fails\nWarning  BackOff  9s  kubelet  Back-off restarting").notes
    assert note == ReasonNote(
        "BackOff",
        "The next try comes later; what failed stands in an earlier event or in the container's last state.",
        "Warning  BackOff  9s  kubelet  Back-off restarting",
        2,
    )

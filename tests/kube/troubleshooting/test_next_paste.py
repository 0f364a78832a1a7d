"""What to paste next, after what is there already."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting import answer

DESCRIBE = """Name:  web-0
State:  Waiting
  Reason:  ImagePullBackOff
Events:
  Normal  Scheduled  9s  default-scheduler  Successfully assigned shop/web-0 to node-1
"""
NEXT = {
    "nothing": ("", "kubectl describe pod POD"),
    "a row": ("web-0  1/1  Running  0  9s", "kubectl describe pod web-0"),
    "a description without a cause": (
        DESCRIBE.replace("ImagePullBackOff", "PodInitializing"),
        "kubectl -n shop logs web-0 --previous",
    ),
    "a description with a hint": (DESCRIBE, "kubectl -n shop get pod web-0 -o yaml"),
    "YAML with a hint": (
        "status:\n  conditions:\n  - type: Ready\n    reason: ContainersNotReady\nwaiting:\n  reason: ErrImagePull",
        "kubectl describe pod POD",
    ),
    "events with a twin": (
        'Warning  FailedMount  9s  kubelet  MountVolume.SetUp failed for volume "v" : configmap "c" not found',
        "kubectl describe pod POD",
    ),
    "a refusal, told by an event": (
        "Warning  FailedCreate  9s  replicaset-controller  Error creating: exceeded quota: small",
        "kubectl get events --sort-by=.lastTimestamp",
    ),
    "a log with a twin": ("panic: no memory for maps", "kubectl logs POD --previous"),
}


@pytest.mark.parametrize(("text", "command"), NEXT.values(), ids=NEXT)
def test_what_to_paste_next(text: str, command: str) -> None:
    found = answer(text).next_paste
    assert found
    assert found.command == command
    assert found.says.endswith(".")


def test_where_nothing_is_open_nothing_is_asked_for() -> None:
    (cause,) = answer("shop-1   0/1   SchedulingGated   0   3m").causes
    assert cause.sure
    assert cause.next_paste is None


UNDERSTOOD = {
    "nothing": ("", "There is nothing to read."),
    "a log": ("hello", "These lines were read as a log; none of them tells why the pod does not run."),
    "states": (
        "web-0  1/1  Running  0  9s\n\nState:  Waiting\n  Reason:  PodInitializing\n"
        "Last State:  Terminated\n  Exit Code:  143",
        "This was read: states of containers that wait: PodInitializing; states of containers that ended: 143; "
        "rows of pods: Running. None of it tells why the pod does not run.",
    ),
}


@pytest.mark.parametrize(("text", "says"), UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_what_was_understood(text: str, says: str) -> None:
    assert answer(text).understood == says

"""What has passed, and what has not."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting import diagnose

READY = "Containers:\n  till:\n    State:  Running\n    Ready:  True\n    Restart Count:  {}\n"
DONE = "Last State:  Terminated\n  Reason:  Completed\n  Exit Code:  0\n"
INNER = "State:  Terminated\n      Reason:  Completed\n      Exit Code:  0"
PULL = 'Warning  Failed  9m  kubelet  Failed to pull image "till:1": manifest unknown\n'
EVENT = '9m  Warning  Failed  pod/{}  Failed to pull image "till:1": manifest unknown\n'
ROW = "NAME  READY  STATUS  RESTARTS  AGE\ntill-0  1/1  Running  {}  9m\n"
LEFT = {
    "a pull of a pod that runs": (ROW.format("0") + PULL, []),
    "a pull of a pod that was restarted once": (ROW.format("1 (9d ago)") + PULL, []),
    "a pull of a pod that is restarted often": (ROW.format("7 (9s ago)") + PULL, ["image-not-found"]),
    "a pull of the pod of a row": (ROW.format("0") + EVENT.format("till-0"), []),
    "a pull of another pod": (ROW.format("0") + EVENT.format("till-1"), ["image-not-found"]),
    "a pull of a container that is ready": (READY.format(0) + PULL, []),
    "a pull of a container that is not": (READY.format(0).replace("True", "False") + PULL, ["image-not-found"]),
    "an end that was the only one": (READY.format(1) + DONE, []),
    "an end as often before": (READY.format(9) + DONE, ["process-completes"]),
    "an end, and it is held back": (f"{READY.format(1)}{DONE}Reason:  CrashLoopBackOff", ["process-completes"]),
    "a refusal of the owner": (f"{ROW.format('0')}Error creating: exceeded quota: small", ["quota-denied"]),
    "a limit of memory": (f"{READY.format(1)}Last State:  Terminated\n  Reason:  OOMKilled", ["oom-killed"]),
    "an end that nothing follows": ("State:  Terminated\n  Reason:  Completed\nRestart Count:  0\n", []),
    "an end of a Job's pod": (f"Status:  Succeeded\n{DONE}", []),
    "an end of an init container": (f"Init Containers:\n  wait:\n    {INNER}", []),
    "an end by itself": (DONE, ["process-completes"]),
}


@pytest.mark.parametrize(("text", "labels"), LEFT.values(), ids=LEFT)
def test_what_is_left(text: str, labels: list[str]) -> None:
    assert [cause.label for cause in diagnose(text)] == labels


REFUSED = "could not connect to server db:5432: Connection refused\n"
SERVED = {
    "it serves since": (f"{REFUSED}listening on :8080", []),
    "it served before": (f"listening on :8080\n{REFUSED}", ["app-dependency-unreachable"]),
    "it serves and is stopped": (f"{REFUSED}listening on :8080\n\nExit Code:  1", ["app-dependency-unreachable"]),
    "it serves and is not ready": (
        f"{ROW.format('0').replace('Running', 'Error')}\n{REFUSED}listening on :8080",
        ["app-dependency-unreachable"],
    ),
    "another one's matter": (f"Error creating: exceeded quota: small\n{REFUSED}listening on :8080", ["quota-denied"]),
}


@pytest.mark.parametrize(("text", "labels"), SERVED.values(), ids=SERVED)
def test_a_program_that_serves_has_got_over_it(text: str, labels: list[str]) -> None:
    assert [cause.label for cause in diagnose(text)] == labels

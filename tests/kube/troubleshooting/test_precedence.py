"""Which of several causes leads."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting import diagnose, read_facts
from podbuilder.kube.troubleshooting.precedence import small_cpu

MOUNT = 'Warning  FailedMount  3m  kubelet  MountVolume.SetUp failed for volume "v" : configmap "till" not found'
STARTED = "Normal  Started  2m  kubelet  Started container till"
KILLED = "Normal  Killing  1m  kubelet  Container till failed liveness probe, will be restarted"
REFUSED = "Warning  Unhealthy  1m  kubelet  Liveness probe failed: dial tcp 10.0.0.7:80: connect: connection refused"
SLOW = "Warning  Unhealthy  1m  kubelet  Liveness probe failed: context deadline exceeded"
DESCRIBE = "Containers:\n  till:\n    Limits:\n      cpu:  200m\n\nEvents:\n"
READY = "Containers:\n  till:\n    State:  Running\n    Ready:  True\n    Restart Count:  0\n\nEvents:\n"
ENDED = "Last State:  Terminated\n  Reason:  Error\n  Exit Code:  1\n\n"
SCHEDULING = "Warning  FailedScheduling  3m  default-scheduler  0/3 nodes are available: "
MISSING = f'{SCHEDULING}persistentvolumeclaim "till" not found.'
UNBOUND = f"{SCHEDULING}3 node(s) didn't find available persistent volumes to bind."

LED = {
    "a mount that fails": (f"{MOUNT}\n{REFUSED}", ["configmap-missing", "probe-too-early"]),
    "a mount that failed, before the container started": (
        f"{MOUNT}\n{STARTED}\n{REFUSED}",
        ["probe-too-early", "configmap-missing"],
    ),
    "a mount that fails again": (f"{MOUNT}\n{STARTED}\n{MOUNT}\n{REFUSED}", ["configmap-missing", "probe-too-early"]),
    "the last attempt to find a node": (f"{MISSING}\n{UNBOUND}", ["pvc-unbound", "pvc-missing"]),
    "the same the other way round": (f"{UNBOUND}\n{MISSING}", ["pvc-missing", "pvc-unbound"]),
    "a last attempt that tells nothing": (f"{MISSING}\n{SCHEDULING}who knows", ["pvc-missing"]),
    "attempts of several pods": (
        f"pod/a-0  {MISSING}\npod/b-0  {UNBOUND}".replace("pod/", "9s  Warning  FailedScheduling  pod/").replace(
            "Warning  FailedScheduling  3m  default-scheduler  ", ""
        ),
        ["pvc-missing", "pvc-unbound"],
    ),
    "near to others, and no room there": (
        f"{SCHEDULING}1 Too many pods, 2 node(s) didn't match pod affinity rules.",
        ["too-many-pods", "pod-affinity"],
    ),
    "near to others alone": (f"{SCHEDULING}3 node(s) didn't match pod affinity rules.", ["pod-affinity"]),
    "apart from others, and no room elsewhere": (
        f"{SCHEDULING}1 Too many pods, 2 node(s) didn't match pod anti-affinity rules.",
        ["pod-affinity", "too-many-pods"],
    ),
    "denied, by its own registry": (
        'Failed to pull image "hub.example.com/till:1": pull access denied, repository does not exist or may require '
        "authorization",
        ["image-auth", "image-not-found"],
    ),
    "denied, and Docker's own": (
        'Failed to pull image "tilll:1": pull access denied for tilll, repository does not exist or may require '
        "authorization",
        ["image-not-found", "image-auth"],
    ),
    "denied, and credentials are asked for": (
        'Failed to pull image "till:1": pull access denied: no basic auth credentials',
        ["image-auth"],
    ),
    "two pulls": (
        'Failed to pull image "a:1": manifest unknown\nFailed to pull image "hub.example.com/b:1": denied: no right',
        ["image-not-found", "image-auth"],
    ),
    "slow, with little CPU": (f"{DESCRIBE}{SLOW}\n{KILLED}", ["cpu-throttled", "probe-timeout"]),
    "slow, and not stopped": (f"{DESCRIBE}{SLOW}", ["probe-timeout"]),
    "slow, with more CPU": (f"{DESCRIBE}{SLOW}\n{KILLED}".replace("200m", "900m"), ["probe-timeout"]),
    "little CPU alone": (DESCRIBE, []),
    "a probe that failed while the program started": (f"{READY}{REFUSED}", []),
    "the same, in a row": (f"till-0  1/1  Running  0  9s\n{REFUSED}", []),
    "a probe that fails": (f"till-0  0/1  Running  0  9s\n{REFUSED}", ["probe-too-early"]),
    "a probe that stops the container now and then": (
        f"till-0  1/1  Running  3 (9s ago)  9m\n{REFUSED}",
        ["probe-too-early"],
    ),
    "a program that ended by itself": (f"{ENDED}{REFUSED}", ["app-crash", "probe-too-early"]),
    "a program that its probe ended": (f"{ENDED}{REFUSED}\n{KILLED}", ["probe-too-early"]),
    "a program that was ended": (f"{ENDED}{REFUSED}".replace("Code:  1", "Code:  143"), ["probe-too-early"]),
    "a probe that stops it": (f"{READY}{REFUSED}\n{KILLED}", ["probe-too-early"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), LED.values(), ids=LED)
def test_the_order_of_causes(text: str, labels: list[str]) -> None:
    assert [cause.label for cause in diagnose(text)] == labels


def test_what_is_behind_is_not_sure() -> None:
    first, second = diagnose(f"{MOUNT}\n{STARTED}\n{REFUSED}")
    assert first.sure
    assert not second.sure


def test_a_request_is_no_limit() -> None:
    assert small_cpu(read_facts("Requests:\n  cpu:  100m")) == []
    assert len(small_cpu(read_facts("Limits:\n  cpu:  100m\n  memory:  1Gi"))) == 1

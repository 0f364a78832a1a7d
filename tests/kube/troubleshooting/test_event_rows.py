"""Rows of events, of all the versions' shapes."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting.event_rows import EventRow, event_row

QUIET = {
    "nothing": "",
    "the head of the table": "  Type     Reason     Age                  From     Message",
    "a log that warns": "Warning: the option --fast is old",
    "a log with a level": "2026-01-02 Warning 17 connections left",
    "a type at the end": "this is Normal",
    "a type far behind": f"{'word ' * 30}Warning Failed x",
    "a reason without a message": "Pulled",
}
MESSAGE = 'Back-off pulling image "web"'
ROWS = {
    "describe since 1.16": (
        f"  Warning  BackOff  2m (x12 over 30m)  kubelet  {MESSAGE}",
        EventRow("BackOff", MESSAGE, times=12),
    ),
    "describe with a container": (
        f"  Normal   BackOff  9s  kubelet  spec.initContainers{{wait}}: {MESSAGE}",
        EventRow("BackOff", MESSAGE, group="initContainers", container="wait"),
    ),
    "the node behind the kubelet": (
        f"  Normal   BackOff  5m7s (x3 over 1h)  kubelet, node-1  {MESSAGE}",
        EventRow("BackOff", MESSAGE, times=3),
    ),
    "ages that are not known": (
        "  Warning  FailedScheduling  <unknown>  default-scheduler  0/1 nodes are available",
        EventRow("FailedScheduling", "0/1 nodes are available"),
    ),
    "describe before 1.8": (
        f"  3m  1m  5  {{kubelet node-1}}  spec.containers{{app}}  Normal  BackOff  {MESSAGE}",
        EventRow("BackOff", MESSAGE, container="app"),
    ),
    "describe before 1.3": (
        f"  Fri, 12 Jun 2015 17:21:40 +0000 Fri, 12 Jun 2015 17:21:40 +0000 1 {{kubelet n}} Normal BackOff {MESSAGE}",
        EventRow("BackOff", MESSAGE),
    ),
    "get events": (
        f"2m19s   Normal   BackOff   pod/web-0   {MESSAGE}",
        EventRow("BackOff", MESSAGE, about="pod/web-0"),
    ),
    "get events of all namespaces": (
        f"shop   2m19s   Normal   BackOff   Pod/web-0   {MESSAGE}",
        EventRow("BackOff", MESSAGE, about="pod/web-0"),
    ),
    "get events -o wide": (
        f"9s  Normal  BackOff  pod/web-0  spec.containers{{app}}  kubelet, node-1  {MESSAGE}",
        EventRow("BackOff", MESSAGE, about="pod/web-0", container="app"),
    ),
    "an object in front": (
        "1m  job.batch/load  Warning  BackoffLimitExceeded  Job has reached the specified backoff limit",
        EventRow("BackoffLimitExceeded", "Job has reached the specified backoff limit", about="job.batch/load"),
    ),
    "a controller": (
        "  Warning  FailedCreate  4s (x3 over 9s)  replicaset-controller  Error creating: no",
        EventRow("FailedCreate", "Error creating: no", times=3),
    ),
    "without a type": (
        "FailedScheduling 40m default-scheduler 0/1 nodes are available",
        EventRow("FailedScheduling", "0/1 nodes are available"),
    ),
    "an address is no object": (
        "  Warning  Failed  9s  kubelet  docker.io/web is not there",
        EventRow("Failed", "docker.io/web is not there"),
    ),
    "cut behind its reason": ("  Warning  Failed", EventRow("Failed", "")),
}


@pytest.mark.parametrize("line", QUIET.values(), ids=QUIET)
def test_other_lines_are_no_events(line: str) -> None:
    assert event_row(line) is None


@pytest.mark.parametrize(("line", "row"), ROWS.values(), ids=ROWS)
def test_a_row(line: str, row: EventRow) -> None:
    assert event_row(line) == row

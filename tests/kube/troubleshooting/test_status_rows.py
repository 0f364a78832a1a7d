"""Rows of kubectl get pods."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting.status_rows import StatusRow, status_row

QUIET = {
    "nothing": "",
    "the head": "NAME   READY   STATUS   RESTARTS   AGE",
    "a scheduler's message": "Warning FailedScheduling 0/7 nodes are available",
    "a path": "open /etc/web/web.conf Failed",
    "a Deployment, which has no status": "web   0/3   3   0   5m",
    "a row cut behind its count": "web-0   0/1",
}
ROWS = {
    "plain": ("web-0   1/1   Running   0   5m", StatusRow("web-0", 1, 1, "Running", 0)),
    "with the time of the last restart": (
        "web-0   0/2   CrashLoopBackOff   7 (20s ago)   5m",
        StatusRow("web-0", 0, 2, "CrashLoopBackOff", 7),
    ),
    "of all namespaces": ("shop  web-0  0/1  Init:0/3  0  74m", StatusRow("web-0", 0, 1, "Init:0/3", 0)),
    "wide": ("web-0  0/1  Evicted  0  3d  <none>  node-2  <none>", StatusRow("web-0", 0, 1, "Evicted", 0)),
    "with its kind": ("pod/web-0  0/1  Pending  0  3d", StatusRow("web-0", 0, 1, "Pending", 0)),
    "a sentence": (
        "web-0  0/1  Couldn't find key a in Secret b  0  2m",
        StatusRow("web-0", 0, 1, "Couldn't find key a in Secret b", 0),
    ),
    "cut": ("web-0   0/1   Pending", StatusRow("web-0", 0, 1, "Pending", 0)),
}


@pytest.mark.parametrize("line", QUIET.values(), ids=QUIET)
def test_other_lines_are_no_rows(line: str) -> None:
    assert status_row(line) is None


@pytest.mark.parametrize(("line", "row"), ROWS.values(), ids=ROWS)
def test_a_row(line: str, row: StatusRow) -> None:
    assert status_row(line) == row

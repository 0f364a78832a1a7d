"""The row of `kubectl get pods`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, State, Terminated, Waiting
from podbuilder.kube.lifecycle.pod_row import pod_row
from podbuilder.kube.lifecycle.pod_status import FALSE, TRUE, Condition, PodStatus

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("pod_row.yaml").read_text(encoding="utf-8"))
NOW = 1000


def state_of(given: Any) -> State:
    if given == "running":
        return Running(1)
    if isinstance(given, str):
        return Waiting(given)
    return Terminated(given["code"], given.get("reason", ""), 1, given.get("at", 900), signal=given.get("signal", 0))


def container_of(given: dict[str, Any]) -> ContainerStatus:
    last = state_of(given["last"]) if "last" in given else None
    return ContainerStatus(
        "c",
        state_of(given["state"]),
        given.get("sidecar", False),
        last if isinstance(last, Terminated) else None,
        given.get("restarts", 0),
        given.get("started", False),
        given.get("ready", False),
    )


@pytest.mark.parametrize("name", CASES)
def test_a_row(name: str) -> None:
    case = CASES[name]
    conditions = [Condition(one, TRUE) for one in case.get("are_true", [])]
    conditions += [Condition("PodScheduled", FALSE, case["gated"])] if "gated" in case else []
    status = PodStatus(
        case.get("phase", "Running"),
        case.get("reason", ""),
        conditions=tuple(conditions),
        init=tuple(container_of(one) for one in case.get("init", [])),
        containers=tuple(container_of(one) for one in case.get("containers", [])),
        is_deleted=case.get("deleted", False),
    )
    row = pod_row("web", status, NOW, total=case.get("total"), hides_end=case.get("hides_end", False))
    assert " ".join(row[1:4]) == case["row"]
    assert (row.name, row.age) == ("web", "16m")

"""A node that is lost, and a pod that is evicted."""

import pytest

from podbuilder.kube.lifecycle.assumptions import Assumptions
from podbuilder.kube.lifecycle.faults import Eviction, Faults
from podbuilder.kube.lifecycle.life import play
from podbuilder.kube.lifecycle.node_trouble import silence
from tests.kube.lifecycle.plays import APP, cells, event_lines, pod_of


@pytest.mark.parametrize(("minor", "seconds"), [(25, 40), (31, 40), (32, 50), (37, 50)])
def test_how_long_a_node_may_be_silent(minor: int, seconds: int) -> None:
    assert silence(minor) == seconds


@pytest.mark.parametrize(
    ("version", "source", "condition"),
    [
        ("1.36", "taint-eviction-controller", True),
        ("1.29", "taint-eviction-controller", True),
        ("1.28", "taint-controller", True),
        ("1.25", "taint-controller", False),
    ],
)
def test_who_puts_it_out(version: str, source: str, condition: bool) -> None:
    life = play(pod_of(APP, version=version), Assumptions({"delete": 0}), Faults(node_lost=20))
    assert life.events[-1].source == source
    assert life.at(600).status.is_true("DisruptionTarget") is condition


def test_a_pod_deleted_on_a_lost_node_stays() -> None:
    life = play(pod_of(), Assumptions({"delete": 30}), Faults(node_lost=20))
    assert cells(life, 600) == "1/1 Terminating 0"


def test_a_pod_that_is_gone_is_not_missed() -> None:
    life = play(pod_of(), Assumptions({"delete": 15}), Faults(node_lost=100))
    assert [line for line in event_lines(life) if "NodeNotReady" in line] == []


def test_a_lost_pod_that_was_being_stopped_when_the_node_went() -> None:
    life = play(pod_of(), Assumptions({"delete": 15, "stop": 10}), Faults(node_lost=18))
    assert cells(life, 600) == "1/1 Terminating 0"


@pytest.mark.parametrize(("version", "condition"), [("1.36", True), ("1.25", False)])
def test_an_eviction(version: str, condition: bool) -> None:
    life = play(pod_of(APP, version=version), Assumptions({"delete": 0}), Faults(eviction=Eviction(40, "Low.")))
    assert life.at(40).status.is_true("DisruptionTarget") is condition
    assert (life.at(40).status.phase, life.at(40).status.message) == ("Failed", "Low.")


def test_a_pod_that_is_over_is_not_evicted() -> None:
    pod = pod_of(APP, restartPolicy="Never")
    life = play(pod, Assumptions({"delete": 0}), Faults(eviction=Eviction(100, "Low.")))
    assert cells(life, 600) == "0/1 Completed 0"

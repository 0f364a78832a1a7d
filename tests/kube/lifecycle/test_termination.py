"""How containers are stopped."""

from typing import Any

import pytest

from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.termination import Stop, signal_number, stop_plan
from tests.kube.lifecycle.plays import APP, pod_of, scene_of

SIDE = {"name": "side", "image": "a:1", "restartPolicy": "Always"}
SLEEP = {"lifecycle": {"preStop": {"sleep": {"seconds": 6}}}}
EXEC = {"lifecycle": {"preStop": {"exec": {"command": ["x"]}}}}


def told(stop: Stop) -> tuple[str, int, int, int, int]:
    return stop.container.name, stop.hook_ends, stop.signalled, stop.ends, stop.exit_code


@pytest.mark.parametrize(
    ("own", "faults", "grace", "wanted"),
    [
        pytest.param({}, Faults(), 30, (0, 0, 2, 143), id="signal"),
        pytest.param({}, Faults(deaf=frozenset({0})), 30, (0, 0, 30, 137), id="deaf"),
        pytest.param({}, Faults(deaf=frozenset({0})), 0, (0, 0, 2, 137), id="no grace"),
        pytest.param(SLEEP, Faults(), 30, (6, 6, 8, 143), id="sleeps"),
        pytest.param(SLEEP, Faults(), 0, (0, 0, 2, 143), id="no grace, no hook"),
        pytest.param(SLEEP, Faults(), 1, (1, 1, 3, 143), id="a second of grace"),
        pytest.param(SLEEP, Faults(), 4, (4, 4, 6, 143), id="sleeps too long"),
        pytest.param(EXEC, Faults(), 30, (2, 2, 4, 143), id="takes an unknown time"),
        pytest.param(EXEC, Faults(hangs=frozenset({0})), 30, (30, 30, 32, 143), id="hangs"),
    ],
)
def test_one_container(own: dict[str, Any], faults: Faults, grace: int, wanted: tuple[int, int, int, int]) -> None:
    scene = scene_of(pod_of({**APP, **own}), faults)
    (stop,) = stop_plan(scene, scene.pod.apps, grace)
    assert told(stop)[1:] == wanted
    assert stop.is_killed is (stop.exit_code == 137)


def test_sidecars_stop_last_and_backwards() -> None:
    pod = pod_of(APP, initContainers=[SIDE, {**SIDE, "name": "other", **SLEEP}])
    scene = scene_of(pod, stop=5)
    assert [told(one) for one in stop_plan(scene, pod.containers, 30)] == [
        ("app", 0, 0, 5, 143),
        # Its hook runs at once, and longer than the app.
        ("other", 6, 6, 11, 143),
        ("side", 0, 11, 16, 143),
    ]


def test_in_no_order_none_waits() -> None:
    pod = pod_of(APP, initContainers=[SIDE])
    scene = scene_of(pod)
    assert [one.signalled for one in stop_plan(scene, pod.containers, 30, is_ordered=False)] == [0, 0]


def test_a_task_that_still_runs_holds_up_nobody() -> None:
    pod = pod_of(initContainers=[SIDE, {"name": "task", "image": "a:1"}])
    scene = scene_of(pod, stop=9)
    assert [told(one)[:3] for one in stop_plan(scene, pod.init, 30)] == [("task", 0, 0), ("side", 0, 0)]


@pytest.mark.parametrize(("name", "number"), [("SIGINT", 2), ("SIGTERM", 15), ("SIGNONE", 15), ("value", 15)])
def test_numbers_of_signals(name: str, number: int) -> None:
    assert signal_number(name) == number

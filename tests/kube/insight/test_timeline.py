"""How a pod starts and stops, computed from its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.insight.timeline import GUESS, Event, timeline


def pod_of(**spec: Any) -> dict[str, Any]:
    return {"kind": "Pod", "spec": spec}


def of(events: tuple[Event, ...], kind: str) -> list[tuple[str, int, int | None]]:
    return [(e.container, e.start, e.end) for e in events if e.kind == kind]


def test_nothing_happens_in_a_pod_without_containers() -> None:
    found = timeline({}, "1.36")
    assert (found.starting, found.stopping, found.app_starts, found.grace) == ((), (), 0, 30)


def test_tasks_run_in_turn_and_the_apps_start_together() -> None:
    pod = pod_of(initContainers=[{"name": "a"}, {"name": "b"}], containers=[{"name": "c"}, {"name": "d"}])
    found = timeline(pod, "1.36")
    assert of(found.starting, "task") == [("a", 0, GUESS), ("b", GUESS, 2 * GUESS)]
    assert of(found.starting, "run") == [("c", 2 * GUESS, None), ("d", 2 * GUESS, None)]
    assert found.app_starts == 2 * GUESS


SIDECAR = {"name": "logs", "restartPolicy": "Always"}


def test_a_sidecar_without_a_startup_probe_holds_nobody_back() -> None:
    found = timeline(pod_of(initContainers=[SIDECAR], containers=[{"name": "c"}]), "1.36")
    assert of(found.starting, "start") == [("logs", 0, 0)]
    assert of(found.starting, "run") == [("logs", 0, None), ("c", 0, None)]


def test_a_sidecar_with_a_startup_probe_does() -> None:
    probe = {"initialDelaySeconds": 4, "periodSeconds": 2, "failureThreshold": 10, "tcpSocket": {"port": 1}}
    found = timeline(pod_of(initContainers=[{**SIDECAR, "startupProbe": probe}], containers=[{"name": "c"}]), "1.36")
    assert found.app_starts == 4
    assert of(found.starting, "startup") == [("logs", 4, 24)]


def test_an_older_version_takes_a_sidecar_for_a_task() -> None:
    found = timeline(pod_of(initContainers=[SIDECAR], containers=[{"name": "c"}]), "1.28")
    assert of(found.starting, "task") == [("logs", 0, GUESS)]
    assert [e.container for e in found.stopping] == ["c", ""]


def test_the_other_probes_wait_for_the_startup_probe() -> None:
    app = {
        "name": "c",
        "startupProbe": {"initialDelaySeconds": 5, "periodSeconds": 5, "failureThreshold": 6},
        "readinessProbe": {"periodSeconds": 5},
        "livenessProbe": {"initialDelaySeconds": 30},
    }
    found = timeline(pod_of(containers=[app]), "1.36")
    assert of(found.starting, "startup") == [("c", 5, 35)]
    assert of(found.starting, "readiness") == [("c", 5, None)]
    assert of(found.starting, "liveness") == [("c", 30, None)]


def test_sidecars_stop_last_and_in_reverse() -> None:
    hook = {"lifecycle": {"preStop": {"sleep": {"seconds": 7}}}}
    pod = pod_of(
        terminationGracePeriodSeconds=60,
        initContainers=[SIDECAR, {"name": "task"}, {**SIDECAR, "name": "proxy"}],
        containers=[{"name": "c", **hook}],
    )
    found = timeline(pod, "1.36")
    assert of(found.stopping, "preStop") == [("c", 0, 7)]
    assert of(found.stopping, "stop") == [("c", 7, 17), ("proxy", 17, 27), ("logs", 27, 37)]
    assert of(found.stopping, "kill") == [("", 60, None)]


def test_nothing_outlives_the_grace_period() -> None:
    hook = {"lifecycle": {"preStop": {"exec": {"command": ["sleep", "100"]}}}}
    found = timeline(pod_of(terminationGracePeriodSeconds=5, containers=[{"name": "c", **hook}]), "1.36")
    assert of(found.stopping, "preStop") == [("c", 0, 5)]
    assert all((e.end or e.start) <= 5 for e in found.stopping)


@pytest.mark.parametrize("odd", [{"startupProbe": "x"}, {"livenessProbe": {"periodSeconds": -1}}, {"lifecycle": 3}])
def test_odd_values_are_passed_over(odd: dict[str, Any]) -> None:
    found = timeline(pod_of(terminationGracePeriodSeconds="long", containers=[{"name": "c", **odd}]), "1.36")
    assert [e.kind for e in found.starting] == ["run"]
    assert found.grace == 30


def test_every_event_has_a_sentence() -> None:
    pod = pod_of(initContainers=[{"name": "a"}, SIDECAR], containers=[{"name": "c", "readinessProbe": {}}])
    found = timeline(pod, "1.36")
    assert all(e.label.endswith(".") for e in (*found.starting, *found.stopping))

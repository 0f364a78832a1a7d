"""A life in words."""

from __future__ import annotations

from podbuilder.builder.pages.life_words import container_rows, deeds
from tests.kube.lifecycle.plays import APP, pod_of, rehearse

PROBE = {"readinessProbe": {"tcpSocket": {"port": 80}, "periodSeconds": 5}}


def test_the_state_of_each_container() -> None:
    life = rehearse(pod_of(APP, initContainers=[{"name": "init", "image": "a:1"}]), "exit-1", "app")
    assert [row.state for row in container_rows(life.at(3).status, 3)] == ["Waiting: PodInitializing"] * 2
    init, app = container_rows(life.at(24).status, 24)
    assert init.state == "Terminated: Completed, exit code 0, 7 s ago"
    assert app.state == "Running for 1 s"
    (_, app) = container_rows(life.at(40).status, 40)
    assert (app.state, app.restarts, app.is_ready) == ("Running for 2 s", 2, True)
    assert app.last == "Terminated: Error, exit code 1, 12 s ago"
    assert container_rows(life.at(0).status, 0) == []


def test_what_each_does() -> None:
    (one,) = deeds(rehearse(pod_of({**APP, **PROBE})))
    assert one.spans == ["Image pulled from 2 s to 7 s", "Runs from 7 s to 122 s", "Is stopped from 120 s to 122 s"]
    assert one.probes == [("readiness", "fails from 8 s to 9 s (2 checks), succeeds from 14 s to 119 s (22 checks)")]


def test_what_does_nothing_and_what_does_much() -> None:
    (one,) = deeds(rehearse(pod_of({**APP, **PROBE}), "no-node"))
    assert (one.spans, one.probes) == (["Does nothing"], [("readiness", "is never asked")])
    (one,) = deeds(rehearse(pod_of(APP), "exit-1", until=3600))
    assert one.spans[-1] == "And 6 more"
    (one,) = deeds(rehearse(pod_of(APP), delete=0))
    assert one.spans[-1] == "Runs from 7 s on"


def test_kinds_of_containers() -> None:
    pod = pod_of(APP, initContainers=[{"name": "a"}, {"name": "b", "restartPolicy": "Always"}])
    assert [one.kind for one in deeds(rehearse(pod))] == ["init container", "sidecar", "container"]

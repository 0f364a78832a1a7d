"""Whole lives: seconds and rows as Kubernetes' own rules have them. The table names the rule of each case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.lifecycle.assumptions import Assumptions
from podbuilder.kube.lifecycle.life import play
from podbuilder.kube.lifecycle.played_pod import played_pod
from tests.kube.lifecycle.plays import APP, cells, event_lines, pod_of, rehearse

CASES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("life.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_a_life(name: str) -> None:
    case = CASES[name]
    spec = {"containers": [APP], **case.get("spec", {})}
    pod = played_pod({"metadata": {"name": "web"}, "spec": spec}, str(case.get("version", "1.36")))
    numbers = case.get("numbers", {})
    slug, container = case.get("rehearse", "none"), case.get("container", "")
    life = rehearse(pod, slug, container, case.get("minReadySeconds", 0), **numbers)
    assert {second: cells(life, second) for second in case.get("rows", {})} == case.get("rows", {})
    assert {second: life.at(second).status.phase for second in case.get("phases", {})} == case.get("phases", {})
    for second, wanted in case.get("conditions", {}).items():
        found = {one.type: " ".join((one.status, one.reason)).strip() for one in life.at(second).status.conditions}
        assert {name: found.get(name) for name in wanted} == wanted, second
    lines = event_lines(life)
    assert [line for line in case.get("events", []) if not any(one.startswith(line) for one in lines)] == [], lines
    assert [line for line in lines if any(word in line for word in case.get("never", []))] == []
    named = {one.name: one.second for one in life.milestones}
    assert {name: named.get(name) for name in case.get("milestones", {})} == case.get("milestones", {})


def test_every_case_names_its_rule() -> None:
    assert len(CASES) >= 80
    assert [name for name, case in CASES.items() if not case.get("rule")] == []


def test_a_pod_without_containers_is_played_too() -> None:
    life = play(played_pod({}, "1.36"))
    assert life.at(50).status.phase == "Pending"
    assert cells(life, 600) == "gone"


def test_the_row_is_of_the_second_that_is_asked_for() -> None:
    life = rehearse(pod_of())
    assert life.at(59).row.age == "59s"
    assert life.at(-5).row.status == "Pending"


def test_events_are_listed_as_the_versions_own_kubectl_does() -> None:
    for version, lead in (("1.36", "spec.containers{app}: "), ("1.34", "")):
        rows = rehearse(pod_of(APP, version=version)).event_rows(8)
        assert rows[1].message == f'{lead}Pulling image "nginx:1.27"'
        assert rows[1].age == "6s"


def test_a_pod_deleted_before_it_is_scheduled_is_not() -> None:
    life = rehearse(pod_of(), schedule=10, delete=5)
    assert (cells(life, 20), life.events) == ("gone", ())


def test_what_is_too_much_is_cut() -> None:
    probes = {"readinessProbe": {"tcpSocket": {"port": 80}, "periodSeconds": 1}}
    many = [{"name": f"c{number}", "image": "nginx:1.27", **probes} for number in range(40)]
    life = play(pod_of(*many), Assumptions({"until": 3600, "delete": 0}))
    assert life.is_cut
    assert not rehearse(pod_of()).is_cut


def test_a_deadline_of_a_pod_that_is_done_says_nothing() -> None:
    life = rehearse(pod_of(APP, restartPolicy="Never", activeDeadlineSeconds=60), delete=0)
    assert [line for line in event_lines(life) if "DeadlineExceeded" in line] == []


@pytest.mark.parametrize("slug", ["image-missing", "exit-1", "none"])
def test_the_largest_pod_and_the_longest_play_take_little(slug: str) -> None:
    """Steps are counted, not seconds: a slow machine is no reason to fail."""
    many = [{"name": f"c{number}", "image": f"nginx:{number}"} for number in range(200)]
    for pod in (pod_of(), pod_of(*many)):
        life = rehearse(pod, slug, until=86_400, delete=0, pull=0)
        assert len(life.moments) < 2_500
        assert len(life.moments) * len(pod.containers) < 20_000

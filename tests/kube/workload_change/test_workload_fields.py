"""The fields of a workload around its template."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.label_keys import IDENTITY
from podbuilder.kube.workload_change.notes import Answers
from podbuilder.kube.workload_change.workload_fields import (
    fields_without_place,
    needed_fields,
    notes_on,
    stands_in_its_own_way,
)

LABELS = dict.fromkeys(IDENTITY, "web")
SELECTOR = {"matchLabels": LABELS}
ONE = {"metadata": {"name": "web"}}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("Job", {}),
        ("CronJob", {"schedule": "0 3 * * *"}),
        ("DaemonSet", {"selector": SELECTOR}),
        ("ReplicaSet", {"replicas": 1, "selector": SELECTOR}),
        ("Deployment", {"replicas": 1, "selector": SELECTOR}),
        ("StatefulSet", {"replicas": 1, "serviceName": "web", "selector": SELECTOR}),
    ],
)
def test_what_a_kind_needs(kind: str, fields: dict[str, Any]) -> None:
    found = needed_fields(kind, ONE, {"containers": []}, LABELS, Answers())
    assert found == fields
    assert {note.path[-1] for note in notes_on(kind, found, {})} == set(fields)


def test_what_is_answered_is_taken() -> None:
    answers = Answers(schedule="@daily", service_name="peers")
    assert needed_fields("CronJob", ONE, {}, LABELS, answers)["schedule"] == "@daily"
    assert needed_fields("StatefulSet", ONE, {}, LABELS, answers)["serviceName"] == "peers"


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        ({}, ""),
        ({"hostNetwork": False, "containers": ["odd", {"ports": [{"containerPort": 80}]}], "volumes": [{}]}, ""),
        ({"hostNetwork": True}, "it uses its node's network"),
        ({"containers": [{"ports": [{"containerPort": 80, "hostPort": 80}]}]}, "it takes a port of its node"),
        ({"volumes": [{"persistentVolumeClaim": {"claimName": "a"}}]}, "it uses a claim"),
    ],
)
def test_a_pod_that_no_other_may_stand_beside(spec: dict[str, Any], why: str) -> None:
    assert stands_in_its_own_way(spec).startswith(why)
    assert bool(stands_in_its_own_way(spec)) == bool(why)
    fields = needed_fields("Deployment", ONE, spec, LABELS, Answers())
    assert fields.get("strategy") == ({"type": "Recreate"} if why else None)
    assert [note.sentence.count(why) for note in notes_on("Deployment", fields, spec) if why] == [0, 0, 1][
        : 3 * bool(why)
    ]


@pytest.mark.parametrize(
    ("before", "spec", "to", "lost"),
    [
        ("Deployment", {"replicas": 2, "minReadySeconds": 1, "selector": {}}, "StatefulSet", []),
        (
            "Deployment",
            {"template": {}, "strategy": {}, "paused": True},
            "ReplicaSet",
            ["spec.strategy", "spec.paused"],
        ),
        ("StatefulSet", {"updateStrategy": {"type": "OnDelete"}}, "DaemonSet", []),
        ("StatefulSet", {"updateStrategy": {"rollingUpdate": {"partition": 1}}}, "DaemonSet", ["spec.updateStrategy"]),
        ("Deployment", {"selector": {}}, "Job", ["spec.selector"]),
        ("Job", {"selector": {}}, "Deployment", ["spec.selector"]),
        ("Job", {"selector": {}, "manualSelector": True}, "Deployment", ["spec.manualSelector"]),
    ],
)
def test_what_has_no_place(before: str, spec: dict[str, Any], to: str, lost: list[str]) -> None:
    assert [str(path) for path in fields_without_place({"kind": before, "spec": spec}, to, "1.36")] == lost

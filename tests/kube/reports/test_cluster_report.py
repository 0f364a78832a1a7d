"""What a cluster does to each pod of a file, in lines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from podbuilder.kube.cluster.admission.verdict import AdmissionVerdict
from podbuilder.kube.cluster.cluster_answer import ClusterAnswer
from podbuilder.kube.cluster.remedies.remedy import Remedy
from podbuilder.kube.cluster.scheduling.copies import Copies
from podbuilder.kube.cluster.scheduling.scheduler import PodOutcome, SchedulerVerdict, Victim
from podbuilder.kube.cluster.scheduling.status import unschedulable
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.reports.cluster_report import ClusterResult, results

ADMITTED = AdmissionVerdict(True, "accepted", 201, "", ("deprecated",))
REFUSED = AdmissionVerdict(False, "ResourceQuota", 403, "exceeded quota", ())
NODES = [f"node-{n}" for n in range(12)]
FULL = {"a": unschedulable("Insufficient cpu")}


def said(
    admission: AdmissionVerdict, scheduling: SchedulerVerdict | None = None, *notes: str
) -> tuple[list[str], bool]:
    nodes = scheduling.feasible if scheduling else []
    result = ClusterResult("pod.yaml:1", "Pod/web", ClusterAnswer(admission, scheduling, notes), nodes)
    lines = [line.removeprefix("pod.yaml:1: Pod/web: ") for line in result.text_lines()]
    [content] = map(json.loads, result.json_lines())
    assert content["admission"]["accepted"] == admission.accepted
    assert (content["scheduling"] is None) == (scheduling is None)
    return lines, result.is_fine


@pytest.mark.parametrize(
    ("scheduling", "line", "is_fine"),
    [
        (None, "admitted", True),
        (SchedulerVerdict(PodOutcome.SCHEDULED, ["b"], FULL), "admitted, fits 1 of 2 nodes: b", True),
        (
            SchedulerVerdict(PodOutcome.SCHEDULED, NODES),
            f"admitted, fits 12 of 12 nodes: {', '.join(NODES[:10])} and 2 more",
            True,
        ),
        (SchedulerVerdict(PodOutcome.UNSCHEDULABLE, [], FULL, "0/1"), "admitted, fits none of 1 node: 0/1", False),
        (SchedulerVerdict(PodOutcome.NO_ATTEMPT), "admitted, waits for claims of devices that are not there", False),
        (SchedulerVerdict(PodOutcome.GATED), "admitted, waits behind its scheduling gates", True),
    ],
)
def test_an_admitted_pod(scheduling: SchedulerVerdict | None, line: str, is_fine: bool) -> None:
    assert said(ADMITTED, scheduling, "a note") == (["warning: deprecated", "note: a note", line], is_fine)


def test_a_refused_pod() -> None:
    assert said(REFUSED) == (["refused by ResourceQuota: exceeded quota"], False)


def test_whose_place_it_takes() -> None:
    verdict = SchedulerVerdict(PodOutcome.UNSCHEDULABLE, [], FULL, "0/1", "a", [Victim("team/x", "a")])
    assert said(ADMITTED, verdict)[0][-1] == "takes the place of others on a: team/x"
    going = SchedulerVerdict(PodOutcome.UNSCHEDULABLE, [], FULL, "0/1", "a", [])
    assert said(ADMITTED, going)[0][-1] == "takes the place of others on a: pods that are being deleted already"


def read(text: bytes) -> list[Any]:
    return list(results(Snapshot({"Namespace": []}), "pods.yaml", text, "1.36", ()))


def test_the_pods_of_a_file() -> None:
    one, other = read(b"kind: Service\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\nkind: Pod\n")
    assert (one.where, one.owner) == ("pods.yaml:3", "Pod/a")
    assert other.where == "pods.yaml:7"


def test_what_cannot_be_read_is_said() -> None:
    [problem] = read(b"a: [")
    assert problem.startswith("pods.yaml:1:")
    [whole] = read(b"\xff\xfe\x00")
    assert whole.startswith("pods.yaml:")


@pytest.mark.parametrize(
    ("replicas", "line", "is_fine"),
    [
        (Copies({"a": 2, "b": 1}), "its 3 replicas find room: 2 on a, 1 on b", True),
        (Copies({"a": 1}, notes=("not this",)), "its 1 replicas find room: 1 on a", True),
        (Copies({"a": 2}, "0/1."), "of its replicas 2 find room: 2 on a; for one more 0/1.", False),
    ],
)
def test_replicas(replicas: Copies, line: str, is_fine: bool) -> None:
    verdict = SchedulerVerdict(PodOutcome.SCHEDULED, ["a"])
    result = ClusterResult("pod.yaml:1", "Deployment/web", ClusterAnswer(ADMITTED, verdict, (), replicas))
    *notes, last = list(result.text_lines())[-1 - len(replicas.notes) :]
    assert notes == [f"pod.yaml:1: Deployment/web: note: {note}" for note in replicas.notes]
    assert last == f"pod.yaml:1: Deployment/web: {line}"
    assert json.loads(next(result.json_lines()))["replicas"]["nodes"] == replicas.nodes
    assert result.is_fine == is_fine


def test_what_would_help() -> None:
    nodes = [{"metadata": {"name": "a"}, "status": {"allocatable": {"cpu": "2", "memory": "4Gi", "pods": "10"}}}]
    account = {"metadata": {"name": "default", "namespace": "default"}}
    namespace = {"metadata": {"name": "default"}}
    snapshot = Snapshot({"Namespace": [namespace], "ServiceAccount": [account], "Node": nodes, "Pod": []})
    text = b"kind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: web, image: a:1, resources: %s}]\n"
    [fits] = results(snapshot, "pod.yaml", b"apiVersion: v1\n" + text % b"{}", "1.36", ())
    [lacks] = results(snapshot, "pod.yaml", b"apiVersion: v1\n" + text % b"{requests: {cpu: 3}}", "1.36", ())
    assert isinstance(fits, ClusterResult)
    assert isinstance(lacks, ClusterResult)
    assert not fits.remedies
    assert "would help: Ask for 2 of cpu (spec.containers[0].resources.requests[cpu])" in list(lacks.text_lines())[-1]
    [told] = json.loads(next(lacks.json_lines()))["remedies"]
    field = "spec.containers[0].resources.requests[cpu]"
    assert told == {"title": "Ask for 2 of cpu", "field": field, "remaining": ""}


def test_what_comes_after_what_would_help() -> None:
    remedy = Remedy("Tolerate x", FieldPath(("spec", "tolerations")), (), remaining="Insufficient cpu")
    result = ClusterResult("pod.yaml:1", "Pod/web", ClusterAnswer(REFUSED, None), (), [remedy])
    last = list(result.text_lines())[-1]
    assert last == "pod.yaml:1: Pod/web: would help: Tolerate x (spec.tolerations); what comes next: Insufficient cpu"

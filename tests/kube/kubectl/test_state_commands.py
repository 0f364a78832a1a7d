"""Commands that tell the state of a pod, and what happened to it."""

from __future__ import annotations

from tests.kube.kubectl.written import ONE, commands, has, lines, pod, workload


def test_a_pod() -> None:
    found = [line for line in lines(pod(), "state") if "custom-columns" not in line]
    assert found == [
        "get pods",
        "get pods -o wide",
        "get pods --watch",
        "get pod web -o wide",
        "describe pod web",
        "get pod web -o yaml",
        "get pod web --show-labels",
    ]


def test_a_workload_and_its_pods() -> None:
    found = lines(workload("Deployment"), "state")
    assert found[:4] == [
        "get deployment shop -o wide",
        "describe deployment shop",
        "get pods",
        "get pods -l app=shop -o wide",
    ]
    assert "describe pod POD" in found
    assert any(line.startswith("get pods -l app=shop -o 'custom-columns=") for line in found)


def test_the_claims_of_a_stateful_set() -> None:
    assert has(workload("StatefulSet"), "state", "get pvc") == ["get pvc -l app=shop"]
    assert has(workload("Deployment"), "state", "get pvc") == []


def test_the_jobs_of_a_cron_job() -> None:
    spec = "{jobTemplate: {spec: {template: {spec: {}}}}}"
    text = f"{{apiVersion: batch/v1, kind: CronJob, metadata: {{name: a}}, spec: {spec}}}"
    assert has(text, "state", "get jobs") == ["get jobs"]


def test_what_no_pods_come_of() -> None:
    text = "{apiVersion: v1, kind: PodTemplate, metadata: {name: a}, template: {spec: {}}}"
    assert lines(text, "state") == ["get podtemplate a -o wide", "describe podtemplate a"]
    assert lines(text, "events") == []


def test_the_events_of_a_pod() -> None:
    found = lines(pod(), "events")
    assert found[:4] == [
        "events --for pod/web",
        "events --for pod/web --types=Warning --watch",
        "get events --field-selector=involvedObject.name=web --sort-by=.lastTimestamp",
        "describe pod web | grep -A 20 Events",
    ]
    assert {one.needs for one in commands(pod(), "events") if one.words[1] == "events"} == {"1.26"}


def test_the_events_of_a_workload_come_first() -> None:
    assert lines(workload("Deployment"), "events")[0] == "events --for deployment/shop"


def test_its_nodes() -> None:
    def nodes(**spec: object) -> list[str]:
        return [line for line in lines(pod(**spec), "events") if "node" in line][3:]

    assert nodes() == []
    assert nodes(nodeSelector={"disk": "ssd", "kubernetes.io/arch": "arm64"}) == [
        "get nodes -l disk=ssd,kubernetes.io/arch=arm64"
    ]
    assert nodes(nodeSelector={"disk": "a b"}) == []
    assert nodes(nodeSelector=5) == []
    assert nodes(nodeName="node-1") == ["describe node node-1"]
    assert nodes(nodeName="a/b") == ["describe node NODE"]


def test_what_its_account_may() -> None:
    assert has(pod(), "events", "auth") == has(pod(serviceAccountName="a/b"), "events", "auth") == []
    assert has(pod(serviceAccountName="web"), "events", "auth") == [
        "auth can-i --list --as=system:serviceaccount:NAMESPACE:web"
    ]


def test_what_it_names() -> None:
    volumes = [
        {"name": "a", "persistentVolumeClaim": {"claimName": "data"}},
        {"name": "b", "configMap": {"name": "settings"}},
        {"name": "c", "secret": {"secretName": "a/b"}},
    ]
    found = commands(pod([ONE], volumes=volumes, priorityClassName="high"), "events")
    assert "kubectl get storageclass" in [one.line().text for one in found]
    named = {
        one.line().text.removeprefix("kubectl describe "): one.expect for one in found if "that it names" in one.purpose
    }
    assert named == {
        "priorityclass high": "",
        "configmap settings": "",
        "persistentvolumeclaim data": "Whether it is bound, and to what.",
    }

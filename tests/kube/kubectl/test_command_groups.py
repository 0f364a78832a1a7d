"""All commands of a manifest: the groups, the few that everybody needs, and those of the course."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.shell_line import Shell
from podbuilder.kube.kubectl.command_groups import GROUPS, apply_command, command_groups, commands_for
from podbuilder.kube.manifest import Manifest
from tests.kube.kubectl.written import ONE, VERSION, commands, pod, workload

MAIN = {
    "a pod": (
        pod([{**ONE, "ports": [{"containerPort": 80}]}]),
        [
            "kubectl apply --dry-run=server -f web.yaml",
            "kubectl apply -f web.yaml",
            "kubectl get pod web -o wide",
            "kubectl describe pod web",
            "kubectl logs web -f",
            "kubectl exec -it web -- /bin/sh",
            "kubectl port-forward web 8080:80",
            "kubectl wait pod/web --for=condition=Ready --timeout=120s",
            "kubectl delete -f web.yaml",
        ],
    ),
    "a workload": (
        workload("Deployment"),
        [
            "kubectl apply --dry-run=server -f shop.yaml",
            "kubectl apply -f shop.yaml",
            "kubectl get deployment shop -o wide",
            "kubectl describe deployment shop",
            "kubectl logs deployment/shop -f",
            "kubectl exec -it deployment/shop -- /bin/sh",
            "kubectl rollout status deployment/shop",
            "kubectl delete -f shop.yaml",
        ],
    ),
    "no mapping yet": (
        "{kind: Pod, spec: 5}",
        [
            "kubectl apply --dry-run=server -f pod.yaml",
            "kubectl apply -f pod.yaml",
            "kubectl get pod NAME -o wide",
            "kubectl describe pod NAME",
            "kubectl logs NAME -f",
            "kubectl wait pod/NAME --for=condition=Ready --timeout=120s",
            "kubectl delete -f pod.yaml",
        ],
    ),
}
# Every command of the course on pods, for its pod "nginx-pod", and the group in which it is looked for.
COURSE = {
    "create": [
        "kubectl run nginx-pod-test --image=nginx:1.25",
        "kubectl run nginx-pod-test --image=nginx:1.25 --command -- sleep 3600",
        "kubectl run nginx-pod-test --image=nginx:1.25 --restart=Never",
        "kubectl apply -f nginx-pod.yaml",
        "kubectl create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ "
        "--docker-username=USER --docker-password=PASSWORD",
    ],
    "state": [
        "kubectl get pods",
        "kubectl get pods -o wide",
        "kubectl get pods --watch",
        "kubectl describe pod nginx-pod",
        "kubectl get pod nginx-pod -o yaml",
    ],
    "events": [
        "kubectl describe pod nginx-pod | grep -A 20 Events",
        "kubectl describe nodes",
        "kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints",
    ],
    "logs": ["kubectl logs nginx-pod", "kubectl logs nginx-pod -f", "kubectl logs nginx-pod --previous"],
    "inside": [
        "kubectl exec -it nginx-pod -- /bin/bash",
        "kubectl exec nginx-pod -- which COMMAND",
        "kubectl cp ./FILE nginx-pod:/tmp/",
        "kubectl cp nginx-pod:/tmp ./tmp",
    ],
    "reach": ["kubectl port-forward nginx-pod 8080:80"],
    "usage": ["kubectl top pod nginx-pod", "kubectl describe pod nginx-pod | grep -A 5 Limits"],
    "delete": ["kubectl delete pod nginx-pod", "kubectl delete pods --all"],
}
COURSE_POD = pod([{"name": "nginx", "image": "nginx:1.25", "ports": [{"containerPort": 80}]}], name="nginx-pod")


@pytest.mark.parametrize("case", MAIN)
def test_the_few_that_nearly_everybody_needs(case: str) -> None:
    text, expected = MAIN[case]
    found = commands_for(Manifest.read(text), VERSION)
    assert [command for _, command in found] == expected
    assert all(purpose for purpose, _ in found)


@pytest.mark.parametrize("group", COURSE)
def test_every_command_of_the_course_is_there(group: str) -> None:
    found = [one.line().text for one in commands(COURSE_POD, group)]
    assert [line for line in COURSE[group] if line not in found] == []


def test_what_applies_it() -> None:
    assert apply_command(Manifest.read(pod()), VERSION) == "kubectl apply -f web.yaml"
    made_up = "{apiVersion: v1, kind: Pod, metadata: {generateName: a-, namespace: b}, spec: {}}"
    assert apply_command(Manifest.read(made_up), VERSION) == "kubectl create -n b -f a.yaml"


def test_a_pod_of_a_list() -> None:
    text = "{kind: List, metadata: {namespace: none}, items: [{kind: Pod, metadata: {name: a, namespace: b}}]}"
    assert commands_for(Manifest.read(text), VERSION)[2][1] == "kubectl get pod -n b a -o wide"


def test_groups_have_commands_and_a_question() -> None:
    groups = command_groups(Manifest.read(COURSE_POD), VERSION)
    assert [one.slug for one in groups] == [slug for slug in GROUPS if slug != "rollout"]
    assert all(one.title and one.commands for one in groups)


def test_one_container_of_several() -> None:
    text = pod([ONE, {**ONE, "name": "other", "ports": [{"containerPort": 80}]}])
    groups = command_groups(Manifest.read(text), VERSION, container="other")
    found = {one.container for group in groups for one in group.commands}
    assert found == {"", "other"}
    assert "kubectl logs web -c other" in [one.line().text for group in groups for one in group.commands]


def test_in_another_shell() -> None:
    text = pod(name="a b")
    assert ("See one pod", 'kubectl get pod "a b" -o wide') in commands_for(Manifest.read(text), VERSION, Shell.CMD)


def test_sentences_are_sentences() -> None:
    for text, _ in MAIN.values():
        for group in command_groups(Manifest.read(text), VERSION):
            for one in group.commands:
                assert one.purpose[0].isupper()
                assert not one.purpose.endswith(".")
                assert all(not says or says[-1] in ".:/" for says in (one.expect, one.danger))

"""The commands that belong to a manifest: they name the object that holds the pod, where it is, and its file."""

from __future__ import annotations

import pytest

from podbuilder.kube.kubectl.commands import commands_for
from podbuilder.kube.manifest import Manifest

POD = "{kind: Pod, metadata: %s, spec: {containers: [{name: app, image: nginx%s}]}}"
DEPLOYMENT = (
    "{kind: Deployment, metadata: {name: shop, namespace: front}, spec: {template: {metadata: {name: inner}, "
    "spec: {containers: [{name: app, image: nginx}]}}}}"
)

CASES = {
    "a pod": (
        POD % ("{name: web}", ""),
        [
            "kubectl apply --dry-run=server -f web.yaml",
            "kubectl apply -f web.yaml",
            "kubectl get pod web -o wide",
            "kubectl describe pod web",
            "kubectl logs web --all-containers --follow",
            "kubectl exec -it web -- /bin/sh",
            "kubectl delete -f web.yaml",
        ],
    ),
    "a workload in a namespace": (
        DEPLOYMENT,
        [
            "kubectl apply --dry-run=server -n front -f shop.yaml",
            "kubectl apply -n front -f shop.yaml",
            "kubectl get deployment -n front shop -o wide",
            "kubectl describe deployment -n front shop",
            "kubectl logs -n front deployment/shop --all-containers --follow",
            "kubectl exec -n front -it deployment/shop -- /bin/sh",
            "kubectl delete -n front -f shop.yaml",
        ],
    ),
    "a pod of a list, in a namespace": (
        "{kind: List, metadata: {namespace: none}, items: [%s]}" % (POD % ("{name: web, namespace: back}", "")),
        [
            "kubectl apply --dry-run=server -n back -f web.yaml",
            "kubectl apply -n back -f web.yaml",
            "kubectl get pod -n back web -o wide",
            "kubectl describe pod -n back web",
            "kubectl logs -n back web --all-containers --follow",
            "kubectl exec -n back -it web -- /bin/sh",
            "kubectl delete -n back -f web.yaml",
        ],
    ),
    "names that need quoting": (
        POD % ('{name: "a; b", namespace: "$(c)"}', ""),
        [
            "kubectl apply --dry-run=server -n NAMESPACE -f a--b.yaml",
            "kubectl apply -n NAMESPACE -f a--b.yaml",
            "kubectl get pod -n NAMESPACE NAME -o wide",
            "kubectl describe pod -n NAMESPACE NAME",
            "kubectl logs -n NAMESPACE NAME --all-containers --follow",
            "kubectl exec -n NAMESPACE -it NAME -- /bin/sh",
            "kubectl delete -n NAMESPACE -f a--b.yaml",
        ],
    ),
}
PORTS = {
    "no port": ("", None),
    "a port": (", ports: [{containerPort: 8080}]", "kubectl port-forward web 8080:8080"),
    "a port that needs root": (", ports: [{containerPort: 80}]", "kubectl port-forward web 8080:80"),
    "the first that is one": (
        ", ports: [5, {containerPort: http}, {containerPort: 70000}, {containerPort: 9090}]",
        "kubectl port-forward web 9090:9090",
    ),
    "no list": (", ports: 80", None),
}


@pytest.mark.parametrize("case", CASES)
def test_the_commands(case):
    text, expected = CASES[case]
    assert [command for _, command in commands_for(Manifest.read(text))] == expected


@pytest.mark.parametrize("case", PORTS)
def test_a_port_is_reached(case):
    ports, expected = PORTS[case]
    commands = [command for _, command in commands_for(Manifest.read(POD % ("{name: web}", ports)))]
    assert [command for command in commands if "port-forward" in command] == ([expected] if expected else [])


def test_a_pod_that_is_no_mapping_yet():
    assert (
        commands_for(Manifest.read("{kind: Pod, metadata: 5, spec: {containers: [5]}}"))[2][1]
        == "kubectl get pod NAME -o wide"
    )
    assert commands_for(Manifest.read("{kind: Pod, spec: 5}"))[1][1] == "kubectl apply -f pod.yaml"

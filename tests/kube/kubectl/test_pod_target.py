"""What commands name: the object, its pods and their selector, the file, containers and images."""

from __future__ import annotations

import pytest

from podbuilder.kube.kubectl.pod_target import (
    DOCKER_HUB,
    PodTarget,
    image_of,
    is_usable,
    name_of,
    registry_of,
    repository_of,
)
from tests.kube.kubectl.written import ONE, pod, target, workload

SELECTORS = {
    "a pod": (pod(), ()),
    "a Deployment": (workload("Deployment"), ("-l", "app=shop")),
    "a ReplicationController": (workload("ReplicationController", {"selector": {"app": "old"}}), ("-l", "app=old")),
    "a Job, by the label that it gives": (workload("Job", {"selector": None}), ("-l", "job-name=shop")),
    "no selector yet": (workload("Deployment", {"selector": None}), ("-l", "app=shop")),
    "neither selector nor labels": (workload("Deployment", {"selector": None}, {}), ()),
    "an empty selector": (workload("Deployment", {"selector": {}}), ()),
    "expressions": (
        workload(
            "Deployment",
            {
                "selector": {
                    "matchExpressions": [
                        {"key": "a", "operator": "In", "values": ["p", "q"]},
                        {"key": "b", "operator": "NotIn", "values": ["z"]},
                        {"key": "c", "operator": "Exists"},
                        {"key": "d", "operator": "DoesNotExist"},
                    ]
                }
            },
        ),
        ("-l", "a in (p,q),b notin (z),c,!d"),
    ),
    "labels that no server takes": (workload("Deployment", {"selector": {"matchLabels": {"app": "a b"}}}), ()),
    "a label that is a number": (workload("Deployment", {"selector": {"matchLabels": {"app": 5}}}), ()),
    "labels that are none": (workload("Deployment", {"selector": {"matchLabels": 5}}), ()),
    "expressions that are none": (workload("Deployment", {"selector": {"matchExpressions": 5}}), ()),
    "an unknown operator": (
        workload("Deployment", {"selector": {"matchExpressions": [{"key": "a", "operator": "Like"}]}}),
        (),
    ),
    "an expression without values": (
        workload("Deployment", {"selector": {"matchExpressions": [{"key": "a", "operator": "In"}]}}),
        (),
    ),
    "an expression that is none": (workload("Deployment", {"selector": {"matchExpressions": [5]}}), ()),
}
PODS = {
    "its own name": (pod(), "", "web", "web"),
    "no name yet": (pod(name=None), "", "NAME", "NAME"),
    "any pod of a Deployment": (workload("Deployment"), "", "POD", "deployment/shop"),
    "one that somebody knows": (workload("Deployment"), "shop-1-x", "shop-1-x", "shop-1-x"),
    "one that is none": (workload("Deployment"), "a/b", "POD", "deployment/shop"),
    "the first of a StatefulSet": (workload("StatefulSet"), "", "shop-0", "statefulset/shop"),
    "which may have another number": (
        workload("StatefulSet", {"ordinals": {"start": 5}}),
        "",
        "shop-5",
        "statefulset/shop",
    ),
    "a number that is none": (workload("StatefulSet", {"ordinals": {"start": "x"}}), "", "shop-0", "statefulset/shop"),
}
USABLE = {
    **dict.fromkeys(("web", "a b", "größe", "a.b", "...", "a-"), True),
    **dict.fromkeys(("", "-a", "a/b", "a%b", "a:b", "a=b", "a,b", "*", ".", "..", None, 5), False),
}
IMAGES = {
    "nginx": ("nginx", "nginx", DOCKER_HUB),
    "nginx:1.27": ("nginx:1.27", "nginx", DOCKER_HUB),
    f"ghcr.io/a/b:1@sha256:{'a' * 64}": (f"ghcr.io/a/b:1@sha256:{'a' * 64}", "ghcr.io/a/b", "ghcr.io"),
    "localhost:5000/app": ("localhost:5000/app", "localhost:5000/app", "localhost:5000"),
    "No Image": ("IMAGE", "IMAGE", "REGISTRY"),
    "": ("IMAGE", "IMAGE", "REGISTRY"),
}


@pytest.mark.parametrize("case", SELECTORS)
def test_which_labels_its_pods_have(case: str) -> None:
    text, expected = SELECTORS[case]
    assert target(text).selector == expected


@pytest.mark.parametrize("case", PODS)
def test_which_pod_is_meant(case: str) -> None:
    text, chosen, one, any_pod = PODS[case]
    found = target(text, chosen)
    assert (found.pod, found.any_pod) == (one, any_pod)


@pytest.mark.parametrize("name", USABLE)
def test_which_names_kubectl_takes_as_they_are(name: object) -> None:
    assert is_usable(name) is USABLE[name]


@pytest.mark.parametrize("image", IMAGES)
def test_images(image: str) -> None:
    (one,) = target(pod([{"name": "app", "image": image}])).containers
    assert (image_of(one), repository_of(one), registry_of(one)) == IMAGES[image]


def test_where_it_is() -> None:
    def where(metadata: str) -> PodTarget:
        return target(f"{{kind: Pod, metadata: {metadata}, spec: {{}}}}")

    assert (where("{name: a}").where, where("{name: a}").namespace) == ((), "NAMESPACE")
    assert where("{name: a, namespace: b}").file == ("-n", "b", "-f", "a.yaml")
    # kubectl refuses a namespace that is not the one in the file.
    assert where("{name: a, namespace: b/c}").file == ("-f", "a.yaml")
    assert where("{name: a, namespace: b/c}").where == ("-n", "NAMESPACE")


def test_the_word_for_a_kind() -> None:
    words = {
        "{kind: Pod, spec: {}}": "pod",
        "{apiVersion: apps/v1, kind: Deployment, spec: {template: {}}}": "deployment",
        "{apiVersion: kubeflow.org/v1, kind: Notebook, spec: {template: {spec: {containers: []}}}}": (
            "notebook.kubeflow.org"
        ),
        "{apiVersion: x/v1, kind: 'a/b', spec: {template: {spec: {containers: []}}}}": "KIND",
    }
    assert {text: target(text).resource for text in words} == words


def test_what_is_made_from_it_has_a_valid_name() -> None:
    assert target(pod()).derived("debug") == "web-debug"
    assert target(pod(name="a" * 70)).derived("debug") == f"{'a' * 57}-debug"
    assert target(pod(name=f"{'a' * 56}.b{'c' * 9}")).derived("debug") == f"{'a' * 56}-debug"
    assert target(pod(name=None)).derived("debug") == "NAME-debug"


def test_facts_about_the_pod() -> None:
    plain = target(pod())
    assert (plain.grace, plain.ends, plain.is_windows, plain.replicas, plain.is_generated) == (
        30,
        False,
        False,
        None,
        False,
    )
    odd = target(pod(terminationGracePeriodSeconds="x", restartPolicy="Never", os={"name": "windows"}))
    assert (odd.grace, odd.ends, odd.is_windows) == (30, True, True)
    assert target(pod(terminationGracePeriodSeconds=0)).grace == 0
    assert target(pod(nodeSelector={"kubernetes.io/os": "windows"})).is_windows
    assert target(workload("Deployment", {"replicas": 4})).replicas == 4


def test_containers() -> None:
    both = target(pod([ONE], initContainers=[{"image": "a"}, {"name": "b", "restartPolicy": "Always"}]))
    assert [name_of(one) for one in both.containers] == ["CONTAINER", "b", "app"]
    assert [name_of(one) for one in both.apps] == ["b", "app"]
    assert both.of(both.containers[1]) == ("-c", "b")
    assert target(pod()).of(target(pod()).containers[0]) == ()


def test_an_object_beside_a_pod_has_none() -> None:
    text = f"{pod()}---\n{{apiVersion: v1, kind: Service, metadata: {{name: web}}, spec: {{}}}}\n"
    from podbuilder.kube.manifest import Manifest
    from podbuilder.kube.manifest.file_companions import FIRST_COMPANION

    beside = PodTarget(Manifest.read(text, FIRST_COMPANION), "1.36")
    assert (beside.resource, beside.is_pod, beside.can("inert"), beside.containers) == ("service", False, True, ())

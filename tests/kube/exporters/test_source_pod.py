"""A pod that is exported."""

from __future__ import annotations

from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.source_pod import SourcePod

POD = """apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  initContainers: [{name: first, image: busybox}, {name: side, image: busybox, restartPolicy: Always}]
  containers: [{name: web, image: nginx, args: [], resources: {}}, {name: log, image: null}]
"""
JOB = """apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  template: {spec: {containers: [{name: once, image: busybox}]}}
"""


def pod_of(text: str) -> SourcePod:
    return SourceFile(text).pods[0]


def test_the_containers_of_a_pod() -> None:
    pod = pod_of(POD)
    assert [one.container["name"] for one in pod.app_containers] == ["web", "log"]
    assert [one.container["name"] for one in pod.sidecars] == ["side"]
    assert [one.container["name"] for one in pod.init_containers] == ["first"]
    assert (pod.name, pod.namespace, pod.place) == ("web", "shop", "")


def test_the_leaves_of_a_pod() -> None:
    found = {str(leaf.path): leaf.value for leaf in pod_of(POD).leaves()}
    assert found["metadata.labels[app]"] == "web"
    assert found["spec.containers[0].args"] == []
    assert found["spec.containers[0].resources"] == {}
    assert "spec.containers[1].image" not in found
    assert list(pod_of(POD).workload_leaves()) == []


def test_the_pod_of_a_workload() -> None:
    pod = pod_of(JOB)
    assert (pod.name, pod.metadata) == ("once", {})
    assert [str(leaf.path) for leaf in pod.leaves()] == ["spec.containers[0].name", "spec.containers[0].image"]
    assert [str(leaf.path) for leaf in pod.workload_leaves()] == ["apiVersion", "kind", "metadata.name"]


def test_a_workload_of_a_kind_that_nobody_knows() -> None:
    pod = pod_of(JOB.replace("batch/v1", "example.com/v1").replace("Job", "Task"))
    assert [str(leaf.path) for leaf in pod.workload_leaves()] == ["apiVersion", "kind", "metadata.name"]


def test_a_pod_without_a_name() -> None:
    assert pod_of("kind: Pod\nmetadata: {generateName: web-}\nspec: {}").name == "web"
    assert pod_of("kind: Pod\nspec: {}").name == "pod"


def test_what_the_server_refuses_is_no_part_of_it() -> None:
    pod = pod_of(POD + "  hostname: [1]\n")
    assert "hostname" not in pod.spec
    assert [str(error.path) for error in pod.errors] == ["spec.hostname"]


def test_one_of_several_is_called_by_its_name() -> None:
    assert [pod.place for pod in SourceFile(f"{POD}---\n{JOB}").pods] == ["Pod web: ", "Job once: "]

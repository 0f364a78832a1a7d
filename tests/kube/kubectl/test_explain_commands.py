"""Commands that explain the fields that a manifest has."""

from __future__ import annotations

from podbuilder.kube.kubectl.command_groups import command_groups
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.kube.kubectl.written import ONE, commands, lines, pod, workload


def test_a_pod() -> None:
    assert lines(pod(), "explain") == [
        "explain pod.spec",
        "explain pod.spec --recursive",
        "explain pod.spec.containers",
    ]


def test_the_fields_that_it_has() -> None:
    text = pod([{**ONE, "livenessProbe": {}, "env": []}], volumes=[], affinity={})
    assert lines(text, "explain")[3:] == [
        "explain pod.spec.affinity",
        "explain pod.spec.volumes",
        "explain pod.spec.containers.livenessProbe",
        "explain pod.spec.containers.env",
    ]


def test_where_a_template_stands() -> None:
    assert lines(workload("Deployment"), "explain") == [
        "explain deployment.spec",
        "explain deployment.spec.template.spec --recursive",
        "explain deployment.spec.template.spec.containers",
    ]
    text = "{apiVersion: v1, kind: PodTemplate, metadata: {name: a}, template: {spec: {}}}"
    assert lines(text, "explain") == [
        "explain podtemplate.template.spec --recursive",
        "explain podtemplate.template.spec.containers",
    ]


def test_kinds_of_other_groups() -> None:
    text = "{apiVersion: ray.io/v1, kind: RayCluster, spec: {workerGroupSpecs: [{template: {spec: {containers: []}}}]}}"
    assert lines(text, "explain") == [
        "explain raycluster.spec --api-version=ray.io/v1",
        "explain raycluster.spec.workerGroupSpecs.template.spec --recursive --api-version=ray.io/v1",
        "explain raycluster.spec.workerGroupSpecs.template.spec.containers --api-version=ray.io/v1",
    ]
    unknown = "{apiVersion: a.example/v1, kind: Thing, spec: {template: {spec: {containers: []}}}}"
    assert lines(unknown, "explain")[0] == "explain thing.spec --api-version=a.example/v1"


def test_the_fields_that_they_are_about() -> None:
    about = [one.field for one in commands(pod([{**ONE, "env": []}], volumes=[]), "explain")]
    assert about == ["spec", "spec", "spec.containers", "spec.volumes", "spec.containers[].env"]
    assert [one.field for one in commands(workload("Deployment"), "explain")] == ["", "spec", "spec.containers"]


def test_what_stands_beside_a_pod() -> None:
    text = f"{pod()}---\n{{apiVersion: v1, kind: Service, metadata: {{name: web}}, spec: {{}}}}\n"
    groups = {one.slug: one for one in command_groups(Manifest.read(text, FIRST_COMPANION), "1.36")}
    assert [one.line().text for one in groups["explain"].commands] == ["kubectl explain service.spec"]
    assert set(groups) == {"create", "state", "change", "explain", "delete"}

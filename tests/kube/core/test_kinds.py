"""Which objects hold pods, and where: the data, and how it is looked up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import schemas
from podbuilder.kube.core import kinds, versions
from podbuilder.kube.core.kinds import PodTemplate, kind_of, pod_paths
from podbuilder.kube.workloads.verdict import VALIDATORS

SCHEMA = json.loads((kinds.DIRECTORY.parent / "kinds.schema.json").read_text())
FILES = sorted(kinds.DIRECTORY.glob("*.yaml"))
RAY = """
group: ray.io
kinds:
  RayCluster:
    apiVersions: [ray.io/v1, ray.io/v1alpha1]
    templates:
      - path: spec.headGroupSpec.template
      - path: spec.workerGroupSpecs[*].template
        mayOmit: [name, image]
  Job:
    apiVersions: [ray.io/v1]
    templates: [{path: "spec.steps[*].runs[*]"}]
"""


@pytest.fixture
def with_ray(tmp_path: Path) -> Path:
    for file in FILES:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "ray.yaml").write_text(RAY)
    return tmp_path


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in FILES])
def test_a_file_conforms(file):
    Draft202012Validator.check_schema(SCHEMA)
    content = yaml.safe_load(file.read_bytes())
    assert not list(Draft202012Validator(SCHEMA).iter_errors(content))
    for name, entry in content["kinds"].items():
        groups = {version.rpartition("/")[0] for version in entry["apiVersions"]}
        assert groups == {content["group"]}, name


def test_no_kind_of_kubernetes_with_a_pod_template_is_missing():
    everything = json.loads((schemas.packaged() / "v1.36.0-local-strict" / "_definitions.json").read_bytes())["$defs"]

    def reaches_a_template(name: str, seen: set[str]) -> bool:
        seen.add(name)
        if name == "io.k8s.api.core.v1.PodTemplateSpec":
            return True
        inner = set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(everything[name])))
        return any(reaches_a_template(each, seen) for each in inner - seen)

    objects = {name for name, each in everything.items() if "metadata" in each.get("properties", {})}
    found = {
        name
        for name in objects
        if everything[name].get("x-kubernetes-group-version-kind")
        and not name.endswith("List")
        and reaches_a_template(name, set())
    }
    assert found | {"io.k8s.api.core.v1.Pod"} == {kind.definition for kind in kinds.native().values()}


@pytest.mark.parametrize("name", kinds.native())
@pytest.mark.parametrize("version", versions.VERSIONS)
def test_a_template_is_where_the_schemas_have_it(name, version):
    kind = kinds.native()[name]
    spec = catalogue.load(version, name).field(kind.templates[0].path)
    assert spec.api_type in ("Pod", "PodTemplateSpec")


@pytest.mark.parametrize("name", kinds.native())
def test_every_kind_of_kubernetes_is_judged(name):
    assert (name in VALIDATORS) == (name != "Pod")


PLACES = {
    "a pod": ({"kind": "Pod"}, ["<root>"]),
    "a workload": ({"kind": "Deployment", "apiVersion": "apps/v1"}, ["spec.template"]),
    "a template by itself": ({"kind": "PodTemplate", "apiVersion": "v1"}, ["template"]),
    "a job in a job": ({"kind": "CronJob"}, ["spec.jobTemplate.spec.template"]),
    "an apiVersion that is wrong": ({"kind": "CronJob", "apiVersion": "v7"}, ["spec.jobTemplate.spec.template"]),
    "a namesake of a group that is not known": (
        {"kind": "CronJob", "apiVersion": "example.com/v1"},
        ["spec.jobTemplate.spec.template"],
    ),
    "a kind without pods": ({"kind": "Service", "apiVersion": "v1"}, []),
    "no kind": ({"spec": {"template": {}}}, []),
    "a kind that is no text": ({"kind": ["Pod"]}, []),
    "no mapping": (["Pod"], []),
    "a kind of another group, its lists empty": (
        {"kind": "RayCluster", "apiVersion": "ray.io/v1"},
        ["spec.headGroupSpec.template"],
    ),
    "several templates": (
        {"kind": "RayCluster", "apiVersion": "ray.io/v1", "spec": {"workerGroupSpecs": [{}, {}]}},
        [
            "spec.headGroupSpec.template",
            "spec.workerGroupSpecs[0].template",
            "spec.workerGroupSpecs[1].template",
        ],
    ),
    "lists in lists, and a namesake of Kubernetes' own": (
        {
            "kind": "Job",
            "apiVersion": "ray.io/v1",
            "spec": {"steps": [{"runs": [{}]}, {"runs": "none"}, {"runs": [{}]}]},
        },
        ["spec.steps[0].runs[0]", "spec.steps[2].runs[0]"],
    ),
}


@pytest.mark.parametrize("case", PLACES)
def test_where_pods_stand(case, with_ray):
    whole, expected = PLACES[case]
    assert [str(path) or "<root>" for path in pod_paths(whole, with_ray)] == expected


KINDS = {
    "Kubernetes' own": ({"kind": "Job", "apiVersion": "batch/v1"}, "batch"),
    "without an apiVersion": ({"kind": "Job"}, "batch"),
    "an apiVersion of old": ({"kind": "Deployment", "apiVersion": "extensions/v1beta1"}, "apps"),
    "an apiVersion that is no text": ({"kind": "Deployment", "apiVersion": 1}, "apps"),
    "a namesake of another group": ({"kind": "Job", "apiVersion": "ray.io/v1"}, "ray.io"),
    "a namesake of a group that is not known": ({"kind": "Job", "apiVersion": "batch.example.com/v1"}, None),
    "another group's kind without its group": ({"kind": "RayCluster", "apiVersion": "v1"}, None),
    "no kind": ({}, None),
    "no mapping": ("Pod", None),
}


@pytest.mark.parametrize("case", KINDS)
def test_which_kind_an_object_is(case, with_ray):
    whole, group = KINDS[case]
    found = kind_of(whole, with_ray)
    assert (found.group if found else None) == group


def test_a_file_more_is_a_group_more(with_ray):
    """What is in the file is known: the order of the groups, the apiVersion to write, what templates may omit."""
    groups = list(dict.fromkeys(kind.group for kind in kinds.every(with_ray)))
    assert groups == ["", "apps", "batch", "ray.io"]
    ray = kind_of({"kind": "RayCluster", "apiVersion": "ray.io/v1alpha1"}, with_ray)
    assert (ray.api_version, ray.definition, ray.is_common) == ("ray.io/v1", "", False)
    assert ray.templates[1] == PodTemplate(("spec", "workerGroupSpecs", "*", "template"), frozenset({"name", "image"}))
    assert "RayCluster" not in kinds.native(with_ray)

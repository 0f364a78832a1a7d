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
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.kinds import (
    PodTemplate,
    implied,
    kind_of,
    object_at,
    objects,
    objects_in,
    pod_paths,
    template_at,
)
from podbuilder.kube.workloads.verdict import VALIDATORS
from tests.support.pods import path_of

SCHEMA = json.loads((kinds.DIRECTORY.parent / "kinds.schema.json").read_text())
FILES = sorted(kinds.DIRECTORY.glob("*.yaml"))
EXAMPLE = """
group: example.com
kinds:
  Fleet:
    apiVersions: [example.com/v1, example.com/v1alpha1]
    former: [v1]
    templates:
      - path: spec.flagship.template
      - path: spec.groups[*].template
        mayOmit: [name, image]
  Job:
    apiVersions: [example.com/v1]
    templates: [{path: "spec.steps[*].runs[*]"}]
  Ensemble:
    apiVersions: [example.com/v1]
    templates:
      - {path: "spec.parts[*]", needs: solo}
      - {path: "spec.parts[*]", needs: chorus}
  Bundle:
    apiVersions: [example.com/v1]
    objects: contents
"""


@pytest.fixture
def with_example(tmp_path: Path) -> Path:
    for file in FILES:
        if "." not in file.stem:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "example.com.yaml").write_text(EXAMPLE)
    return tmp_path


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in FILES])
def test_a_file_conforms(file):
    Draft202012Validator.check_schema(SCHEMA)
    content = yaml.safe_load(file.read_bytes())
    assert not list(Draft202012Validator(SCHEMA).iter_errors(content))
    assert file.stem == (content["group"] or kinds.CORE)
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
    "a namesake of a group that is not known": ({"kind": "CronJob", "apiVersion": "example.org/v1"}, []),
    "a domain of Kubernetes' own": ({"kind": "Job", "apiVersion": "networking.k8s.io/v1"}, ["spec.template"]),
    "a kind without pods": ({"kind": "Service", "apiVersion": "v1"}, []),
    "no kind": ({"spec": {"template": {}}}, []),
    "a kind that is no text": ({"kind": ["Pod"]}, []),
    "no mapping": (["Pod"], []),
    "a kind of another group without any": ({"kind": "Fleet", "apiVersion": "example.com/v1"}, []),
    "a kind of another group, one of its templates being written": (
        {"kind": "Fleet", "apiVersion": "example.com/v1", "spec": {"flagship": {"template": None}}},
        ["spec.flagship.template"],
    ),
    "several templates": (
        {
            "kind": "Fleet",
            "apiVersion": "example.com/v1",
            "spec": {"groups": [{"template": {}}, {}, {"template": {}}], "flagship": {"template": {}}},
        },
        ["spec.flagship.template", "spec.groups[0].template", "spec.groups[2].template"],
    ),
    "templates by name": (
        {
            "kind": "Fleet",
            "apiVersion": "example.com/v1",
            "spec": {"groups": {"red": {"template": {}}, "blue": {"template": {}}}},
        },
        ["spec.groups.red.template", "spec.groups.blue.template"],
    ),
    "templates of several forms": (
        {"kind": "Ensemble", "apiVersion": "example.com/v1", "spec": {"parts": [{"chorus": 1}, {}, {"solo": 1}]}},
        ["spec.parts[2]", "spec.parts[0]"],
    ),
    "a group that a kind has left": (
        {"kind": "Fleet", "apiVersion": "v1", "spec": {"flagship": {"template": {}}}},
        ["spec.flagship.template"],
    ),
    "lists in lists, and a namesake of Kubernetes' own": (
        {
            "kind": "Job",
            "apiVersion": "example.com/v1",
            "spec": {"steps": [{"runs": [{}]}, {"runs": "none"}, {"runs": [{}]}]},
        },
        ["spec.steps[0].runs[0]", "spec.steps[2].runs[0]"],
    ),
}


@pytest.mark.parametrize("case", PLACES)
def test_where_pods_stand(case, with_example):
    whole, expected = PLACES[case]
    assert [str(path) or "<root>" for path in pod_paths(whole, with_example)] == expected


KINDS = {
    "Kubernetes' own": ({"kind": "Job", "apiVersion": "batch/v1"}, "batch"),
    "without an apiVersion": ({"kind": "Job"}, "batch"),
    "an apiVersion of old": ({"kind": "Deployment", "apiVersion": "extensions/v1beta1"}, "apps"),
    "an apiVersion that is no text": ({"kind": "Deployment", "apiVersion": 1}, "apps"),
    "a namesake of another group": ({"kind": "Job", "apiVersion": "example.com/v1"}, "example.com"),
    "a namesake of a group that is not known": ({"kind": "Job", "apiVersion": "batch.example.com/v1"}, None),
    "a group of Kubernetes' own that has no such kind": ({"kind": "Job", "apiVersion": "storage.k8s.io/v1"}, "batch"),
    "a group by the name of a file": ({"kind": "Pod", "apiVersion": "core/v1"}, ""),
    "another group's kind without its group": ({"kind": "Ensemble", "apiVersion": "v1"}, None),
    "another group's kind where it once was": ({"kind": "Fleet", "apiVersion": "v1"}, "example.com"),
    "no place for a file": ({"kind": "Pod", "apiVersion": "../../a.b/v1"}, None),
    "no kind": ({}, None),
    "no mapping": ("Pod", None),
}


@pytest.mark.parametrize("case", KINDS)
def test_which_kind_an_object_is(case, with_example):
    whole, group = KINDS[case]
    found = kind_of(whole, with_example)
    assert (found.group if found else None) == group


def test_a_file_more_is_a_group_more(with_example):
    """What is in the file is known: the order of the groups, the apiVersion to write, what templates may omit."""
    groups = list(dict.fromkeys(kind.group for kind in kinds.every(with_example)))
    assert groups == ["", "apps", "batch", "example.com"]
    fleet = kind_of({"kind": "Fleet", "apiVersion": "example.com/v1alpha1"}, with_example)
    assert (fleet.api_version, fleet.definition, fleet.is_common) == ("example.com/v1", "", False)
    assert fleet.templates[1] == PodTemplate(
        ("spec", "groups", "*", "template"), frozenset({"name", "image"}), is_one_of_several=True
    )
    assert [template.place for template in fleet.templates] == ["spec.flagship.template", "spec.groups[*].template"]
    assert "Fleet" not in kinds.native(with_example)


def test_which_template_a_pod_is(with_example):
    whole = {"kind": "Ensemble", "apiVersion": "example.com/v1", "spec": {"parts": [{"chorus": 1}, {}]}}
    first, second = (FieldPath(("spec", "parts", i)) for i in (0, 1))
    assert template_at(whole, first, with_example).place == "spec.parts[*].chorus"
    assert template_at(whole, second, with_example) is None
    assert template_at(whole, first.child("chorus"), with_example) is None
    assert template_at({"kind": "Ensemble"}, first, with_example) is None


LISTS = {
    "a List": ({"kind": "List"}, "items"),
    "a list of pods": ({"kind": "PodList", "apiVersion": "v1"}, "items"),
    "a list of anything": ({"kind": "FleetList", "apiVersion": "example.com/v1"}, "items"),
    "a kind with objects": ({"kind": "Bundle", "apiVersion": "example.com/v1"}, "contents"),
    "a kind with templates": ({"kind": "Fleet", "apiVersion": "example.com/v1"}, ""),
    "a kind that is not known": ({"kind": "Bundle", "apiVersion": "example.org/v1", "items": []}, ""),
    "no kind": ({"items": []}, ""),
    "no mapping": ([], ""),
}


@pytest.mark.parametrize(("whole", "field"), LISTS.values(), ids=LISTS)
def test_what_lists_objects(whole, field, with_example):
    assert objects_in(whole, with_example) == field


PODS = {"kind": "PodList", "apiVersion": "v1"}
NESTED = {"kind": "List", "items": [{"kind": "Job"}, {**PODS, "items": [{"spec": {}}, 7]}, {"kind": "List"}]}


def test_the_objects_of_nested_lists():
    found = {str(path): value for path, value in objects(NESTED)}
    pod = {"kind": "Pod", "apiVersion": "v1", "spec": {}}
    assert found == {"items[0]": {"kind": "Job"}, "items[1].items[0]": pod, "items[1].items[1]": 7}
    assert [object_at(NESTED, (*path_of(path), "spec")) for path in found] == [
        (path_of(path), value) for path, value in found.items()
    ]


@pytest.mark.parametrize("path", ["", "items", "items[0]", "spec.template", "items.name"])
def test_a_document_by_itself_is_an_object(path):
    whole = {"kind": "Job", "items": [{}]}
    assert list(objects(whole)) == [(path_of(""), whole)]
    assert object_at(whole, path_of(path)) == (path_of(""), whole)


IMPLIED = {
    "neither kind nor apiVersion": (PODS, {"spec": {}}, {"kind": "Pod", "apiVersion": "v1", "spec": {}}),
    "neither, as some write it": (PODS, {"kind": "", "apiVersion": None}, {"kind": "Pod", "apiVersion": "v1"}),
    "a kind alone": (PODS, {"kind": "Job"}, {"kind": "Job"}),
    "an apiVersion alone": (PODS, {"apiVersion": "v2"}, {"apiVersion": "v2"}),
    "a List": ({"kind": "List", "apiVersion": "v1"}, {"spec": {}}, {"spec": {}}),
    "what lists whole objects of any kind": ({"kind": "Bundle"}, {"spec": {}}, {"spec": {}}),
    "no mapping": (PODS, "pod", "pod"),
}


@pytest.mark.parametrize(("whole", "item", "expected"), IMPLIED.values(), ids=IMPLIED)
def test_what_a_list_implies(whole, item, expected):
    assert implied(whole, item) == expected


def test_workloads_make_pods_from_a_template() -> None:
    assert sorted(kinds.workloads()) == [
        "CronJob",
        "DaemonSet",
        "Deployment",
        "Job",
        "PodTemplate",
        "ReplicaSet",
        "ReplicationController",
        "StatefulSet",
    ]


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        (None, None),
        ("", None),
        ("Service", None),
        ("DeploymentConfig", None),
        ("Deploymnt", "Deployment"),
        (" deployments ", "Deployment"),
        ("deploy", "Deployment"),
        ("Deployment" * 100_000, None),
    ],
)
def test_the_kind_that_is_meant(kind: object, meant: str | None) -> None:
    found = kinds.meant({"apiVersion": "apps/v1", "kind": kind})
    assert (found.name if found else None) == meant

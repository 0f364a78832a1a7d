"""Where pods stand: as objects, as templates, in lists, and in kinds that write them in their own way."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.pod_place import PodPlace
from podbuilder.kube.yamltext.edits import Edit
from tests.support.pods import path_of

POD: dict[str, Any] = {"kind": "Pod", "apiVersion": "v1", "spec": {"containers": []}}
DEPLOYMENT = {"kind": "Deployment", "apiVersion": "apps/v1", "spec": {"template": {"spec": {"volumes": []}}}}
SERVICE = {
    "kind": "InferenceService",
    "apiVersion": "serving.kserve.io/v1beta1",
    "spec": {"predictor": {"minReplicas": 1, "containers": [{"name": "a"}]}},
}

# Document, path, the object's path, whether it is a template, the pod.
PLACES: dict[str, tuple[Any, str, str, bool, Any]] = {
    "a pod": (POD, "", "", False, POD),
    "a template": (DEPLOYMENT, "spec.template", "", True, {"spec": {"volumes": []}}),
    "a pod in a List": ({"kind": "List", "items": [{}, POD]}, "items[1]", "items[1]", False, POD),
    "a template in a List": (
        {"kind": "List", "items": [DEPLOYMENT]},
        "items[0].spec.template",
        "items[0]",
        True,
        {"spec": {"volumes": []}},
    ),
    "a template in a List in a List": (
        {"kind": "List", "items": [{"kind": "List", "items": [{}, DEPLOYMENT]}]},
        "items[0].items[1].spec.template",
        "items[0].items[1]",
        True,
        {"spec": {"volumes": []}},
    ),
    "a pod that its list names": (
        {"kind": "PodList", "apiVersion": "v1", "items": [{"spec": {}}]},
        "items[0]",
        "items[0]",
        False,
        {"spec": {}},
    ),
    "a kind that writes it in its own way": (
        SERVICE,
        "spec.predictor",
        "",
        True,
        {"spec": {"containers": [{"name": "a"}]}},
    ),
    "a kind that is not known": (
        {**DEPLOYMENT, "apiVersion": "example.com/v1"},
        "spec.template",
        "",
        True,
        {"spec": {"volumes": []}},
    ),
    "a template that is not there": ({"kind": "Deployment"}, "spec.template", "", True, {}),
    "no object": ([], "", "", False, {}),
}


@pytest.mark.parametrize(("document", "path", "around", "is_template", "pod"), PLACES.values(), ids=PLACES)
def test_place(document: Any, path: str, around: str, is_template: bool, pod: Any) -> None:
    place = PodPlace(document, path_of(path))
    assert place.object_path == path_of(around)
    assert place.is_template is is_template
    assert place.pod == pod


def test_a_list_names_what_it_lists() -> None:
    place = PodPlace({"kind": "PodList", "apiVersion": "v1", "items": [{"spec": {}}]}, path_of("items[0]"))
    assert place.object == {"kind": "Pod", "apiVersion": "v1", "spec": {}}
    assert PodPlace({"kind": "List", "items": "none"}, path_of("items[0]")).object == {}


LABELS: dict[str, tuple[Any, str, str]] = {
    "a pod without a name": (POD, "", "Pod"),
    "a pod": ({"kind": "Pod", "metadata": {"name": "web"}}, "", "Pod web"),
    "no kind": ({"metadata": {"name": 7}}, "", "Pod"),
    "a workload": ({**DEPLOYMENT, "metadata": {"name": "web"}}, "spec.template", "Deployment web"),
    "one of several in an object": (SERVICE, "spec.predictor", "InferenceService spec.predictor"),
}


@pytest.mark.parametrize(("document", "path", "label"), LABELS.values(), ids=LABELS)
def test_what_it_is_called(document: Any, path: str, label: str) -> None:
    assert PodPlace(document, path_of(path)).label == label


def test_paths_there_and_back() -> None:
    place = PodPlace(SERVICE, path_of("spec.predictor"))
    image = path_of("spec.containers[0].image")
    assert place.in_document(image) == path_of("spec.predictor.containers[0].image")
    assert place.in_pod(path_of("spec.predictor.containers[0].image")) == image
    assert place.in_pod(path_of("spec.predictor.minReplicas")) is None
    assert place.in_pod(path_of("spec.transformer.containers")) is None
    assert place.in_document(path_of("metadata.name")) is None
    assert place.nearest_in_document(path_of("metadata.name")) == path_of("spec.predictor")
    assert place.nearest_in_document(path_of("spec.volumes[0].name")) == path_of("spec.predictor.volumes[0].name")
    assert PodPlace(POD, ROOT).in_document(image) == image
    assert PodPlace(POD, ROOT).in_pod(FieldPath()) == ROOT


CRON_JOB = {
    "kind": "CronJob",
    "apiVersion": "batch/v1",
    "spec": {"schedule": "@daily", "jobTemplate": {"spec": {"template": {"spec": {}}}}},
}
LISTED = {"kind": "List", "items": [CRON_JOB, DEPLOYMENT]}
TEMPLATE_OF_JOB = "spec.jobTemplate.spec.template"

# Document, path of the pod, its workload.
WORKLOADS: dict[str, tuple[Any, str, str]] = {
    "a pod has none": (POD, "", ""),
    "a template": (DEPLOYMENT, "spec.template", "Deployment"),
    "a kind with a slip": ({**DEPLOYMENT, "kind": "deploymnet"}, "spec.template", "Deployment"),
    "an old apiVersion": ({**DEPLOYMENT, "apiVersion": "extensions/v1beta1"}, "spec.template", "Deployment"),
    "a job made by the clock": (CRON_JOB, TEMPLATE_OF_JOB, "CronJob"),
    "one of a List": (LISTED, "items[1].spec.template", "Deployment"),
    "a kind of others": (SERVICE, "spec.predictor", ""),
    "a kind that is not known": ({**DEPLOYMENT, "apiVersion": "example.com/v1"}, "spec.template", ""),
    "no kind": ({"spec": DEPLOYMENT["spec"]}, "spec.template", ""),
    "a template where the kind has none": (CRON_JOB, "spec.template", ""),
}


@pytest.mark.parametrize(("document", "path", "workload"), WORKLOADS.values(), ids=WORKLOADS)
def test_workload(document: Any, path: str, workload: str) -> None:
    assert PodPlace(document, path_of(path)).workload == workload


def test_the_workload_stands_beside_the_pod_without_its_template() -> None:
    place = PodPlace(LISTED, path_of(f"items[0].{TEMPLATE_OF_JOB}"))
    around = {"schedule": "@daily", "jobTemplate": {"spec": {}}}
    assert place.pod_with_workload == {"spec": {}, "CronJob": {**CRON_JOB, "spec": around}}
    alone = PodPlace(POD, ROOT)
    assert alone.pod_with_workload is alone.pod


# A path of the document, and the field that it is; "" for the pod itself, None for what is neither pod nor workload.
FIELDS = {
    "items[0].spec.schedule": "CronJob.spec.schedule",
    "items[0].metadata.labels": "CronJob.metadata.labels",
    "items[0].spec.jobTemplate": "CronJob.spec.jobTemplate",
    "items[0].spec.jobTemplate.spec.template": "",
    "items[0].spec.jobTemplate.spec.template.spec": "spec",
    "items[0].spec.jobTemplate.spec.template.spec.containers[0].image": "spec.containers[0].image",
    "items[1].spec.replicas": None,
    "items": None,
}


@pytest.mark.parametrize("path", FIELDS)
def test_which_field_a_place_is(path: str) -> None:
    place, expected = PodPlace(LISTED, path_of(f"items[0].{TEMPLATE_OF_JOB}")), FIELDS[path]
    field = place.field(path_of(path))
    assert (None if field is None else str(field)) == expected
    if field is not None:
        assert place.in_document(field) == path_of(path)


def test_only_the_pods_own_are_the_fields_of_others_templates() -> None:
    place = PodPlace(SERVICE, path_of("spec.predictor"))
    assert place.field(path_of("spec.predictor.containers[0].name")) == path_of("spec.containers[0].name")
    assert place.field(path_of("metadata.name")) is None
    assert place.in_workload(path_of("metadata.name")) is None


def test_a_template_is_a_field_of_its_workload_as_well() -> None:
    place = PodPlace(DEPLOYMENT, path_of("spec.template"))
    assert place.in_workload(path_of("spec.template")) == path_of("Deployment.spec.template")
    assert place.in_workload(path_of("spec.template.spec")) is None


def test_an_edit_of_the_workload_is_one_of_its_object() -> None:
    place = PodPlace(LISTED, path_of(f"items[0].{TEMPLATE_OF_JOB}"))
    edit = Edit("set", path_of("CronJob.spec.suspend"), True)
    assert place.edit_in_document(edit) == Edit("set", path_of("items[0].spec.suspend"), True)
    moved = Edit("move", path_of("CronJob.spec.rules[2]"), to=0)
    assert place.edit_in_document(moved) == Edit("move", path_of("items[0].spec.rules[2]"), to=0)


def test_the_fields_of_each_line_are_those_of_the_workload_too() -> None:
    text = "kind: Deployment\nspec:\n  replicas: 3\n  template:\n    spec:\n      hostPID: true\n"
    manifest = Manifest.read(text)
    assert [str(path) for path in manifest.fields_by_line()][2:6] == [
        "Deployment.spec.replicas",
        "",
        "spec",
        "spec.hostPID",
    ]
    assert manifest.paths_by_line()[2] is None

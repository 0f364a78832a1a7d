"""Where pods stand: as objects, as templates, in lists, and in kinds that write them in their own way."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.manifest.pod_place import PodPlace
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

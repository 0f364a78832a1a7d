"""Kinds that Kubernetes does not define: opened and edited in place, judged by a pod's rules less what they waive."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import ErrorType, FieldPath, unknown_field
from podbuilder.kube.corrections.corrections import Corrections
from podbuilder.kube.manifest import Manifest, ManifestError, insert_, move_, remove_, set_
from podbuilder.kube.review import review_manifest
from tests.support.pods import path_of

CASES = yaml.safe_load(Path(__file__).with_name("custom_kinds.yaml").read_text())
EDITS = [
    (name, one)
    for name, case in CASES.items()
    for one in (case["set"] | {"changes": case["changes"]}, *case.get("also", ()))
]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_where_its_pods_are(case: dict[str, Any]) -> None:
    pods = Manifest.read_all(case["manifest"])
    assert [str(pod.pod_path) for pod in pods] == case["pods"]
    assert [Manifest.read(case["manifest"], pod.number).pod_path for pod in pods] == [pod.pod_path for pod in pods]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_not_refused_and_what_is_not_known_is_said(case: dict[str, Any]) -> None:
    for pod in Manifest.read_all(case["manifest"]):
        review = review_manifest(pod)
        assert review.accepted, [*review.errors, *review.wrapper_errors]
        assert review.is_known
        assert bool(review.not_judged) is not case.get("judged", False)


@pytest.mark.parametrize(("name", "edit"), EDITS, ids=[f"{name}-{edit['path']}" for name, edit in EDITS])
def test_an_edit_changes_one_line(name: str, edit: dict[str, Any]) -> None:
    before = Manifest.read(CASES[name]["manifest"], edit["pod"])
    after = before.patch([set_(path_of(edit["path"]), edit["value"])])
    old, new = before.text.split("\n"), after.text.split("\n")
    assert {a: b for a, b in zip(old, new, strict=True) if a != b} == edit["changes"]
    assert (after.number, after.pod_path) == (before.number, before.pod_path)
    assert after.where(path_of(edit["path"])).line - 1 == next(i for i in range(len(old)) if old[i] != new[i])
    assert path_of(edit["path"]) in after.paths_by_line() or "{" in next(iter(edit["changes"]))


def test_no_kind_is_without_an_example() -> None:
    described = {re.search(r"^kind: (\w+)$", case["manifest"], re.MULTILINE)[1] for case in CASES.values()}
    foreign = {kind.name for kind in kinds.every() if not kind.definition and not kind.instead}
    namesakes = {
        "List",
        "Configuration",
        "LLMInferenceServiceConfig",
        "WorkflowTemplate",
        "ClusterWorkflowTemplate",
        "ClusterTask",
    }
    namesakes |= {"TaskRun", "PipelineRun", "TrainingRuntime", "SparkConnect"}
    namesakes |= {"TFJob", "MPIJob", "XGBoostJob", "PaddleJob", "JAXJob"}
    assert foreign - described == namesakes


ROLLOUT = CASES["Rollout"]["manifest"]
RAY = CASES["RayCluster"]["manifest"]
WORKFLOW = CASES["Workflow with a container, a script, a set of containers and steps"]["manifest"]


def test_what_a_pod_may_not_say_is_refused_at_its_place() -> None:
    text = RAY.replace("2.40.0-gpu", "2.40.0-gpu\n          resources: {limits: {cpu: 1}, requests: {cpu: 2}}")
    last = Manifest.read(text, 2)
    (error,) = review_manifest(last).errors
    assert str(error.path) == "spec.containers[0].resources.requests"
    assert (
        str(last.in_document(error.path)) == "spec.workerGroupSpecs[1].template.spec.containers[0].resources.requests"
    )
    assert last.where(error.path).line == 21


def test_what_is_not_waived_is_missing() -> None:
    text = ROLLOUT.replace("        image: ghcr.io/example/guestbook:1.0   # kept\n", "")
    assert [str(error.path) for error in review_manifest(Manifest.read(text)).errors] == ["spec.containers[0].image"]
    text = CASES["Knative Service"]["manifest"].replace("image: ghcr.io/example/hello:1", "tty: false")
    assert [str(error.path) for error in review_manifest(Manifest.read(text)).errors] == ["spec.containers[0].image"]


def test_the_pod_is_followed_where_an_edit_moves_it() -> None:
    groups = FieldPath(("spec", "workerGroupSpecs"))
    middle = Manifest.read(RAY, 1)
    assert middle.pod["spec"]["containers"][0]["image"] == "rayproject/ray:2.40.0"
    moved = middle.patch_document([move_(groups.index(0), 1)])
    assert (moved.pod, moved.number, str(moved.pod_path)) == (middle.pod, 2, "spec.workerGroupSpecs[1].template")
    last = Manifest.read(RAY, 2)
    assert (left := last.patch_document([remove_(groups.index(0))])).pod == last.pod
    assert (left.number, left.siblings[left.number].pod) == (1, last.pod)
    other = {"groupName": "new", "template": {"spec": {"containers": []}}}
    assert last.patch_document([insert_(groups.index(0), other)]).pod == last.pod
    assert last.patch_document([remove_(groups.index(1))]).pod_path == Manifest.read(RAY).pod_path


def test_an_edit_that_leaves_no_pod_is_refused() -> None:
    with pytest.raises(ManifestError, match="would not contain one"):
        Manifest.read(ROLLOUT).patch_document([remove_(path_of("spec.template"))])


TEKTON = CASES["Tekton Task with sidecars"]["manifest"]


def test_two_lists_are_one_list_of_containers() -> None:
    task = Manifest.read(TEKTON)
    images = [container.get("image") for container in task.pod["spec"]["containers"]]
    assert images == [None, "alpine:3.20", "postgres:16", "redis:7"]
    names = [
        container.get("name")
        for container in task.patch([move_(path_of("spec.containers[3]"), 2)]).document["spec"]["sidecars"]
    ]
    assert names == ["cache", "database"]
    added = task.patch([insert_(path_of("spec.containers[4]"), {"name": "proxy", "image": "p:1"})])
    assert [one["name"] for one in added.document["spec"]["sidecars"]] == ["database", "cache", "proxy"]
    removed = task.patch([remove_(path_of("spec.containers[2]"))])
    assert [one["name"] for one in removed.document["spec"]["sidecars"]] == ["cache"]
    with pytest.raises(ManifestError, match=r"A Task has no place for spec.containers\[3\]"):
        task.patch([move_(path_of("spec.containers[3]"), 0)])


def test_what_is_wrong_in_a_sidecar_stands_there() -> None:
    task = Manifest.read(TEKTON.replace("name: cache", "name: Cache"))
    (error,) = [error for error in review_manifest(task).errors if error.path[:3] == ("spec", "containers", 3)]
    assert str(task.in_document(error.path)) == "spec.sidecars[1].name"


def test_what_has_no_place_cannot_be_edited() -> None:
    fetch = Manifest.read(WORKFLOW)
    with pytest.raises(ManifestError, match=r"A Workflow has no place for spec\.hostNetwork here"):
        fetch.patch([set_(path_of("spec.hostNetwork"), True)])
    with pytest.raises(ManifestError, match=r"no place for spec.containers\[1\]"):
        fetch.patch([insert_(path_of("spec.containers[1]"), {"name": "b"})])
    assert fetch.where(path_of("spec.hostNetwork")) == fetch.where(FieldPath())


def test_a_field_is_added_where_the_kind_has_it() -> None:
    fetch = Manifest.read(WORKFLOW).patch([set_(path_of("spec.nodeSelector.pool"), "gpu")])
    assert fetch.document["spec"]["templates"][1]["nodeSelector"] == {"pool": "gpu"}
    service = Manifest.read(CASES["InferenceService with a model"]["manifest"])
    edited = service.patch(
        [set_(path_of("spec.volumes"), [{"name": "a", "emptyDir": {}}]), set_(path_of("metadata.labels.a"), "b")]
    )
    assert edited.document["spec"]["predictor"]["volumes"] == [{"name": "a", "emptyDir": {}}]
    assert edited.document["spec"]["predictor"]["labels"] == {"a": "b"}


UNKNOWN = """\
apiVersion: example.com/v1
kind: Deployment
metadata: {name: x}
spec:
  template:
    spec:
      crew: 3
      containers:
      - tty: "yes"
"""


def test_a_kind_that_nobody_knows_is_opened_and_not_judged() -> None:
    manifest = Manifest.read(UNKNOWN)
    review = review_manifest(manifest)
    assert (review.accepted, review.is_known, review.warnings) == (True, False, ())
    assert review.not_judged == (
        "The kind Deployment of example.com is not known here, so neither it nor its template was judged."
    )
    assert review.findings
    assert 'tty: "no"' in manifest.patch([set_(path_of("spec.containers[0].tty"), "no")]).text


SERVING = CASES["InferenceService with a container"]["manifest"]
# What is written instead of the one, and what is said at its end, with the title of the first fix.
SLIPS = {
    "a name in a plain template": (
        (ROLLOUT, "        image:", "        imag:"),
        ('Did you mean "image"?', "Write image instead of imag."),
    ),
    "a name in a template of another form": (
        (SERVING, "      image: ghcr", "      imag: ghcr"),
        ('Did you mean "image"?', "Write image instead of imag."),
    ),
    "a field of the pod": (
        (SERVING, "      image: ghcr", "      hostNetwork: true\n      image: ghcr"),
        ("It belongs under spec.predictor.", "Move hostNetwork under spec.predictor."),
    ),
    "a word of another tool, with a slip": (
        (TEKTON, "image: redis:7", "image: redis:7\n    enviroment: []"),
        ('Did you mean "env"?', "Write env instead of enviroment."),
    ),
    "a field that is called otherwise here": (
        (TEKTON, "image: alpine:3.20", "image: alpine:3.20\n    requests: {cpu: 1}"),
        (
            "It belongs under spec.steps[1].computeResources or under spec.sidecars[0].computeResources.",
            "Move requests under spec.steps[1].computeResources.",
        ),
    ),
    "a field that has no place here": (
        (WORKFLOW, '      image: "{{', '      hostNetwork: true\n      image: "{{'),
        ('has no field "hostNetwork" in spec.containers[0].', ""),
    ),
}


@pytest.mark.parametrize(("change", "outcome"), SLIPS.values(), ids=SLIPS)
def test_what_is_said_of_a_slip_and_offered_for_it(change: tuple[str, str, str], outcome: tuple[str, str]) -> None:
    text, right, wrong = change
    manifest = Manifest.read(text.replace(right, wrong, 1))
    error = next(e for e in review_manifest(manifest).errors if e.type is ErrorType.UNKNOWN_FIELD)
    offered = Corrections(manifest, "1.36").of(error, manifest.in_document(error.path))
    assert error.detail.endswith(outcome[0]), error.detail
    assert (offered[0].title if offered else "") == outcome[1]
    if offered:
        mended = offered[0].applied(manifest)
        assert error.path not in [e.path for e in review_manifest(mended).errors]


def test_what_the_object_itself_lacks_is_not_corrected() -> None:
    manifest = Manifest.read(SERVING)
    assert Corrections(manifest, "1.36").of(unknown_field(path_of("spec.crew"), ""), path_of("spec.crew")) == []


def test_each_of_several_templates_is_listed_with_its_place_and_line() -> None:
    assert [(one.name, one.place, one.line) for one in Manifest.read(RAY).carriers] == [
        ("demo", "spec.headGroupSpec.template", 7),
        ("demo", "spec.workerGroupSpecs[0].template", 10),
        ("demo", "spec.workerGroupSpecs[1].template", 16),
    ]
    (only,) = Manifest.read(ROLLOUT).carriers
    assert (only.place, only.line) == ("", 1)

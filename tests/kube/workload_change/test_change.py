"""From a kind to another: the text, what is said with it, and the way back."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from podbuilder.kube.core.document import get
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.review import review_manifest
from podbuilder.kube.workload_change.change import change_workload, kinds_to_be, other_kind
from podbuilder.kube.workload_change.notes import Answers
from tests.support.cases import Case, cases

WORKLOADS = kinds_to_be()[1:]
POLICY = ("spec", "restartPolicy")
RECORDED = Path(__file__).parents[4] / "shared" / "corpus" / "realworld.jsonl.gz"


def test_these_kinds_can_be_made() -> None:
    assert sorted(kinds_to_be()) == ["CronJob", "DaemonSet", "Deployment", "Job", "Pod", "ReplicaSet", "StatefulSet"]


def back(manifest: Manifest, there: Manifest) -> str:
    """The text after the way back, its restartPolicy as it was."""
    return change_workload(there, "Pod", Answers(get(manifest.pod, POLICY, ""))).manifest.text


@cases(__file__, "texts.yaml")
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("to", WORKLOADS)
def test_a_pod_goes_there_and_comes_back(case: Case, to: str, eol: str) -> None:
    manifest = Manifest.read(case["text"].replace("\n", eol))
    assert review_manifest(manifest).accepted
    change = change_workload(manifest, to)
    if to in case.get("not", ()):
        assert change.refused.startswith(f"The API server would not take this {to}")
        assert change.manifest is manifest
        return
    assert change.refused == ""
    assert change.is_moved
    assert review_manifest(change.manifest).accepted
    assert change.manifest.kind == to
    if to in case.get("unshared", ()):
        assert Manifest.read(back(manifest, change.manifest)).document == manifest.document
    else:
        assert back(manifest, change.manifest) == manifest.text
    assert all(note.sentence.endswith(".") for note in change.notes)


@cases(__file__, "change.yaml")
def test_a_change(case: Case) -> None:
    manifest = Manifest.read(case["text"])
    change = change_workload(manifest, case["to"], Answers(**case.get("answers", {})))
    assert change.refused == ""
    assert change.manifest.text == case["after"]
    assert [f"{note.outcome} {note.path}" for note in change.notes] == case["notes"]
    assert change.is_moved != case.get("is_written", False)
    assert review_manifest(change.manifest).accepted


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("apiVersion: v1\nkind: Pod\nspec: {containers: []}\n", "Deployment"),
        ("apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {containers: []}}}\n", "Pod"),
        ("apiVersion: x.io/v1\nkind: Job\nspec: {template: {spec: {containers: []}}}\n", ""),
        ("apiVersion: v1\nkind: PodTemplate\ntemplate: {spec: {containers: []}}\n", ""),
    ],
)
def test_the_kind_that_is_offered_first(text: str, other: str) -> None:
    assert other_kind(Manifest.read(text)) == other


@pytest.mark.parametrize(
    ("text", "to", "refusal"),
    [
        ("apiVersion: v1\nkind: Pod\nspec: {containers: []}\n", "Pod", "It is a Pod already."),
        ("apiVersion: v1\nkind: Pod\n", "Job", "There is no pod in it yet."),
        ("apiVersion: apps/v1\nkind: Deployment\nspec: {template: }\n", "Pod", "There is no pod in it yet."),
        ("apiVersion: v1\nkind: PodTemplate\ntemplate: {spec: {}}\n", "Pod", "the kind PodTemplate"),
        ("apiVersion: x.io/v1\nkind: Job\nspec: {template: {spec: {containers: []}}}\n", "Pod", "the kind Job"),
        ("kind: Deploymnt\nspec: {template: {spec: {containers: []}}}\n", "Pod", "the kind Deploymnt"),
    ],
)
def test_what_cannot_be_changed_is_refused(text: str, to: str, refusal: str) -> None:
    manifest = Manifest.read(text)
    change = change_workload(manifest, to)
    assert refusal in change.refused
    assert change.manifest is manifest


def test_an_edit_that_is_refused_refuses_the_change() -> None:
    """The identity labels of the template cannot be set where a text stands."""
    text = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: none}\nspec: {containers: []}\n"
    change = change_workload(Manifest.read(text), "Deployment")
    assert change.refused
    assert change.manifest.text == text


def test_what_is_wrong_already_does_not_stand_in_the_way() -> None:
    manifest = Manifest.read("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: []}\n")
    change = change_workload(manifest, "Deployment")
    assert change.refused == ""
    assert change.manifest.kind == "Deployment"


@pytest.mark.skipif(not RECORDED.exists(), reason="realworld.jsonl.gz is not there")
def test_real_pods_go_there_and_come_back() -> None:
    """Each 200th; benchmarks/workload_change.py tries all of them."""
    tried = 0
    with gzip.open(RECORDED, "rt", encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            if number % 200 or not row["verdicts"][DEFAULT]["accepted"]:
                continue
            try:
                manifest = Manifest.read(row["yaml"])
            except ManifestError:
                continue
            if manifest.kind != "Pod":
                manifest = change_workload(manifest, "Pod").manifest
            for to in WORKLOADS if manifest.kind == "Pod" else ():
                change = change_workload(manifest, to)
                tried += not change.refused
                if not change.refused and not any(note.outcome == "lost" for note in change.notes):
                    assert back(manifest, change.manifest) == manifest.text, (row["id"], to)
    assert tried > 50

"""A pod's spec one level deeper, or one level up."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.workload_change.template_place import deeper, field_of, higher, kind_words

POD = """\
apiVersion: v1
kind: Pod
metadata:
  annotations:
    a: b
  name: web
spec:
  containers: []
"""


@pytest.mark.parametrize(("kind", "field"), [("Job", "template"), ("CronJob", "jobTemplate")])
def test_where_a_kind_holds_the_next_spec(kind: str, field: str) -> None:
    assert field_of(kind) == field
    assert kind_words(kind) == {"apiVersion": "batch/v1", "kind": kind}


def test_a_copy_stays_where_nothing_else_says_what_stood_where() -> None:
    placed = deeper(Manifest.read(POD), "Job", {})
    assert placed.copied == ("annotations",)
    assert placed.manifest.document["metadata"] == {"annotations": {"a": "b"}, "name": "web"}
    assert placed.manifest.pod_path == ("spec", "template")
    assert higher(placed.manifest, "Pod").manifest.text == POD


def test_none_stays_where_it_can_be_told() -> None:
    text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    a: b\nspec:\n  containers: []\n"
    placed = deeper(Manifest.read(text), "Job", {})
    assert placed.copied == ()
    assert placed.manifest.document["metadata"] == {"name": "web"}


def test_a_job_goes_into_a_cron_job_without_its_metadata() -> None:
    job = deeper(Manifest.read(POD), "Job", {"backoffLimit": 1}).manifest
    placed = deeper(job, "CronJob", {"schedule": "@daily"})
    assert placed.manifest.document["spec"]["jobTemplate"].keys() == {"spec"}
    assert placed.manifest.pod_path == FieldPath(("spec", "jobTemplate", "spec", "template"))
    assert higher(placed.manifest, "Job").manifest.text == job.text


@pytest.mark.parametrize("name", ["apiVersion", "kind"])
def test_words_that_are_missing_are_written(name: str) -> None:
    """Without them the lines are not moved, but the document is the same."""
    lines = [line for line in POD.splitlines(keepends=True) if not line.startswith(name)]
    placed = deeper(Manifest.read("".join(lines)), "Job", {})
    assert not placed.is_moved
    assert placed.manifest.document["spec"]["template"]["spec"] == {"containers": []}
    assert placed.manifest.document[name] == kind_words("Job")[name]


def test_what_cannot_come_back_to_the_byte_moves_all_the_same() -> None:
    """A word that is written with an escape comes back without."""
    text = POD.replace("kind: Pod", 'kind: "P\\u006fd"')
    placed = deeper(Manifest.read(text), "Job", {})
    assert placed.is_moved
    assert higher(placed.manifest, "Pod").manifest.document == Manifest.read(text).document


def test_an_alias_to_what_goes_is_written_out() -> None:
    text = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: web
  annotations: {a: &a date}
spec:
  template:
    spec:
      containers:
      - command: [*a]
"""
    placed = higher(Manifest.read(text), "Pod")
    assert not placed.is_moved
    assert placed.manifest.document["spec"] == {"containers": [{"command": ["date"]}]}
    assert placed.manifest.document["metadata"] == {"name": "web"}

"""Waivers for other tools, in annotations and comments, are understood as those tools mean them."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube import lint
from podbuilder.kube.lint.foreign_waivers import waivers_in, waivers_in_comments, waivers_of
from podbuilder.kube.lint.waivers import LONGEST_REASON
from podbuilder.kube.manifest import Manifest

POD_TEXT = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web}
spec:
  initContainers:
  - name: set-up
    image: busybox
  containers:
  - name: web
    image: nginx
    env:
    - {name: MODE, value: fast}
    ports:
    - containerPort: 80
    - {containerPort: 443, name: https}
  - name: logs
    image: fluent-bit
"""

# kube-score's one check of tags, which is two rules here.
IMAGE_TAG = {("image-tag-mutable", ""), ("image-name-invalid", "")}


def silenced_by(annotations: Any) -> set[tuple[str, str]]:
    return {(waiver.rule, waiver.reason) for waiver in waivers_in([annotations])}


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    {
        "something else": ("example.com/owner", "me", set()),
        "no such check": ("ignore-check.kube-linter.io/nothing", "", set()),
        "a check of kube-score that is wanted": ("kube-score/container-image-tag", "yes", set()),
        "an exemption of Polaris that is none": ("polaris.fairwinds.com/hostIPCSet-exempt", "false", set()),
        "KubeLinter": (
            "ignore-check.kube-linter.io/host-ipc",
            "It shares memory.",
            {("host-ipc", "It shares memory.")},
        ),
        "kube-score": ("kube-score/ignore", "nothing, container-image-tag", IMAGE_TAG),
        "kube-score by itself": ("kube-score/container-image-tag", "No", IMAGE_TAG),
        "Polaris": ("polaris.fairwinds.com/hostIPCSet-exempt", "true", {("host-ipc", "")}),
        "Checkov": ("checkov.io/skip1", "CKV_K8S_18=Needs it", {("host-ipc", "Needs it")}),
        "Checkov without a reason": ("checkov.io/skip22", "CKV_K8S_18", {("host-ipc", "")}),
        "Datree": ("datree.skip/CONTAINERS_INCORRECT_HOSTIPC_VALUE_TRUE", "Old.", {("host-ipc", "Old.")}),
    }.values(),
)
def test_annotations_of_other_tools_are_understood(key: str, value: str, expected: set[tuple[str, str]]) -> None:
    assert silenced_by({key: value}) == expected
    assert all(waiver.source == f"annotation {key}" for waiver in waivers_in([{key: value}]))


@pytest.mark.parametrize(
    ("key", "value", "tool"),
    [
        ("kube-linter.io/ignore-all", "Made by an operator.", "kube-linter"),
        ("kube-score/ignore", "*", "kube-score"),
        ("polaris.fairwinds.com/exempt", "true", "polaris"),
    ],
)
def test_a_tool_that_is_to_say_nothing_silences_its_own_checks(key: str, value: str, tool: str) -> None:
    known = {id for id, loaded in lint.all_rules().items() if tool in loaded.rule.foreign}
    assert {rule for rule, _ in silenced_by({key: value})} == known


@pytest.mark.parametrize("annotations", [None, "text", {1: "a"}, {"kube-linter.io/ignore-all": 3}])
def test_annotations_that_are_none_say_nothing(annotations: Any) -> None:
    assert waivers_in([annotations]) == []


def places_after(text: str) -> set[tuple[str, str]]:
    manifest = Manifest.read(text)
    found = waivers_in_comments(text.splitlines(), manifest.paths_by_line(), manifest.pod)
    return {(waiver.place, waiver.reason) for waiver in found if waiver.rule == "image-tag-mutable"}


@pytest.mark.parametrize(
    ("line", "instead", "expected"),
    {
        "another word": ("kind: Pod", "# trivy:ignored KSV-0013\nkind: Pod", set()),
        "a check of another kind": ("kind: Pod", "# trivy:ignore:DS-0001\nkind: Pod", set()),
        "nothing below it": ("    image: fluent-bit", "    image: fluent-bit\n  # trivy:ignore:KSV013", set()),
        "above the pod": (
            "apiVersion: v1",
            "# trivy:ignore:AVD-KSV-0013 We build it.\napiVersion: v1",
            {("", "We build it.")},
        ),
        "above a list": (
            "  containers:",
            "  # trivy:ignore:KSV-0013\n\n  containers:",
            {("containers[web]", ""), ("containers[logs]", "")},
        ),
        "above a container": ("  - name: web", "  # trivy:ignore:KSV013\n  - name: web", {("containers[web]", "")}),
        "behind a field": (
            "    image: nginx",
            "    image: nginx  # trivy:ignore:KSV013",
            {("containers[web].image", "")},
        ),
        "above labels": ("metadata:", "# trivy:ignore:KSV013\nmetadata:", {("metadata", "")}),
    }.values(),
)
def test_comments_of_trivy_are_understood(line: str, instead: str, expected: set[tuple[str, str]]) -> None:
    text = POD_TEXT.replace(line, instead, 1)
    assert text != POD_TEXT
    assert places_after(text) == expected


WORKLOAD = "apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 1\n  template:\n    spec:\n      containers: []\n"


@pytest.mark.parametrize(("line", "count"), [("  replicas: 1", 0), ("kind: Deployment", 1), ("  template:", 1)])
def test_a_comment_on_a_workload_is_about_its_pods(line: str, count: int) -> None:
    indent = line[: len(line) - len(line.lstrip())]
    text = WORKLOAD.replace(line, f"{indent}# trivy:ignore:KSV013\n{line}")
    assert places_after(text) == ({("", "")} if count else set())


def test_what_a_manifest_asks_of_other_tools_anywhere() -> None:
    text = """\
kind: Deployment
metadata: {annotations: {checkov.io/skip1: CKV_K8S_14=nightly}}
spec:
  template:
    metadata: {annotations: {checkov.io/skip1: CKV_K8S_20}}
    spec:
      containers:
      - name: web
        image: nginx  # trivy:ignore:KSV-0013
"""
    found = {(waiver.rule, waiver.place) for waiver in waivers_of(Manifest.read(text))}
    places = {
        ("allow-privilege-escalation", ""),
        ("image-tag-mutable", ""),
        ("image-tag-mutable", "containers[web].image"),
    }
    assert places <= found
    plain = text.replace("  # trivy:ignore:KSV-0013", "")
    assert all(not waiver.place for waiver in waivers_of(Manifest.read(plain)))


def test_a_reason_has_an_end() -> None:
    (waiver,) = waivers_in([{"checkov.io/skip1": f"CKV_K8S_18={'x' * 600}"}])
    assert waiver.reason == "x" * LONGEST_REASON
    text = POD_TEXT.replace("    image: nginx", f"    image: nginx  # trivy:ignore:KSV013 {'x' * 600}", 1)
    assert places_after(text) == {("containers[web].image", "x" * LONGEST_REASON)}


def test_one_waiver_for_one_annotation() -> None:
    """The pod and the workload around it may both say it; two annotations stay two."""
    told = {"checkov.io/skip1": "CKV_K8S_18=a"}
    assert len(waivers_in([told, told])) == 1
    assert len(waivers_in([told, {"checkov.io/skip2": "CKV_K8S_18=b"}])) == 2


def test_a_check_that_kube_score_split_is_silenced_by_its_older_name() -> None:
    implied = {rule for rule, _ in silenced_by({"kube-score/ignore": "container-resources"})}
    own = {rule for rule, _ in silenced_by({"kube-score/container-resources": "no"})}
    assert implied - own == {"ephemeral-storage-missing"}


def test_several_comments_apply_to_the_next_line() -> None:
    lines = "    # trivy:ignore:KSV013 One.\n    # trivy:ignore:KSV013 Two.\n    image: nginx"
    text = POD_TEXT.replace("    image: nginx", lines, 1)
    assert places_after(text) == {("containers[web].image", "One."), ("containers[web].image", "Two.")}

"""Findings are set aside with a reason, here or by what other tools were told, and by nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube import lint
from podbuilder.kube.catalogue import load
from podbuilder.kube.field import Finding
from podbuilder.kube.lint.annotations import waivers_in, waivers_in_comments, waivers_of
from podbuilder.kube.lint.waivers import (
    CONTAINER,
    FIELD,
    LONGEST_REASON,
    POD,
    Waiver,
    container_of,
    place_of,
    read_waivers,
    renamed,
    set_aside,
    waive,
    write_waivers,
)
from podbuilder.kube.manifest import Manifest

PODS = load("1.36")
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
POD_ = Manifest.read(POD_TEXT).pod


def test_nothing_is_set_aside_unasked() -> None:
    findings = lint.run(POD_)
    assert findings
    assert set_aside(findings, (), POD_) == (findings, ())
    other = Waiver("no-such-rule", "", "why")
    assert set_aside(findings, (other,), POD_) == (findings, ())


@pytest.mark.parametrize(
    ("path", "place"),
    {
        "the pod": ("spec", "spec"),
        "a label": ("metadata.labels[app]", "metadata.labels[app]"),
        "a container": ("spec.containers[1]", "containers[logs]"),
        "an init container": ("spec.initContainers[0].image", "containers[set-up].image"),
        "a variable": ("spec.containers[0].env[0].value", "containers[web].env[MODE].value"),
        "an item without a name": (
            "spec.containers[0].ports[0].containerPort",
            "containers[web].ports[0].containerPort",
        ),
        "an item that is not there": ("spec.containers[7].image", "containers[7].image"),
    }.values(),
)
def test_a_place_is_written_by_names(path: str, place: str) -> None:
    assert place_of(POD_, PODS.resolve(path)) == place


def test_two_of_one_name_keep_their_numbers() -> None:
    pod = {"spec": {"containers": [{"name": "web"}, {"name": "web"}, "odd"]}}
    assert [place_of(pod, PODS.resolve(f"spec.containers[{i}]")) for i in range(3)] == [
        "containers[0]",
        "containers[1]",
        "containers[2]",
    ]


IMAGE = Finding("image-tag-mutable", PODS.resolve("spec.containers[0].image"), "")
BESIDE = Finding("image-tag-mutable", PODS.resolve("spec.containers[1].image"), "")


@pytest.mark.parametrize(
    ("waiver", "silences"),
    {
        "another rule": (Waiver("host-pid"), False),
        "another container": (Waiver("image-tag-mutable", "containers[logs]"), False),
        "a longer name": (Waiver("image-tag-mutable", "containers[we"), False),
        "another field": (Waiver("image-tag-mutable", "containers[web].ima"), False),
        "the field": (Waiver("image-tag-mutable", "containers[web].image"), True),
        "the container": (Waiver("image-tag-mutable", "containers[web]"), True),
        "the whole pod": (Waiver("image-tag-mutable"), True),
    }.values(),
)
def test_a_waiver_covers_its_place_and_what_is_in_it(waiver: Waiver, silences: bool) -> None:
    kept, silenced = set_aside([IMAGE], [waiver], POD_)
    assert (kept, silenced) == (((), ((IMAGE, waiver),)) if silences else ((IMAGE,), ()))


@pytest.mark.parametrize(("scope", "kept"), [(FIELD, 1), (CONTAINER, 1), (POD, 0)])
def test_a_finding_is_waived_for_as_much_as_is_asked(scope: str, kept: int) -> None:
    waiver = waive(POD_, IMAGE, scope, f"  {'x' * 600}")
    assert len(waiver.reason) == LONGEST_REASON
    assert len(set_aside([IMAGE, BESIDE], [waiver], POD_)[0]) == kept


def test_a_waiver_follows_its_container() -> None:
    waivers = [Waiver("a", "containers[web].image"), Waiver("b"), Waiver("c", "containers[logs]")]
    assert [w.place for w in renamed(waivers, {"web": "front"})] == ["containers[front].image", "", "containers[logs]"]
    assert container_of("containers[web].image") == "containers[web]"
    assert container_of("spec.volumes[data]") == ""


def test_what_is_stored_is_read_again_and_nonsense_is_not() -> None:
    waivers = (Waiver("a", "containers[web]", "because"), Waiver("b", "", ""))
    assert read_waivers(write_waivers(waivers)) == waivers
    assert read_waivers("nonsense") == ()
    assert read_waivers([None, 3, {}, {"rule": 4}, {"rule": "a", "path": []}, {"rule": ""}]) == ()


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

"""Findings are suppressed with a reason, where it was asked for, and nowhere else."""

from __future__ import annotations

import pytest

from podbuilder.kube import lint
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import Finding
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
    suppress,
    waiver_for,
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


def test_nothing_is_suppressed_unasked() -> None:
    findings = lint.run(POD_)
    assert findings
    assert suppress(findings, (), POD_) == (findings, ())
    other = Waiver("no-such-rule", "", "why")
    assert suppress(findings, (other,), POD_) == (findings, ())


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
    kept, suppressed = suppress([IMAGE], [waiver], POD_)
    assert (kept, suppressed) == (((), ((IMAGE, waiver),)) if silences else ((IMAGE,), ()))


@pytest.mark.parametrize(("scope", "kept"), [(FIELD, 1), (CONTAINER, 1), (POD, 0)])
def test_a_finding_is_waived_for_as_much_as_is_asked(scope: str, kept: int) -> None:
    waiver = waiver_for(POD_, IMAGE, scope, f"  {'x' * 600}")
    assert len(waiver.reason) == LONGEST_REASON
    assert len(suppress([IMAGE, BESIDE], [waiver], POD_)[0]) == kept


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

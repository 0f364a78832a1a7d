"""Every field has a home: each leaf of every version's Pod, of the workloads around it and of what stands beside it is
a control of the step that its path belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

from podbuilder.builder.forms.control import Control
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Chooser, Pair
from podbuilder.builder.steps.outline import OBJECT, WORKLOAD, slug_for, steps_of
from podbuilder.builder.steps.registry import draw
from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core import companion_kinds, kinds, versions
from podbuilder.kube.core.field import FieldPath
from tests.builder.posting import post

SAMPLES: dict[str, Any] = {
    "integer": 1,
    "number": 1,
    "boolean": True,
    "int-or-string": 1,
    "quantity": "1",
    "string": "a",
}


def samples(spec: FieldSpec) -> list[Any]:
    """Values that together have everything: of a union each takes another branch, and a list has an item of each."""
    if spec.choices:
        return [spec.choices[-1]]
    if spec.type == "map":
        return [{"key": "a"}]
    if spec.type == "list" and spec.item is not None:
        return [samples(spec.item)]
    if spec.type != "object":
        return [SAMPLES[spec.type]]
    not_written = catalogue.SERVER_WRITTEN | {"ephemeralContainers"} | ({"status"} if "spec" in spec.fields else set())
    fields = {n: f for n, f in spec.fields.items() if n not in not_written}
    exclusive = [branch for union in spec.unions for branch in union.branches if branch in fields]
    if spec.api_type == "EnvVar":
        exclusive = ["value", "valueFrom"]
    shared = {name: samples(field) for name, field in fields.items() if name not in exclusive}
    chosen = [(name, value) for name in exclusive for value in samples(fields[name])]
    count = max(1, len(chosen), *(len(values) for values in shared.values()))
    found = []
    for i in range(count):
        value = {name: values[i % len(values)] for name, values in shared.items()}
        if chosen:
            name, branch = chosen[i % len(chosen)]
            value[name] = branch
        found.append(value)
    return found


def controls_around(version: str, kind: str, slug: str = WORKLOAD) -> set[str]:
    """The patterns of all controls on the step of objects that together have everything."""
    known = catalogue.with_workload(version, kind)
    found: set[str] = set()
    for workload in samples(known.root.fields[kind]):
        parts = draw(Sheet({kind: workload}, known), slug)
        assert parts is not None
        for part in parts:
            found.update(patterns_of(part, slug))
    return found


@lru_cache(maxsize=4)
def controls(version: str) -> frozenset[str]:
    """The patterns of all controls on all steps of pods that together have everything."""
    known = catalogue.load(version)
    found: set[str] = set()
    for spec in samples(known.root.fields["spec"]):
        pod = {"metadata": samples(known.root.fields["metadata"])[0], "spec": spec}
        sheet = Sheet(pod, known)
        for step in steps_of(pod):
            for part in draw(sheet, step.slug) or ():
                found.update(patterns_of(part, step.slug))
    return frozenset(found)


def patterns_of(part: Any, slug: str) -> Iterator[str]:
    for inner in part.walk():
        if isinstance(inner, (Control, Pair)):
            assert slug_for(inner.path) == slug, f"{inner.path} stands in {slug}"
            yield leaf_of(inner.path)
        elif isinstance(inner, Chooser):
            # An object without fields says all by being there, such as `schedulingPolicy.basic: {}`.
            yield from (leaf_of(at) for at in inner.branches.values())


def leaf_of(path: FieldPath) -> str:
    """The catalogue's name for a leaf: a list of texts or a map is one."""
    return path.pattern().removesuffix("[]").removesuffix("[*]")


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_every_leaf_has_a_control(version: str, record_property: Any, capsys: pytest.CaptureFixture[str]) -> None:
    leaves = {leaf.pattern.removesuffix("[]").removesuffix("[*]") for leaf in catalogue.load(version).leaves()}
    missing = sorted(leaves - controls(version))
    with capsys.disabled():
        print(f"\n{version}: {len(leaves) - len(missing)} of {len(leaves)} leaves have a control")
    assert not missing


@pytest.mark.parametrize("version", versions.VERSIONS)
@pytest.mark.parametrize("kind", kinds.workloads())
def test_every_leaf_around_a_pod_has_a_control(
    kind: str, version: str, record_property: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    known = catalogue.with_workload(version, kind)
    leaves = {leaf.pattern.removesuffix("[]").removesuffix("[*]") for leaf in known.workload_leaves()}
    missing = sorted(leaves - controls_around(version, kind))
    with capsys.disabled():
        print(f"\n{version}: {len(leaves) - len(missing)} of {len(leaves)} leaves of a {kind} have a control")
    assert not missing


@pytest.mark.parametrize("version", versions.VERSIONS)
@pytest.mark.parametrize("kind", companion_kinds.KINDS)
def test_every_leaf_beside_a_pod_has_a_control(kind: str, version: str, capsys: pytest.CaptureFixture[str]) -> None:
    known = catalogue.with_workload(version, kind)
    leaves = {leaf.pattern.removesuffix("[]").removesuffix("[*]") for leaf in known.companion_leaves()}
    missing = sorted(leaves - controls_around(version, kind, OBJECT))
    with capsys.disabled():
        print(f"\n{version}: {len(leaves) - len(missing)} of {len(leaves)} leaves of a {kind} have a control")
    assert not missing
    assert len(leaves) >= 5


@pytest.mark.parametrize("version", versions.VERSIONS)
@pytest.mark.parametrize("kind", companion_kinds.KINDS)
def test_a_companion_with_everything_posted_unchanged_does_not_change(kind: str, version: str) -> None:
    for one in samples(catalogue.with_workload(version, kind).root.fields[kind]):
        assert post({kind: one}, version, OBJECT, workload=kind) == []


@pytest.mark.parametrize("version", versions.VERSIONS)
@pytest.mark.parametrize("kind", kinds.workloads())
def test_a_workload_with_everything_posted_unchanged_does_not_change(kind: str, version: str) -> None:
    for workload in samples(catalogue.with_workload(version, kind).root.fields[kind]):
        assert post({kind: workload}, version, WORKLOAD, workload=kind) == []

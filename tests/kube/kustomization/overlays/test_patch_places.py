"""Where a built object's field stands elsewhere, and patches that set one."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.kustomization.build import Built
from podbuilder.kube.kustomization.overlays.patch_places import new_patch, place_in, pointer
from podbuilder.kube.kustomization.resource import ObjectId

CONTAINERS = ROOT.child("spec", "containers")
POD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "web"},
    "spec": {"containers": [{"name": "a", "args": ["x"]}, {"name": "b"}], "volumes": [{"name": "u"}, {"name": "v"}]},
}
BUILT = Built(POD, "", 0, ObjectId("", "v1", "Pod", "old", "default"))
PLACES: dict[str, tuple[Any, FieldPath, bool, tuple[str | int, ...] | None]] = {
    "the same": (POD, CONTAINERS.index(1).child("name"), False, (*CONTAINERS, 1, "name")),
    "another number": ({"spec": {"containers": [{"name": "b"}]}}, CONTAINERS.index(1), False, (*CONTAINERS, 0)),
    "no such item": ({"spec": {"containers": [{"name": "c"}]}}, CONTAINERS.index(1), True, None),
    "no such field": (POD, ROOT.child("spec", "x"), False, None),
    "a field to be": (POD, ROOT.child("spec", "x", "y"), True, ("spec", "x", "y")),
    "below a value": (POD, ROOT.child("kind", "x"), True, None),
    "an item without a key": (POD, CONTAINERS.index(0).child("args").index(0), False, (*CONTAINERS, 0, "args", 0)),
    "one more such item": (POD, CONTAINERS.index(0).child("args").index(1), True, None),
    "no list": ({"spec": {"containers": "a"}}, CONTAINERS.index(0), True, None),
}


@pytest.mark.parametrize(("content", "path", "creates", "place"), PLACES.values(), ids=PLACES)
def test_where_a_field_stands(
    content: Any, path: FieldPath, creates: bool, place: tuple[str | int, ...] | None
) -> None:
    assert place_in(content, BUILT, path, creates) == place


HEAD = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "old"}}
PATCHES: dict[str, tuple[FieldPath, Any, dict[str, Any] | None]] = {
    "a field": (ROOT.child("spec", "x"), 1, {**HEAD, "spec": {"x": 1}}),
    "a label": (
        ROOT.child("metadata", "labels", "a"),
        "b",
        {**HEAD, "metadata": {"name": "old", "labels": {"a": "b"}}},
    ),
    "metadata that are none": (ROOT.child("metadata"), "x", HEAD),
    "a container, after those before it": (
        CONTAINERS.index(1).child("image"),
        "i",
        {**HEAD, "spec": {"containers": [{"name": "a"}, {"name": "b", "image": "i"}]}},
    ),
    "a volume": (
        ROOT.child("spec", "volumes").index(1).child("emptyDir"),
        {},
        {**HEAD, "spec": {"volumes": [{"name": "v", "emptyDir": {}}]}},
    ),
    "an item without a key": (CONTAINERS.index(0).child("args").index(0), "y", None),
    "an item that is no mapping": (CONTAINERS.index(0), "y", None),
}


@pytest.mark.parametrize(("path", "value", "patch"), PATCHES.values(), ids=PATCHES)
def test_a_patch_that_sets_a_field(path: FieldPath, value: Any, patch: dict[str, Any] | None) -> None:
    assert new_patch(BUILT, path, value) == patch


def test_paths_of_json_patches() -> None:
    assert pointer(ROOT.child("metadata", "annotations", "a/b~c").index(0)) == "/metadata/annotations/a~1b~0c/0"
